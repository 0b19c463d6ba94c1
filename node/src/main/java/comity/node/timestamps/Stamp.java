package comity.node.timestamps;

import java.time.Instant;

/**
 * A timestamp on a checkpoint of this State's log, kept as it came.
 *
 * @param size how many acts the checkpoint holds
 * @param checkpoint the note that the log signed
 * @param reply the authority's reply (TimeStampResp), byte by byte
 * @param at the time that it tells
 * @param notAfter the same with the accuracy that it states
 * @param by the signer, as its certificate names it
 * @param ends the last second in which every certificate on which it rests is valid
 * @param trial the authority is this node's own, for trials
 */
public record Stamp(
        long size,
        String checkpoint,
        byte[] reply,
        Instant at,
        Instant notAfter,
        String by,
        Instant ends,
        boolean trial) {
    public Stamp {
        reply = reply.clone();
    }

    @Override
    public byte[] reply() {
        return reply.clone();
    }
}
