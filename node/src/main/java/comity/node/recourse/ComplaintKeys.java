package comity.node.recourse;

import comity.node.identity.SecretFile;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.keys.AesGcm;
import comity.record.keys.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * One secret in a file of the key folder, outside the database. From it and from a form's own mark
 * come the codes; from it and a code, under what a complaint is found again. Whoever reads the
 * database, and the acts, learns no code and can try none.
 */
final class ComplaintKeys {
    private static final int SECRET = 32;
    private static final String NAME = "secret";

    private final byte[] secret;
    private final SecureRandom random;

    private ComplaintKeys(byte[] secret, SecureRandom random) {
        this.secret = secret;
        this.random = random;
    }

    /** Opens the file, or makes it: codes that were given out lead back after a crash. */
    static ComplaintKeys open(Path file, SecureRandom random) {
        var held =
                SecretFile.open(
                        file, () -> Json.object().with(NAME, Base64Url.encode(fresh(random))));
        try {
            var secret = Base64Url.decode(held.text(NAME).orElse(""));
            if (secret.length != SECRET) throw SecretFile.damaged(file);
            return new ComplaintKeys(secret, random);
        } catch (IllegalArgumentException _) {
            throw SecretFile.damaged(file);
        }
    }

    private static byte[] fresh(SecureRandom random) {
        var secret = new byte[SECRET];
        random.nextBytes(secret);
        return secret;
    }

    /** A mark for a form that is handed out. */
    String newForm() {
        return Base64Url.encode(fresh(random));
    }

    /** The code of what is sent with a form: the same again if the same is sent again. */
    ReturnCode code(String form, byte[] content) {
        return ReturnCode.of(derive("code", ReturnCode.BYTES, bytes(form), content));
    }

    /** Under what a complaint is found again by its code. */
    byte[] returnKey(ReturnCode code) {
        return derive("return", SECRET, code.bytes());
    }

    /** By what an addition is known again that is sent twice. */
    byte[] once(String form, byte[] content) {
        return derive("once", SECRET, bytes(form), content);
    }

    /** Which of so many a docket draws: the same each time. */
    int draw(UUID docket, int among) {
        return (int)
                Long.remainderUnsigned(
                        ByteBuffer.wrap(derive("night", Long.BYTES, bytes(docket.toString())))
                                .getLong(),
                        among);
    }

    /** In which place of a night a docket comes: another each night. */
    String place(UUID docket, LocalDate night) {
        return HexFormat.of()
                .formatHex(derive("place", 16, bytes(docket.toString()), bytes(night.toString())));
    }

    /** What nobody else can have written on a ticket. */
    byte[] mark(String about) {
        return derive("ticket", 16, bytes(about));
    }

    byte[] seal(byte[] clear, String about) {
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        var sealed = AesGcm.seal(derive("files", SECRET), nonce, clear, bytes(about));
        return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    Optional<byte[]> open(byte[] rest, String about) {
        return rest.length < AesGcm.NONCE + AesGcm.TAG
                ? Optional.empty()
                : AesGcm.open(
                        derive("files", SECRET),
                        Arrays.copyOf(rest, AesGcm.NONCE),
                        Arrays.copyOfRange(rest, AesGcm.NONCE, rest.length),
                        bytes(about));
    }

    /** Each part with its length before it, so that no two lists of parts read alike. */
    private byte[] derive(String purpose, int size, byte[]... parts) {
        var about = new java.io.ByteArrayOutputStream();
        about.writeBytes(bytes("comity-complaint-" + purpose + "/1"));
        for (var part : parts) {
            about.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            about.writeBytes(part);
        }
        return Hkdf.derive(secret, new byte[0], about.toByteArray(), size);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** So that no key is printed by accident. */
    @Override
    public String toString() {
        return "the key of complaints";
    }
}
