package comity.record.keys;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256 (RFC 5869): a key for one purpose from a secret. */
public final class Hkdf {
    /** 255 blocks of SHA-256. */
    private static final int MOST = 255 * 32;

    private Hkdf() {}

    /**
     * @param about what the key is for: another purpose gives another key
     * @param size in bytes, 1 to 8,160
     */
    public static byte[] derive(byte[] secret, byte[] salt, byte[] about, int size) {
        if (size < 1 || size > MOST)
            throw new IllegalArgumentException("no key of " + size + " bytes can be derived");
        var generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(secret, salt, about));
        var key = new byte[size];
        generator.generateBytes(key, 0, size);
        return key;
    }
}
