package comity.node.timestamps;

import comity.record.act.Digest;
import java.time.Instant;
import java.util.List;

/** Which timestamps end when, and what renewed them. */
interface Renewals {
    /**
     * A timestamp whose certificates end.
     *
     * @param size of the tree that it stamps
     * @param number how often it was renewed
     * @param token the SHA-256 of its newest token
     * @param ends the last second in which that stands
     */
    record Due(long size, int number, Digest token, Instant ends) {}

    /** Those that end before, the first to end first. */
    List<Due> due(Instant before, int most);

    void renew(List<Due> lasting, Renewal renewal);

    /** What renewed the timestamp on the tree of this size, oldest first. */
    List<Renewal> of(long size);
}
