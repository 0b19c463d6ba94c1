package comity.node.recourse;

import comity.node.identity.RoomSecret;
import comity.record.act.Base64Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
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

    private final RoomSecret secret;

    private ComplaintKeys(RoomSecret secret) {
        this.secret = secret;
    }

    /** Opens the file, or makes it: codes that were given out lead back after a crash. */
    static ComplaintKeys open(Path file, SecureRandom random) {
        return new ComplaintKeys(RoomSecret.open(file, "complaint", random));
    }

    /** A mark for a form that is handed out. */
    String newForm() {
        return Base64Url.encode(secret.fresh());
    }

    /** The code of what is sent with a form: the same again if the same is sent again. */
    ReturnCode code(String form, byte[] content) {
        return ReturnCode.of(secret.derive("code", ReturnCode.BYTES, bytes(form), content));
    }

    /** Under what a complaint is found again by its code. */
    byte[] returnKey(ReturnCode code) {
        return secret.derive("return", SECRET, code.bytes());
    }

    /** By what an addition is known again that is sent twice. */
    byte[] once(String form, byte[] content) {
        return secret.derive("once", SECRET, bytes(form), content);
    }

    /** Which of so many a docket draws: the same each time. */
    int draw(UUID docket, int among) {
        return (int)
                Long.remainderUnsigned(
                        ByteBuffer.wrap(
                                        secret.derive(
                                                "night", Long.BYTES, bytes(docket.toString())))
                                .getLong(),
                        among);
    }

    /** In which place of a night a docket comes: another each night. */
    String place(UUID docket, LocalDate night) {
        return HexFormat.of()
                .formatHex(
                        secret.derive(
                                "place", 16, bytes(docket.toString()), bytes(night.toString())));
    }

    /** What nobody else can have written on a ticket. */
    byte[] mark(byte[] about) {
        return secret.derive("ticket", 16, about);
    }

    byte[] seal(byte[] clear, String about) {
        return secret.seal("files", clear, about);
    }

    Optional<byte[]> open(byte[] rest, String about) {
        return secret.open("files", rest, about);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
