package comity.record.sets;

import comity.record.act.Digest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one comparison, drawn afresh for it: whoever chooses acts cannot know how their
 * digests will fall, so that nobody can make a set that does not decode. Not for use by two threads
 * at once.
 */
public final class SessionKey {
    public static final int BYTES = 32;

    private final Mac mac;

    /**
     * @param key 32 random bytes
     */
    public SessionKey(byte[] key) {
        if (key.length != BYTES) throw new IllegalArgumentException("32 bytes expected");
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    Element element(Digest digest) {
        return element(digest.bytes());
    }

    /** The first 16 bytes of HMAC-SHA256 over the 32: checksum, then seed. */
    Element element(byte[] bytes) {
        var keyed = ByteBuffer.wrap(mac.doFinal(bytes));
        var words = ByteBuffer.wrap(bytes);
        return new Element(
                words.getLong(),
                words.getLong(),
                words.getLong(),
                words.getLong(),
                keyed.getLong(),
                keyed.getLong());
    }
}
