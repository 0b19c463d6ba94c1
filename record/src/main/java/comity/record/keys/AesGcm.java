package comity.record.keys;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) in the one shape that is used here: a key of 32 bytes, a nonce of
 * 12, a tag of 16. Every other shape is refused, so that nothing can be weakened by a length.
 */
public final class AesGcm {
    public static final int KEY = 32;
    public static final int NONCE = 12;
    public static final int TAG = 16;

    private static final String NAME = "AES/GCM/NoPadding";

    /** Asked for once: to look for it costs as much as to seal a section. */
    private static final Provider PROVIDER = provider();

    private AesGcm() {}

    private static Provider provider() {
        try {
            return Cipher.getInstance(NAME).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has AES-256-GCM", e);
        }
    }

    /**
     * The sealed bytes, with the tag at their end.
     *
     * @param nonce never twice under one key
     * @param about bound into the seal; not in it
     */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] clear, byte[] about) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, about).doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has AES-256-GCM", e);
        }
    }

    /** The clear bytes; empty if the key, the nonce or {@code about} is another, or a bit is. */
    public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] sealed, byte[] about) {
        var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, about);
        try {
            return Optional.of(cipher.doFinal(sealed));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] about) {
        if (key.length != KEY || nonce.length != NONCE)
            throw new IllegalArgumentException(
                    "a key of 32 bytes and a nonce of 12 are expected, not "
                            + key.length
                            + " and "
                            + nonce.length);
        try {
            var cipher = Cipher.getInstance(NAME, PROVIDER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(about);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has AES-256-GCM", e);
        }
    }
}
