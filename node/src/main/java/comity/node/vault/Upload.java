package comity.node.vault;

import comity.record.act.Digest;
import java.time.Instant;
import java.util.UUID;

/**
 * A file on its way in.
 *
 * @param length the clear bytes that were announced
 * @param offset how many of them are durable; whoever sends goes on from here
 * @param declared the hash that its sender announced
 * @param order the order under which it is produced
 * @param expires when it is removed, unless more of it comes before
 */
public record Upload(
        UUID id,
        long length,
        long offset,
        String name,
        String mediaType,
        Digest declared,
        Digest order,
        Instant expires) {

    /** Every byte that was announced is here. */
    public boolean complete() {
        return offset == length;
    }
}
