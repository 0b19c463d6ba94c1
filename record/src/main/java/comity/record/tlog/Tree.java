package comity.record.tlog;

import comity.record.act.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Merkle tree over {@link Tiles}. Appending touches one tile a level; a proof reads a logarithmic
 * number of tiles; memory does not grow with the tree.
 *
 * <p>The root is known in two ways: from the right edge kept in memory while appending ({@link
 * #root}), and from the tiles as they are read back ({@link #rootFromTiles}). Whoever signs
 * compares the two.
 */
public final class Tree {
    private static final int TILE_HEIGHT = 8;
    private static final int CACHED = 64;

    private final Tiles tiles;

    /** Full tiles only: they never change. */
    private final Map<Tiles.Address, byte[]> cache =
            new LinkedHashMap<>(CACHED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tiles.Address, byte[]> eldest) {
                    return size() > CACHED;
                }
            };

    /** For each level of tiles, the hashes of its last, partial tile. */
    private final List<List<byte[]>> partial = new ArrayList<>();

    /** Roots of the perfect subtrees that the tree consists of, largest first. */
    private final List<byte[]> edge = new ArrayList<>();

    private long size;

    /** Opens the tree of {@code size} leaves that lies in {@code tiles}. */
    public Tree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
        for (var level = 0; width(level, size) > 0; level++) partial.add(lastTile(level));
        var start = 0L;
        for (var bit = Long.highestOneBit(size); bit > 0; bit >>= 1) {
            if ((size & bit) == 0) continue;
            edge.add(perfect(start, Long.numberOfTrailingZeros(bit)));
            start += bit;
        }
    }

    public synchronized long size() {
        return size;
    }

    /** Adds leaves at the end and makes their tiles durable. */
    public synchronized void append(List<byte[]> leafHashes) {
        var touched = new java.util.TreeSet<Integer>();
        for (var hash : leafHashes) {
            add(0, hash, touched);
            carry(hash);
            size++;
        }
        for (var level : touched) {
            var hashes = partial.get(level);
            if (!hashes.isEmpty())
                tiles.write(
                        new Tiles.Address(level, width(level, size) / Tiles.WIDTH, hashes.size()),
                        join(hashes));
        }
        tiles.sync();
    }

    private void add(int level, byte[] hash, java.util.Set<Integer> touched) {
        if (partial.size() == level) partial.add(new ArrayList<>());
        var hashes = partial.get(level);
        hashes.add(hash);
        touched.add(level);
        if (hashes.size() < Tiles.WIDTH) return;
        var full = join(hashes);
        tiles.write(
                new Tiles.Address(
                        level, ((size + 1) >> TILE_HEIGHT * level) / Tiles.WIDTH - 1, Tiles.WIDTH),
                full);
        hashes.clear();
        add(level + 1, fold(full, 0, Tiles.WIDTH), touched);
    }

    /** One more leaf: equal neighbours at the right edge merge, as in binary addition. */
    private void carry(byte[] leafHash) {
        var hash = leafHash;
        for (var bits = size; (bits & 1) == 1; bits >>= 1)
            hash = Merkle.nodeHash(edge.removeLast(), hash);
        edge.add(hash);
    }

    /** The root, from the right edge in memory. */
    public synchronized byte[] root() {
        if (edge.isEmpty()) return Merkle.EMPTY_ROOT.clone();
        var root = edge.getLast();
        for (var i = edge.size() - 2; i >= 0; i--) root = Merkle.nodeHash(edge.get(i), root);
        return root.clone();
    }

    /** The root, from tiles read back from their storage. */
    public synchronized byte[] rootFromTiles() {
        cache.clear();
        return rootAt(size);
    }

    /** The root that the tree had at an earlier size. */
    public synchronized byte[] rootAt(long earlier) {
        if (earlier < 0 || earlier > size)
            throw new IllegalArgumentException("the tree has " + size + " leaves, not " + earlier);
        return earlier == 0 ? Merkle.EMPTY_ROOT.clone() : range(0, earlier);
    }

    /** The hashes of at most {@code count} leaves from {@code from} on. */
    public synchronized List<byte[]> leaves(long from, int count) {
        var leaves = new ArrayList<byte[]>();
        for (var index = from; index >= 0 && index < size && leaves.size() < count; index++) {
            var tile = tile(0, index / Tiles.WIDTH);
            var at = (int) (index % Tiles.WIDTH) * Digest.BYTES;
            leaves.add(Arrays.copyOfRange(tile, at, at + Digest.BYTES));
        }
        return leaves;
    }

    /**
     * RFC 6962, 2.1.1: proves that leaf {@code index} is in the tree of {@code treeSize} leaves.
     */
    public synchronized List<byte[]> inclusion(long index, long treeSize) {
        if (index < 0 || index >= treeSize || treeSize > size)
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + treeSize);
        var path = new ArrayList<byte[]>();
        var start = 0L;
        var end = treeSize;
        while (end - start > 1) {
            var middle = start + Merkle.split(end - start);
            if (index < middle) {
                path.add(range(middle, end));
                end = middle;
            } else {
                path.add(range(start, middle));
                start = middle;
            }
        }
        return path.reversed();
    }

    /**
     * RFC 6962, 2.1.2: proves that the tree of {@code earlier} leaves is the beginning of that of
     * {@code later}.
     */
    public synchronized List<byte[]> consistency(long earlier, long later) {
        if (earlier < 0 || earlier > later || later > size)
            throw new IllegalArgumentException(
                    "no trees of " + earlier + " and " + later + " leaves");
        if (earlier == 0 || earlier == later) return List.of();
        var path = new ArrayList<byte[]>();
        var start = 0L;
        var end = later;
        var whole = true;
        while (end != earlier) {
            var middle = start + Merkle.split(end - start);
            if (earlier <= middle) {
                path.add(range(middle, end));
                end = middle;
            } else {
                path.add(range(start, middle));
                start = middle;
                whole = false;
            }
        }
        if (!whole) path.add(range(start, end));
        return path.reversed();
    }

    /**
     * MTH(D[start:end]); {@code start} is a multiple of the smallest power of two not below the
     * length.
     */
    private byte[] range(long start, long end) {
        var length = end - start;
        if (Long.bitCount(length) == 1) return perfect(start, Long.numberOfTrailingZeros(length));
        var middle = start + Merkle.split(length);
        return Merkle.nodeHash(range(start, middle), range(middle, end));
    }

    /**
     * The root of the 2^height leaves from {@code start}: one node of one tile, folded up within
     * it.
     */
    private byte[] perfect(long start, int height) {
        var level = height / TILE_HEIGHT;
        var within = height % TILE_HEIGHT;
        var first = start >> TILE_HEIGHT * level;
        var tile = tile(level, first / Tiles.WIDTH);
        return fold(tile, (int) (first % Tiles.WIDTH), 1 << within);
    }

    private byte[] tile(int level, long index) {
        var known = width(level, size) - index * Tiles.WIDTH;
        var width = (int) Math.min(Tiles.WIDTH, known);
        var address = new Tiles.Address(level, index, width);
        var cached = cache.get(address);
        if (cached != null) return cached;
        var read =
                tiles.read(address)
                        .orElseThrow(
                                () -> new IllegalStateException("tile missing: " + address.path()));
        if (read.length < width * Digest.BYTES)
            throw new IllegalStateException("tile too short: " + address.path());
        if (width == Tiles.WIDTH) cache.put(address, read);
        return read;
    }

    /** How many hashes level {@code level} of the tiles has when the tree has {@code leaves}. */
    private static long width(int level, long leaves) {
        return leaves >> TILE_HEIGHT * level;
    }

    private List<byte[]> lastTile(int level) {
        var width = (int) (width(level, size) % Tiles.WIDTH);
        var hashes = new ArrayList<byte[]>();
        if (width == 0) return hashes;
        var bytes = tile(level, width(level, size) / Tiles.WIDTH);
        for (var i = 0; i < width; i++)
            hashes.add(Arrays.copyOfRange(bytes, i * Digest.BYTES, (i + 1) * Digest.BYTES));
        return hashes;
    }

    private static byte[] fold(byte[] tile, int first, int count) {
        var hashes = new byte[count][];
        for (var i = 0; i < count; i++)
            hashes[i] =
                    Arrays.copyOfRange(
                            tile, (first + i) * Digest.BYTES, (first + i + 1) * Digest.BYTES);
        for (var width = count; width > 1; width /= 2) {
            for (var i = 0; i < width / 2; i++)
                hashes[i] = Merkle.nodeHash(hashes[2 * i], hashes[2 * i + 1]);
        }
        return hashes[0];
    }

    private static byte[] join(List<byte[]> hashes) {
        var joined = new byte[hashes.size() * Digest.BYTES];
        for (var i = 0; i < hashes.size(); i++)
            System.arraycopy(hashes.get(i), 0, joined, i * Digest.BYTES, Digest.BYTES);
        return joined;
    }
}
