package comity.record.tlog;

import comity.record.act.Digest;
import comity.record.act.SignatureAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key that signs notes (C2SP signed-note), with its name. Written as a verifier key {@code
 * name+hash+base64(type || key)}.
 *
 * @param type 0x01 for plain Ed25519, 0x04 for timestamped cosignatures (C2SP tlog-cosignature)
 * @param publicKey 32 bytes, Ed25519
 */
public record NoteKey(String name, byte type, byte[] publicKey) {
    public static final byte ED25519 = 0x01;
    public static final byte COSIGNATURE = 0x04;

    /** The end of the year 9999: a later time is no time, and no calendar has to bear it. */
    private static final long LATEST = 253_402_300_799L;

    public NoteKey {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace))
            throw new IllegalArgumentException("not a key name: " + name);
        publicKey = publicKey.clone();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * Reads a verifier key; empty if it is malformed, of another type, or its hash is not its own.
     */
    public static Optional<NoteKey> parse(String vkey) {
        var parts = vkey.split("\\+", 3);
        if (parts.length != 3) return Optional.empty();
        try {
            var material = Base64.getDecoder().decode(parts[2]);
            if (material.length != 33 || material[0] != ED25519 && material[0] != COSIGNATURE)
                return Optional.empty();
            var key = new NoteKey(parts[0], material[0], Arrays.copyOfRange(material, 1, 33));
            return key.text().equals(vkey) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The verifier key as text. */
    public String text() {
        return name
                + "+"
                + HexFormat.of().formatHex(id())
                + "+"
                + Base64.getEncoder().encodeToString(material());
    }

    /** The first four bytes of SHA-256(name || LF || type || key). */
    public byte[] id() {
        var sha = Digest.sha256();
        sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(sha.digest(material()), 4);
    }

    private byte[] material() {
        var material = new byte[33];
        material[0] = type;
        System.arraycopy(publicKey, 0, material, 1, 32);
        return material;
    }

    /** A log's signature line on {@code text}. */
    public Note.Signature sign(String text, byte[] privateKey) {
        if (type != ED25519) throw new IllegalStateException("a cosignature carries a time");
        return signature(
                SignatureAlgorithm.EdDSA.sign(privateKey, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A cosignature on a checkpoint's {@code text}: the cosigner saw it, consistent with all
     * before, at {@code time}.
     */
    public Note.Signature cosign(String text, Instant time, byte[] privateKey) {
        if (type != COSIGNATURE)
            throw new IllegalStateException("a log's signature carries no time");
        var seconds = time.getEpochSecond();
        var signed = SignatureAlgorithm.EdDSA.sign(privateKey, cosigned(text, seconds));
        return signature(
                ByteBuffer.allocate(8 + signed.length).putLong(seconds).put(signed).array());
    }

    private Note.Signature signature(byte[] bytes) {
        return new Note.Signature(
                name, ByteBuffer.allocate(4 + bytes.length).put(id()).put(bytes).array());
    }

    /** Whether {@code note} carries a valid signature of this key. */
    public boolean signed(Note note) {
        return signatureOn(note).isPresent();
    }

    /**
     * The time at which this key cosigned {@code note}; empty if it did not, or if it is a log's
     * key.
     */
    public Optional<Instant> cosignedAt(Note note) {
        if (type != COSIGNATURE) return Optional.empty();
        return signatureOn(note)
                .map(bytes -> Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong()));
    }

    /**
     * Whether {@code note} carries a signature line in the name of this key that is none: C2SP
     * signed-note has such a note rejected, for somebody changed it.
     */
    public boolean isForgedOn(Note note) {
        return linesOn(note).anyMatch(bytes -> !verifies(note.text(), bytes));
    }

    private Optional<byte[]> signatureOn(Note note) {
        return linesOn(note).filter(bytes -> verifies(note.text(), bytes)).findFirst();
    }

    /** The signatures under this key's name and id, the id left out, valid or not. */
    private Stream<byte[]> linesOn(Note note) {
        return note.signatures().stream()
                .filter(signature -> signature.name().equals(name))
                .map(Note.Signature::bytes)
                .filter(bytes -> Arrays.equals(bytes, 0, 4, id(), 0, 4))
                .map(bytes -> Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    private boolean verifies(String text, byte[] signature) {
        if (type == ED25519)
            return SignatureAlgorithm.EdDSA.verify(
                    publicKey, text.getBytes(StandardCharsets.UTF_8), signature);
        if (signature.length != 72) return false;
        var seconds = ByteBuffer.wrap(signature).getLong();
        return seconds >= 0
                && seconds <= LATEST
                && SignatureAlgorithm.EdDSA.verify(
                        publicKey, cosigned(text, seconds), Arrays.copyOfRange(signature, 8, 72));
    }

    private static byte[] cosigned(String text, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
