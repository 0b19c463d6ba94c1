package comity.node.timestamps;

import comity.record.act.Digest;
import java.time.Instant;
import java.util.List;

/**
 * A timestamp on the tokens of earlier timestamps, kept as it came.
 *
 * @param group the SHA-256s of the tokens that it stamps
 * @param at the time that it tells
 * @param ends the last second in which its certificates are valid
 */
public record Renewal(byte[] reply, List<Digest> group, Instant at, Instant ends) {
    public Renewal {
        reply = reply.clone();
        group = List.copyOf(group);
    }

    @Override
    public byte[] reply() {
        return reply.clone();
    }
}
