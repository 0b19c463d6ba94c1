package comity.node.timestamps;

import java.util.Optional;

/** Where the timestamps on checkpoints are kept. Losing one loses a proof, never an act. */
public interface Stamps {
    void keep(Stamp stamp);

    /** The size of the largest tree that is stamped; 0 if none is. */
    long newest();

    /** The first stamp on a checkpoint that holds leaf {@code index}, a trial's last of all. */
    Optional<Stamp> holding(long index);
}
