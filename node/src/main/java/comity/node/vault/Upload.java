package comity.node.vault;

import comity.record.act.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file on its way in.
 *
 * @param length the clear bytes that were announced
 * @param offset how many of them are durable; whoever sends goes on from here
 * @param declared the hash that its sender announced
 * @param order the order under which it is produced
 * @param manifest the manifest that names it, if its source made one
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
        Optional<Digest> manifest,
        Instant expires) {

    /**
     * What a sender says of a file before the first byte of it.
     *
     * @param length in clear bytes
     */
    public record Announced(
            long length,
            String name,
            String mediaType,
            Digest sha256,
            Digest order,
            Optional<Digest> manifest) {}

    /** Every byte that was announced is here. */
    public boolean complete() {
        return offset == length;
    }
}
