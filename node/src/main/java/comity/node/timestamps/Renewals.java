package comity.node.timestamps;

import comity.record.act.Digest;
import java.time.Instant;
import java.util.List;

/** Which timestamps end when, and what renewed them. */
interface Renewals {
    /** What a timestamp is on. */
    sealed interface Of {
        /**
         * A checkpoint of the log.
         *
         * @param size of the tree
         */
        record Tree(long size) implements Of {}

        /**
         * An exhibit by itself.
         *
         * @param trial whether a trial authority's is the only one that it has
         */
        record Exhibit(Digest sha256, boolean trial) implements Of {}
    }

    /**
     * A timestamp whose certificates end.
     *
     * @param of what it stamps
     * @param number how often it was renewed
     * @param token the SHA-256 of its newest token
     * @param ends the last second in which that stands
     */
    record Due(Of of, int number, Digest token, Instant ends) {}

    /** Those that end before, the first to end first. */
    List<Due> due(Instant before, int most);

    void renew(List<Due> lasting, Renewal renewal);

    /** What renewed the timestamp on the tree of this size, oldest first. */
    List<Renewal> of(long size);

    /** What renewed the timestamp on an exhibit by itself that counts, oldest first. */
    List<Renewal> of(Digest exhibit);
}
