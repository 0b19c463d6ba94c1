package comity.record.figures;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A node of a Merkle tree whose nodes carry the sum of what is committed to below them. A
 * commitment (Pedersen, 1991) shows nothing of what it is to, and the sum of two is one to the sum
 * of both: so whoever is shown a path learns of their own leaf alone.
 */
public final class SumNode {
    /** Of {@link #bytes}: the hash, the sum. */
    public static final int BYTES = Digest.BYTES + Curve.POINT_BYTES;

    private static final byte LEAF = 0x00;
    private static final byte INNER = 0x01;

    private final Digest hash;
    private final ECPoint sum;

    private SumNode(Digest hash, ECPoint sum) {
        this.hash = hash;
        this.sum = sum;
    }

    public Digest hash() {
        return hash;
    }

    ECPoint sum() {
        return sum;
    }

    /**
     * The leaf of the act at a position of the log.
     *
     * @param figures in which it counts, once in each; none for most acts
     */
    static SumNode leaf(long position, Collection<String> figures, BigInteger blinding) {
        return leaf(position, committed(figures, blinding));
    }

    /** The commitment to counting once in each figure. */
    private static ECPoint committed(Collection<String> figures, BigInteger blinding) {
        var sum = Curve.blinded(blinding);
        for (var figure : figures) sum = sum.add(Curve.generator(figure));
        return sum;
    }

    private static SumNode leaf(long position, ECPoint committed) {
        var sum = committed.normalize();
        var sha = Digest.sha256();
        sha.update(LEAF);
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
        return new SumNode(Digest.ofHash(sha.digest(Curve.bytes(sum))), sum);
    }

    /**
     * The leaves of neighbours, at less cost than one by one.
     *
     * @param first position of the first of them
     * @param figures in which each counts
     */
    public static List<SumNode> leaves(
            long first, List<? extends Collection<String>> figures, Blinding blinding) {
        var points = new ECPoint[figures.size()];
        for (var place = 0; place < points.length; place++)
            points[place] = committed(figures.get(place), blinding.at(first + place));
        Curve.normalize(points);
        var leaves = new ArrayList<SumNode>();
        for (var place = 0; place < points.length; place++)
            leaves.add(leaf(first + place, points[place]));
        return leaves;
    }

    static SumNode inner(SumNode left, SumNode right) {
        return inner(left, right, left.sum.add(right.sum).normalize());
    }

    private static SumNode inner(SumNode left, SumNode right, ECPoint sum) {
        var sha = Digest.sha256();
        sha.update(INNER);
        sha.update(left.bytes());
        return new SumNode(Digest.ofHash(sha.digest(right.bytes())), sum);
    }

    /** The next level: neighbours two by two; the last of an odd number goes up as it is. */
    static List<SumNode> above(List<SumNode> level) {
        var sums = new ECPoint[level.size() / 2];
        for (var pair = 0; pair < sums.length; pair++)
            sums[pair] = level.get(2 * pair).sum.add(level.get(2 * pair + 1).sum);
        Curve.normalize(sums);
        var above = new ArrayList<SumNode>();
        for (var pair = 0; pair < sums.length; pair++)
            above.add(inner(level.get(2 * pair), level.get(2 * pair + 1), sums[pair]));
        if (level.size() % 2 == 1) above.add(level.getLast());
        return above;
    }

    /** The root of a tree over these nodes, in the shape of RFC 9162, 2.1.1. */
    public static SumNode root(List<SumNode> nodes) {
        if (nodes.isEmpty()) throw new IllegalArgumentException("a tree of nothing has no root");
        var level = nodes;
        while (level.size() > 1) level = above(level);
        return level.getFirst();
    }

    /** From the node at {@code index} up to the root over {@code nodes}, without both. */
    public static List<SumNode> path(int index, List<SumNode> nodes) {
        Objects.checkIndex(index, nodes.size());
        var path = new ArrayList<SumNode>();
        var level = nodes;
        for (var at = index; level.size() > 1; at /= 2) {
            if ((at ^ 1) < level.size()) path.add(level.get(at ^ 1));
            level = above(level);
        }
        return path;
    }

    /** Whether {@code path} leads from this node to {@code root} (RFC 9162, 2.1.3.2). */
    boolean leadsTo(SumNode root, long index, long size, List<SumNode> path) {
        if (index < 0 || index >= size) return false;
        var place = index;
        var last = size - 1;
        var node = this;
        for (var beside : path) {
            if (last == 0) return false;
            if (place % 2 == 1 || place == last) {
                node = inner(beside, node);
                while (place % 2 == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else node = inner(node, beside);
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && node.equals(root);
    }

    /** 65 bytes: the hash, and the sum as a compressed point (SEC 1, 2.3.3). */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).put(hash.bytes()).put(Curve.bytes(sum)).array();
    }

    /** Empty if these are not a hash and a point of the curve. */
    public static Optional<SumNode> of(byte[] bytes) {
        if (bytes.length != BYTES) return Optional.empty();
        return Curve.point(Arrays.copyOfRange(bytes, Digest.BYTES, BYTES))
                .map(sum -> new SumNode(Digest.ofHash(Arrays.copyOf(bytes, Digest.BYTES)), sum));
    }

    Json json() {
        return new Json.Str(text());
    }

    String text() {
        return Base64Url.encode(bytes());
    }

    static Optional<SumNode> of(String text) {
        try {
            return of(Base64Url.decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SumNode node && Arrays.equals(bytes(), node.bytes());
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
