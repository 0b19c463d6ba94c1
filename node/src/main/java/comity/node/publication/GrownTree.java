package comity.node.publication;

import comity.record.tlog.Tree;
import java.util.Arrays;
import java.util.List;

/**
 * The log's tree twice: as it grows in memory, and as it was read back from its store. Between the
 * two nothing is signed. Settling may be repeated until the store has taken everything.
 */
final class GrownTree {
    private final LogFiles files;
    private final StagedTiles staged;
    private final Tree growing;
    private Tree kept;

    /** Opens the tree of {@code size} leaves that lies in {@code files}. */
    GrownTree(LogFiles files, long size) {
        this.files = files;
        this.staged = new StagedTiles(files.tiles());
        this.growing = new Tree(staged, size);
        this.kept = new Tree(files.tiles(), size);
    }

    /** The tree as its files have it. */
    Tree kept() {
        return kept;
    }

    long size() {
        return growing.size();
    }

    /** Adds leaves, in memory alone. */
    void append(List<byte[]> leafHashes) {
        growing.append(leafHashes);
    }

    /**
     * Makes durable what was appended, reads it back, and compares the roots.
     *
     * @throws LogAway if the store does not take it now
     */
    void settle() {
        staged.flush();
        var read = new Tree(files.tiles(), growing.size());
        if (!Arrays.equals(read.root(), growing.root()))
            throw new IllegalStateException(
                    "the tree in memory and the tiles as read back disagree; nothing is signed");
        kept = read;
    }
}
