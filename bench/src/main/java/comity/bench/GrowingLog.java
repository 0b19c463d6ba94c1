package comity.bench;

import comity.node.publication.FileTiles;
import comity.record.tlog.Merkle;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * P2's last clause: one log on disk, grown from nothing to a hundred million leaves, and looked at
 * on the way. What must not grow with it: what an append costs, memory, the time to open it again.
 */
final class GrowingLog {
    private static final int BATCH = 10_000;
    private static final int PROOFS = 2_000;
    private static final List<Long> STOPS =
            List.of(10_000L, 1_000_000L, 10_000_000L, 50_000_000L, 100_000_000L);

    private GrowingLog() {}

    static void run(Path folder) throws Exception {
        System.out.printf(
                """
                Leaves in batches of %,d, each batch's tiles synced before the next. Rates are of the last million before
                each stop (or of all, if there are fewer), so that they can be set beside each other. Proofs of random
                leaves from a tree that was opened again, each verified; the page cache is as the appending left it.
                """,
                BATCH);
        var tiles = new FileTiles(folder);
        var tree = new Tree(tiles, 0);
        var began = System.nanoTime();
        var windowBegan = began;
        var windowFrom = 0L;
        for (var stop : STOPS) {
            while (tree.size() < stop) {
                if (stop - tree.size() == Math.min(stop, 1_000_000L)) {
                    windowBegan = System.nanoTime();
                    windowFrom = tree.size();
                }
                tree.append(leaves(tree.size()));
                if (tree.size() % 5_000_000 == 0)
                    System.out.printf(
                            "  … %,d leaves after %,d s%n",
                            tree.size(), (System.nanoTime() - began) / 1_000_000_000);
            }
            var rate = (stop - windowFrom) * 1e9 / (System.nanoTime() - windowBegan);
            looked(folder, tiles, tree, rate);
        }
    }

    private static List<byte[]> leaves(long from) {
        var batch = new ArrayList<byte[]>(BATCH);
        for (var number = from; number < from + BATCH; number++) batch.add(leaf(number));
        return batch;
    }

    private static byte[] leaf(long number) {
        return Merkle.leafHash(ByteBuffer.allocate(32).putLong(number).array());
    }

    private static void looked(Path folder, FileTiles tiles, Tree tree, double rate)
            throws IOException {
        var size = tree.size();
        var opening = System.nanoTime();
        var reopened = new Tree(tiles, size);
        var root = reopened.root();
        var opened = (System.nanoTime() - opening) / 1e6;
        if (!java.util.Arrays.equals(root, tree.root()))
            throw new IllegalStateException("another root after opening again");
        var random = new SplittableRandom(size);
        var inclusion = new ArrayList<Double>();
        var consistency = new ArrayList<Double>();
        var longest = 0;
        for (var i = 0; i < PROOFS; i++) {
            var index = random.nextLong(size);
            var before = System.nanoTime();
            var path = reopened.inclusion(index, size);
            inclusion.add((System.nanoTime() - before) / 1e3);
            longest = Math.max(longest, path.size());
            if (!Merkle.includes(root, size, index, leaf(index), path))
                throw new IllegalStateException("a proof that does not prove");
            var earlier = 1 + random.nextLong(size);
            before = System.nanoTime();
            var growth = reopened.consistency(earlier, size);
            consistency.add((System.nanoTime() - before) / 1e3);
            if (i % 100 == 0
                    && !Merkle.consistent(earlier, reopened.rootAt(earlier), size, root, growth))
                throw new IllegalStateException("a proof of growth that does not prove");
        }
        inclusion.sort(null);
        consistency.sort(null);
        System.gc();
        var used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "%,13d leaves: append %,10.0f/s; opened again in %.1f ms; inclusion %.0f µs (p99 %.0f), at most %d hashes;"
                        + " consistency %.0f µs (p99 %.0f); %.1f bytes a leaf on disk; heap %d MB%n",
                size,
                rate,
                opened,
                inclusion.get(PROOFS / 2),
                inclusion.get(PROOFS * 99 / 100),
                longest,
                consistency.get(PROOFS / 2),
                consistency.get(PROOFS * 99 / 100),
                (double) bytes(folder) / size,
                used >> 20);
    }

    /** What the files hold; directories and what the file system adds are not counted. */
    private static long bytes(Path folder) throws IOException {
        var sum = new long[1];
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sum[0] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sum[0];
    }
}
