package comity.bench;

import comity.node.publication.FileTiles;
import comity.record.tlog.Merkle;
import comity.record.tlog.Tree;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The log at a million leaves: how long a proof takes from tiles on disk. */
final class Proofs {
    private static final int LEAVES = 1_000_000;

    private Proofs() {}

    private static byte[] leaf(long number) {
        return Merkle.leafHash(ByteBuffer.allocate(32).putLong(number).array());
    }

    static void run(Path folder) throws Exception {
        var tiles = new FileTiles(folder);
        var tree = new Tree(tiles, 0);
        var start = System.nanoTime();
        for (var number = 0L; number < LEAVES; ) {
            var batch = new ArrayList<byte[]>();
            for (var i = 0; i < 10_000; i++) batch.add(leaf(number++));
            tree.append(batch);
        }
        System.out.printf(
                "appended %,d leaves in batches of 10,000, each synced: %,.0f leaves/s%n",
                LEAVES, LEAVES * 1e9 / (System.nanoTime() - start));
        var root = tree.root();
        var random = new SplittableRandom(1);
        System.out.println(
                "The reference hashes the same number of nodes in memory: no tree, no tiles, no files.");
        var reopened = new Tree(tiles, LEAVES);
        Duel.least("an inclusion proof at 1,000,000 leaves, tiles on disk", "µs")
                .side("comity: random leaf, from tiles", () -> proof(reopened, root, random))
                .side("20 SHA-256 of nodes in memory", Proofs::twentyHashes)
                .run();
        var times = new ArrayList<Double>();
        var longest = 0;
        for (var i = 0; i < 2_000; i++) {
            var before = System.nanoTime();
            var path = reopened.inclusion(random.nextLong(LEAVES), LEAVES);
            times.add((System.nanoTime() - before) / 1e3);
            longest = Math.max(longest, path.size());
        }
        times.sort(null);
        System.out.printf(
                "  single proofs: median %.0f µs, p99 %.0f µs, longest %.0f µs; at most %d hashes%n",
                times.get(1_000), times.get(1_980), times.getLast(), longest);
    }

    private static double proof(Tree tree, byte[] root, SplittableRandom random) {
        var start = System.nanoTime();
        for (var i = 0; i < 200; i++) {
            var index = random.nextLong(LEAVES);
            if (!Merkle.includes(root, LEAVES, index, leaf(index), tree.inclusion(index, LEAVES)))
                throw new IllegalStateException("a proof that does not prove");
        }
        return (System.nanoTime() - start) / 200e3;
    }

    private static double twentyHashes() {
        var hash = leaf(1);
        var start = System.nanoTime();
        for (var i = 0; i < 200 * 20; i++) hash = Merkle.nodeHash(hash, hash);
        if (Arrays.equals(hash, leaf(1))) throw new IllegalStateException("SHA-256 has a fixpoint");
        return (System.nanoTime() - start) / 200e3;
    }
}
