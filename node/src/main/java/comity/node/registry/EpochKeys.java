package comity.node.registry;

import java.util.Optional;
import java.util.SortedSet;

/**
 * Keys that end with an epoch, for what has to be found again and cannot rest sealed: an index over
 * hashed words. Whoever has a copy of the database and not the key cannot ask it for a word; once
 * the epoch has ended, nobody can.
 */
public interface EpochKeys extends Sealing {

    /** The number of the epoch of now. */
    int epoch();

    /** The numbers of the epochs that have not ended. */
    SortedSet<Integer> epochs();

    /**
     * A key of an epoch for one purpose, from which neither the epoch's own key nor one for another
     * purpose can be told; empty if the epoch has ended.
     */
    Optional<byte[]> derived(int epoch, String purpose);
}
