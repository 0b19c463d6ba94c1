package comity.record.act;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest, written as 64 lower-case hexadecimal digits so that {@code sha256sum} prints
 * the same. An act's digest is its identity.
 */
public record Digest(String hex) implements Comparable<Digest> {
    public static final int BYTES = 32;

    public Digest {
        if (!isHash(hex))
            throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex");
    }

    private static boolean isHash(String hex) {
        if (hex.length() != 2 * BYTES) return false;
        for (var i = 0; i < hex.length(); i++) {
            var c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
        }
        return true;
    }

    public static Digest of(byte[] content) {
        return ofHash(sha256().digest(content));
    }

    /** The digest of a value's canonical form (RFC 8785). */
    public static Digest of(Json value) {
        return of(CanonicalJson.bytes(value));
    }

    /** Wraps 32 bytes that are a hash already. */
    public static Digest ofHash(byte[] hash) {
        if (hash.length != BYTES) throw new IllegalArgumentException("a SHA-256 hash has 32 bytes");
        return new Digest(HexFormat.of().formatHex(hash));
    }

    /** A fresh SHA-256 computation, for what is hashed while it streams. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The first ten digits: for people to point at, never to decide by. */
    public String brief() {
        return hex.substring(0, 10);
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
