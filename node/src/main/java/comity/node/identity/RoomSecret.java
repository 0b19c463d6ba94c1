package comity.node.identity;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.keys.AesGcm;
import comity.record.keys.Hkdf;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * One secret of a room, in a file of the key folder and outside the database: from it come keys and
 * marks for each purpose, and none tells of another.
 */
public final class RoomSecret {
    private static final int SECRET = 32;
    private static final String NAME = "secret";

    private final String room;
    private final byte[] secret;
    private final SecureRandom random;

    private RoomSecret(String room, byte[] secret, SecureRandom random) {
        this.room = room;
        this.secret = secret;
        this.random = random;
    }

    /** Opens the file, or makes it: what was derived before is derived again after a crash. */
    public static RoomSecret open(Path file, String room, SecureRandom random) {
        var held =
                SecretFile.open(
                        file, () -> Json.object().with(NAME, Base64Url.encode(drawn(random))));
        try {
            var secret = Base64Url.decode(held.text(NAME).orElse(""));
            if (secret.length != SECRET) throw SecretFile.damaged(file);
            return new RoomSecret(room, secret, random);
        } catch (IllegalArgumentException _) {
            throw SecretFile.damaged(file);
        }
    }

    private static byte[] drawn(SecureRandom random) {
        var drawn = new byte[SECRET];
        random.nextBytes(drawn);
        return drawn;
    }

    /** Thirty-two bytes that nobody can have guessed. */
    public byte[] fresh() {
        return drawn(random);
    }

    /** Each part with its length before it, so that no two lists of parts read alike. */
    public byte[] derive(String purpose, int size, byte[]... parts) {
        var about = new ByteArrayOutputStream();
        about.writeBytes(bytes("comity-" + room + "-" + purpose + "/1"));
        for (var part : parts) {
            about.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            about.writeBytes(part);
        }
        return Hkdf.derive(secret, new byte[0], about.toByteArray(), size);
    }

    /**
     * Seals what rests in the database.
     *
     * @param about what it is opened as, and as nothing else
     */
    public byte[] seal(String purpose, byte[] clear, String about) {
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        var sealed = AesGcm.seal(derive(purpose, SECRET), nonce, clear, bytes(about));
        return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    /** Empty if it was not sealed under this secret, as this. */
    public Optional<byte[]> open(String purpose, byte[] rest, String about) {
        return rest.length < AesGcm.NONCE + AesGcm.TAG
                ? Optional.empty()
                : AesGcm.open(
                        derive(purpose, SECRET),
                        Arrays.copyOf(rest, AesGcm.NONCE),
                        Arrays.copyOfRange(rest, AesGcm.NONCE, rest.length),
                        bytes(about));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** So that no key is printed by accident. */
    @Override
    public String toString() {
        return "the secret of " + room;
    }
}
