package comity.node.completeness.presence;

import comity.node.identity.SecretFile;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.keys.AesGcm;
import comity.record.map.Vrf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two secrets in one file of the key folder, outside the database: by one files have their places,
 * under the other questions rest. Whoever reads the database alone learns neither which files are
 * known nor which were asked about.
 */
final class PresenceKeys {
    private static final int NONCE = 12;
    private static final int KEY = 32;

    private final byte[] vrf;
    private final byte[] questions;
    private final SecureRandom random;

    private PresenceKeys(byte[] vrf, byte[] questions, SecureRandom random) {
        this.vrf = vrf;
        this.questions = questions;
        this.random = random;
    }

    /** Opens the file, or makes it if there is none yet. */
    static PresenceKeys open(Path file, SecureRandom random) {
        var held = SecretFile.open(file, () -> fresh(random));
        try {
            var vrf = Base64Url.decode(held.text("vrf").orElse(""));
            var questions = Base64Url.decode(held.text("questions").orElse(""));
            if (!Vrf.isSecret(vrf) || questions.length != KEY) throw SecretFile.damaged(file);
            return new PresenceKeys(vrf, questions, random);
        } catch (IllegalArgumentException _) {
            throw SecretFile.damaged(file);
        }
    }

    private static Json.Obj fresh(SecureRandom random) {
        var secret = new byte[Vrf.SECRET_BYTES];
        do random.nextBytes(secret);
        while (!Vrf.isSecret(secret));
        var questions = new byte[KEY];
        random.nextBytes(questions);
        return Json.object()
                .with("vrf", Base64Url.encode(secret))
                .with("questions", Base64Url.encode(questions));
    }

    byte[] vrfPublic() {
        return Vrf.publicKey(vrf);
    }

    Vrf.Proven prove(byte[] input) {
        return Vrf.prove(vrf, input);
    }

    /**
     * @param about what it is: bound into the seal, so that nothing stands for another
     */
    byte[] seal(Json.Obj clear, String about) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = AesGcm.seal(questions, nonce, CanonicalJson.bytes(clear), bytes(about));
        var whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    /** Empty if it was sealed under a key that is lost, or is not what was sealed. */
    Optional<Json.Obj> open(byte[] sealed, String about) {
        if (sealed.length < NONCE)
            throw new IllegalStateException("a kept question cannot be read");
        var clear =
                AesGcm.open(
                        questions,
                        Arrays.copyOf(sealed, NONCE),
                        Arrays.copyOfRange(sealed, NONCE, sealed.length),
                        bytes(about));
        try {
            return clear.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JsonReader.actObject(clear.get()));
        } catch (MalformedJson e) {
            throw new IllegalStateException("a kept question cannot be read", e);
        }
    }

    private static byte[] bytes(String about) {
        return about.getBytes(StandardCharsets.UTF_8);
    }

    /** So that no key is printed by accident. */
    @Override
    public String toString() {
        return "presence keys " + Digest.of(vrfPublic()).brief();
    }
}
