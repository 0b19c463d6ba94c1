package comity.evidence.redaction;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;

/**
 * From which seed the salts come, and how only whoever holds the original gets it. The seed is
 * masked with a hash of the whole content that is written nowhere: with the original it is found
 * again, without it no salt of a removed piece is.
 */
final class Opening {
    private Opening() {}

    static Digest salt(Digest seed, long index) {
        var number = new byte[8];
        Piece.number(index, number, 0);
        var sha = Digest.sha256();
        sha.update("comity-salt/1".getBytes(StandardCharsets.US_ASCII));
        sha.update(seed.bytes());
        sha.update(number);
        return Digest.ofHash(sha.digest());
    }

    /** A hash of the original of its own, begun: the content follows. */
    static java.security.MessageDigest content() {
        var sha = Digest.sha256();
        sha.update("comity-content/1".getBytes(StandardCharsets.US_ASCII));
        return sha;
    }

    /** Masks a seed, and takes the mask off again. */
    static Digest masked(Digest seed, Digest content, Digest nonce) {
        var sha = Digest.sha256();
        sha.update("comity-opening/1".getBytes(StandardCharsets.US_ASCII));
        sha.update(content.bytes());
        var mask = sha.digest(nonce.bytes());
        var bytes = seed.bytes();
        for (var i = 0; i < bytes.length; i++) bytes[i] ^= mask[i];
        return Digest.ofHash(bytes);
    }
}
