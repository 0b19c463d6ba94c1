package comity.node.publication;

import java.util.List;
import java.util.Optional;

/** What this node keeps of others' signatures on its own checkpoints. Durable on return. */
interface Cosignatures {
    /** Keeps the checkpoint of this size with all cosignatures that it has by now. */
    void keep(long size, String note, boolean witnessed);

    Optional<String> at(long size);

    /** Which checkpoint a receipt of leaf {@code index} leads to: the first that is witnessed. */
    Optional<String> holding(long index);

    /** Those that hold leaf {@code index}, the smallest first, at most {@code most}. */
    List<String> allHolding(long index, int most);

    /** The size of the largest tree that is witnessed; 0 if none is. */
    long witnessedSize();
}
