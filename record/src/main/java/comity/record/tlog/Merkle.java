package comity.record.tlog;

import comity.record.act.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Merkle tree hashing and proofs as RFC 6962 section 2.1 defines them; verification as RFC 9162,
 * 2.1.3.2 and 2.1.4.2. A hash is 32 bytes.
 */
public final class Merkle {
    /** The root of a tree without leaves. */
    public static final byte[] EMPTY_ROOT = Digest.sha256().digest();

    private Merkle() {}

    /** SHA-256(0x00 || data). */
    public static byte[] leafHash(byte[] data) {
        var sha = Digest.sha256();
        sha.update((byte) 0);
        return sha.digest(data);
    }

    /** SHA-256(0x01 || left || right). */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        var sha = Digest.sha256();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }

    /** The largest power of two smaller than {@code size}; {@code size} is at least 2. */
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    /**
     * Whether {@code path} proves that the leaf with {@code leafHash} is number {@code index} of
     * the tree of {@code size} leaves with {@code root}.
     */
    public static boolean includes(
            byte[] root, long size, long index, byte[] leafHash, List<byte[]> path) {
        if (index < 0 || index >= size) return false;
        if (root.length != Digest.BYTES || leafHash.length != Digest.BYTES) return false;
        var fn = index;
        var sn = size - 1;
        var hash = leafHash;
        for (var sibling : path) {
            if (sn == 0 || sibling.length != Digest.BYTES) return false;
            if ((fn & 1) == 1 || fn == sn) {
                hash = nodeHash(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(hash, root);
    }

    /**
     * The root that the first {@code size1} leaves have in the tree of {@code size2} leaves with
     * {@code root2}, by a consistency path between the two sizes; empty if the path does not lead
     * to {@code root2}, or does not hold that root because {@code size1} is a power of two.
     */
    static Optional<byte[]> prefix(long size1, long size2, byte[] root2, List<byte[]> path) {
        if (size1 < 1 || size1 >= size2 || Long.bitCount(size1) == 1) return Optional.empty();
        if (path.isEmpty() || path.stream().anyMatch(hash -> hash.length != Digest.BYTES))
            return Optional.empty();
        return climb(size1, size2, path.getFirst(), path.subList(1, path.size()))
                .filter(roots -> Arrays.equals(roots.two(), root2))
                .map(Roots::one);
    }

    private record Roots(byte[] one, byte[] two) {}

    /**
     * Whether {@code path} proves that the tree of {@code size1} leaves with {@code root1} is the
     * beginning of the tree of {@code size2} leaves with {@code root2}.
     */
    public static boolean consistent(
            long size1, byte[] root1, long size2, byte[] root2, List<byte[]> path) {
        if (size1 < 0 || size1 > size2) return false;
        if (size1 == size2) return path.isEmpty() && Arrays.equals(root1, root2);
        if (size1 == 0) return path.isEmpty() && Arrays.equals(root1, EMPTY_ROOT);
        if (path.isEmpty() || path.stream().anyMatch(hash -> hash.length != Digest.BYTES))
            return false;
        // Where the old tree is a full power of two, its root itself begins the path.
        var whole = Long.bitCount(size1) == 1;
        return climb(
                        size1,
                        size2,
                        whole ? root1 : path.getFirst(),
                        whole ? path : path.subList(1, path.size()))
                .filter(
                        roots ->
                                Arrays.equals(roots.one(), root1)
                                        && Arrays.equals(roots.two(), root2))
                .isPresent();
    }

    /** The roots to which a consistency path leads; empty if it is of another length. */
    private static Optional<Roots> climb(long size1, long size2, byte[] first, List<byte[]> path) {
        var fn = size1 - 1;
        var sn = size2 - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        var one = first;
        var two = first;
        for (var sibling : path) {
            if (sn == 0) return Optional.empty();
            if ((fn & 1) == 1 || fn == sn) {
                one = nodeHash(sibling, one);
                two = nodeHash(sibling, two);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                two = nodeHash(two, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? Optional.of(new Roots(one, two)) : Optional.empty();
    }
}
