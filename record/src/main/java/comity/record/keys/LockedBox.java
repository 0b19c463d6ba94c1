package comity.record.keys;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A JSON document encrypted with AES-256-GCM (docs/formats/keys.md). How its key is derived stands
 * in clear beside it and is authenticated with it, so that nobody can weaken it unseen.
 */
public final class LockedBox {
    private static final String FORMAT = "comity-locked/1";

    /** Argon2id as RFC 9106 recommends it where memory is not plenty: 64 MiB, three passes. */
    private static final int MEMORY_KIB = 1 << 16;

    private static final int PASSES = 3;

    /** A box that asks for more than this asks for the machine. */
    private static final int MOST_MEMORY_KIB = 1 << 20;

    private static final int MOST_PASSES = 16;

    private LockedBox() {}

    /**
     * @param purpose what the box is for: one that was made for something else does not open as it
     * @param random a cryptographic one
     */
    public static Json.Obj lock(
            Json.Obj content, String purpose, Unlocking with, RandomGenerator random) {
        var salt = fresh(16, random);
        var nonce = fresh(12, random);
        var derivation =
                switch (with) {
                    case Unlocking.Passphrase _ ->
                            Json.object()
                                    .with("name", "argon2id")
                                    .with("memoryKiB", MEMORY_KIB)
                                    .with("passes", PASSES)
                                    .with("salt", Base64Url.encode(salt));
                    case Unlocking.KeyBytes _ ->
                            Json.object()
                                    .with("name", "hkdf-sha256")
                                    .with("salt", Base64Url.encode(salt));
                };
        var box =
                Json.object()
                        .with("format", FORMAT)
                        .with("purpose", purpose)
                        .with("key", derivation)
                        .with("nonce", Base64Url.encode(nonce));
        try {
            var sealed =
                    AesGcm.seal(
                            key(derivation, with, purpose),
                            nonce,
                            CanonicalJson.bytes(content),
                            CanonicalJson.bytes(box));
            return box.with("box", Base64Url.encode(sealed));
        } catch (WrongKey e) {
            throw new IllegalStateException("a derivation that was just chosen is known", e);
        }
    }

    /**
     * @throws WrongKey if it does not open with this, is none, or is for another purpose
     */
    public static Json.Obj open(Json.Obj box, String purpose, Unlocking with) throws WrongKey {
        if (!box.text("format").filter(FORMAT::equals).isPresent())
            throw WrongKey.because("This is no encrypted key file (" + FORMAT + ").");
        if (!box.text("purpose").filter(purpose::equals).isPresent())
            throw WrongKey.because("This key file is for something else than " + purpose + ".");
        try {
            var derivation = box.object("key").orElse(Json.EMPTY);
            var clear = new LinkedHashMap<>(box.members());
            clear.remove("box");
            var opened =
                    AesGcm.open(
                            key(derivation, with, purpose),
                            Base64Url.decode(box.text("nonce").orElse("")),
                            Base64Url.decode(box.text("box").orElse("")),
                            CanonicalJson.bytes(new Json.Obj(clear)));
            return JsonReader.actObject(opened.orElseThrow(WrongKey::damaged));
        } catch (IllegalArgumentException | MalformedJson _) {
            throw WrongKey.damaged();
        }
    }

    private static byte[] key(Json.Obj derivation, Unlocking with, String purpose) throws WrongKey {
        var name = derivation.text("name").orElse("");
        var salt = Base64Url.decode(derivation.text("salt").orElse(""));
        return switch (with) {
            case Unlocking.Passphrase passphrase when name.equals("argon2id") ->
                    stretched(derivation, passphrase, salt);
            case Unlocking.KeyBytes key when name.equals("hkdf-sha256") ->
                    derived(key, salt, purpose);
            case Unlocking.Passphrase _ ->
                    throw WrongKey.because(
                            "This key file opens with a key, not with a passphrase.");
            case Unlocking.KeyBytes _ ->
                    throw WrongKey.because(
                            "This key file opens with a passphrase, not with a key.");
        };
    }

    private static byte[] stretched(Json.Obj derivation, Unlocking.Passphrase with, byte[] salt) {
        var memory = derivation.integer("memoryKiB").orElse(0L);
        var passes = derivation.integer("passes").orElse(0L);
        if (memory < 8 || memory > MOST_MEMORY_KIB || passes < 1 || passes > MOST_PASSES)
            throw new IllegalArgumentException("no such derivation");
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory.intValue())
                        .withIterations(passes.intValue())
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        var key = new byte[32];
        generator.generateBytes(with.utf8(), key);
        return key;
    }

    private static byte[] derived(Unlocking.KeyBytes with, byte[] salt, String purpose) {
        var about = (FORMAT + " " + purpose).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Hkdf.derive(with.bytes(), salt, about, AesGcm.KEY);
    }

    private static byte[] fresh(int count, RandomGenerator random) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
