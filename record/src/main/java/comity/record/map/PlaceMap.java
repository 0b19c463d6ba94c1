package comity.record.map;

import comity.record.act.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle tree with a leaf for each of the 2^256 places, nearly all of them empty. A proof is the
 * 256 hashes beside the way from the root to a place, for one that is taken as for one that is
 * empty: both have the same size, and neither names another place. Never changed: a map with one
 * place more is another map.
 */
public final class PlaceMap {
    public static final int DEPTH = 256;

    /** Of a proof: one hash for each level, the root's children first. */
    public static final int PROOF_BYTES = DEPTH * Digest.BYTES;

    /** The hash of an empty tree whose root is that deep. */
    private static final List<byte[]> EMPTY = empty();

    public static final PlaceMap NOTHING = new PlaceMap(null);

    private final @Nullable Node top;

    private PlaceMap(@Nullable Node top) {
        this.top = top;
    }

    /** What is in a tree that is not empty: one place, or two trees that part at a depth. */
    private sealed interface Node {
        /** A place below it: all places below share the bits above its own depth. */
        byte[] place();

        /** The depth of its own root, below which it is not one way alone. */
        int depth();

        byte[] hash();
    }

    private record Leaf(byte[] place, byte[] value, byte[] hash) implements Node {
        @Override
        public int depth() {
            return DEPTH;
        }
    }

    private record Fork(int depth, Node left, Node right, byte[] hash) implements Node {
        @Override
        public byte[] place() {
            return left.place();
        }
    }

    private static List<byte[]> empty() {
        var hashes = new ArrayList<byte[]>();
        hashes.add(
                Digest.of("comity-map/1 empty".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .bytes());
        for (var i = 0; i < DEPTH; i++) hashes.add(node(hashes.getLast(), hashes.getLast()));
        return hashes.reversed();
    }

    /** SHA-256(0x00 || place || value). */
    private static byte[] leaf(byte[] place, byte[] value) {
        var sha = Digest.sha256();
        sha.update((byte) 0);
        sha.update(place);
        return sha.digest(value);
    }

    /** SHA-256(0x01 || left || right). */
    private static byte[] node(byte[] left, byte[] right) {
        var sha = Digest.sha256();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }

    private static boolean goesRight(byte[] place, int depth) {
        return (place[depth / 8] >> (7 - depth % 8) & 1) == 1;
    }

    /** The hash of the tree whose root is at {@code depth} and that holds {@code node} alone. */
    private static byte[] hash(@Nullable Node node, int depth) {
        if (node == null) return EMPTY.get(depth);
        var hash = node.hash();
        for (var at = node.depth() - 1; at >= depth; at--)
            hash =
                    goesRight(node.place(), at)
                            ? node(EMPTY.get(at + 1), hash)
                            : node(hash, EMPTY.get(at + 1));
        return hash;
    }

    public byte[] root() {
        return hash(top, 0).clone();
    }

    /**
     * This map with {@code value} at {@code place}, in the stead of what was there.
     *
     * @param place 32 bytes
     * @param value 32 bytes
     */
    public PlaceMap with(byte[] place, byte[] value) {
        if (place.length != Digest.BYTES || value.length != Digest.BYTES)
            throw new IllegalArgumentException("32 bytes expected");
        return new PlaceMap(with(top, new Leaf(place.clone(), value.clone(), leaf(place, value))));
    }

    private static Node with(@Nullable Node node, Leaf leaf) {
        if (node == null) return leaf;
        var parting = parting(node.place(), leaf.place());
        if (parting < node.depth()) return fork(parting, node, leaf);
        return switch (node) {
            case Leaf _ -> leaf;
            case Fork fork ->
                    goesRight(leaf.place(), fork.depth())
                            ? fork(fork.depth(), fork.left(), with(fork.right(), leaf))
                            : fork(fork.depth(), with(fork.left(), leaf), fork.right());
        };
    }

    private static Fork fork(int depth, Node one, Node other) {
        var left = goesRight(one.place(), depth) ? other : one;
        var right = left == one ? other : one;
        return new Fork(depth, left, right, node(hash(left, depth + 1), hash(right, depth + 1)));
    }

    /** The first bit in which they differ; {@link #DEPTH} if they are the same. */
    private static int parting(byte[] one, byte[] other) {
        var at = Arrays.mismatch(one, other);
        return at < 0
                ? DEPTH
                : at * 8 + Integer.numberOfLeadingZeros((one[at] ^ other[at]) & 0xff) - 24;
    }

    /** What is at {@code place}; empty if nothing is. */
    public Optional<byte[]> at(byte[] place) {
        var node = top;
        while (node instanceof Fork fork)
            node = goesRight(place, fork.depth()) ? fork.right() : fork.left();
        return node instanceof Leaf leaf && Arrays.equals(leaf.place(), place)
                ? Optional.of(leaf.value().clone())
                : Optional.empty();
    }

    /** The hashes beside the way to {@code place}, whatever is there. */
    public byte[] proof(byte[] place) {
        var proof = new byte[PROOF_BYTES];
        var node = top;
        for (var depth = 0; depth < DEPTH; depth++) {
            var right = goesRight(place, depth);
            Node beside = null;
            if (node instanceof Fork fork && fork.depth() == depth) {
                beside = right ? fork.left() : fork.right();
                node = right ? fork.right() : fork.left();
            } else if (node != null && goesRight(node.place(), depth) != right) {
                beside = node;
                node = null;
            }
            System.arraycopy(hash(beside, depth + 1), 0, proof, depth * Digest.BYTES, Digest.BYTES);
        }
        return proof;
    }

    /**
     * The root of the map in which {@code value}, or nothing, is at {@code place}, by a proof;
     * empty if it is no proof.
     */
    public static Optional<byte[]> root(byte[] place, Optional<byte[]> value, byte[] proof) {
        if (place.length != Digest.BYTES || proof.length != PROOF_BYTES) return Optional.empty();
        var hash = value.map(held -> leaf(place, held)).orElse(EMPTY.get(DEPTH));
        for (var depth = DEPTH - 1; depth >= 0; depth--) {
            var beside =
                    Arrays.copyOfRange(proof, depth * Digest.BYTES, (depth + 1) * Digest.BYTES);
            hash = goesRight(place, depth) ? node(beside, hash) : node(hash, beside);
        }
        return Optional.of(hash);
    }
}
