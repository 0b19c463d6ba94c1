package comity.evidence.exhibit;

import comity.record.act.Base64Url;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.keys.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals what an authority is told, such as an act's sections, so that it opens with both of that
 * authority's private keys and with nothing less ({@link KeyWrap}). The payload is AES-256-GCM
 * under a fresh key, filled up to whole kibibytes so that its length tells little.
 */
public final class PayloadSeal {
    private static final int STEP = 1_024;
    private static final byte FILLING = ' ';

    /** Zeros: each key is used once. */
    private static final byte[] NONCE = new byte[AesGcm.NONCE];

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
        var payload = AesGcm.seal(key, NONCE, filled, about.getBytes(StandardCharsets.UTF_8));
        return KeyWrap.wrap(key, recipient, random).with("payload", Base64Url.encode(payload));
    }

    /** Empty if it was sealed to others, or about something else, or was changed. */
    public static Optional<byte[]> open(
            Json.Obj sealed, PrivateKey x25519, PrivateKey mlKem768, String about) {
        var key = KeyWrap.unwrap(sealed, x25519, mlKem768);
        if (key.isEmpty()) return Optional.empty();
        try {
            var payload = Base64Url.decode(sealed.text("payload").orElse(""));
            return AesGcm.open(key.get(), NONCE, payload, about.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
