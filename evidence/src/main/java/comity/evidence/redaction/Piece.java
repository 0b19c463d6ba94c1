package comity.evidence.redaction;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One piece of the original: kept in the copy, or removed from it. */
public sealed interface Piece {
    /** In bytes of the original. */
    long length();

    /**
     * @param salt with which its hash is made; disclosed with it
     */
    record Kept(long length, Digest salt) implements Piece {}

    /**
     * @param inner the salted hash of what was removed; nobody can guess it without the salt
     */
    record Removed(long length, Digest inner) implements Piece {}

    /** The longest kept piece: where a copy was changed is told to this many bytes. */
    long LONGEST = 16L << 20;

    /** A salted hash of a piece, begun: its content follows. */
    static MessageDigest inner(Digest salt) {
        var sha = Digest.sha256();
        sha.update("comity-piece/1".getBytes(StandardCharsets.US_ASCII));
        sha.update(salt.bytes());
        return sha;
    }

    /** What a leaf of the tree holds: where the piece lies, how long it is, its salted hash. */
    static byte[] leaf(long offset, long length, byte[] inner) {
        var leaf = new byte[16 + inner.length];
        number(offset, leaf, 0);
        number(length, leaf, 8);
        System.arraycopy(inner, 0, leaf, 16, inner.length);
        return leaf;
    }

    /** Eight bytes, the highest first. */
    static void number(long number, byte[] into, int at) {
        for (var i = 0; i < 8; i++) into[at + i] = (byte) (number >>> (56 - 8 * i));
    }

    /** What stands in a copy in place of a removed piece. */
    static byte[] mark(Cuts.Unit unit, long offset, long length) {
        var text = "[removed " + length + " bytes at " + offset + "]";
        return (unit == Cuts.Unit.BYTES ? text : text + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
