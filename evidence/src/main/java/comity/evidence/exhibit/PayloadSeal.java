package comity.evidence.exhibit;

import comity.record.act.Base64Url;
import comity.record.act.Directory;
import comity.record.act.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what an authority is told, such as an act's sections, so that it opens with both of that
 * authority's private keys and with nothing less ({@link KeyWrap}). The payload is AES-256-GCM
 * under a fresh key, filled up to whole kibibytes so that its length tells little.
 */
public final class PayloadSeal {
    private static final int STEP = 1_024;
    private static final byte FILLING = ' ';

    private PayloadSeal() {}

    /**
     * @param text JSON, which spaces at its end do not change
     * @param about what it belongs to, bound into the seal
     */
    public static Json.Obj seal(
            byte[] text, Directory.SealingKey recipient, String about, SecureRandom random) {
        var key = Sealer.freshKey(random);
        var filled = Arrays.copyOf(text, (text.length / STEP + 1) * STEP);
        Arrays.fill(filled, text.length, filled.length, FILLING);
        try {
            var payload = gcm(Cipher.ENCRYPT_MODE, key, filled, about);
            return KeyWrap.wrap(key, recipient, random).with("payload", Base64Url.encode(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has AES-256-GCM", e);
        }
    }

    /** Empty if it was sealed to others, or about something else, or was changed. */
    public static Optional<byte[]> open(
            Json.Obj sealed, PrivateKey x25519, PrivateKey mlKem768, String about) {
        var key = KeyWrap.unwrap(sealed, x25519, mlKem768);
        if (key.isEmpty()) return Optional.empty();
        try {
            var payload = Base64Url.decode(sealed.text("payload").orElse(""));
            return Optional.of(gcm(Cipher.DECRYPT_MODE, key.get(), payload, about));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] gcm(int mode, byte[] key, byte[] bytes, String about)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        // A nonce of zeros: the key is used once.
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(bytes);
    }
}
