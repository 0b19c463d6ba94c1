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
 * @param type 0x01 for plain Ed25519, 0x04 and 0x06 for timestamped cosignatures by Ed25519 and
 *     ML-DSA-44 (C2SP tlog-cosignature); a log signs with the last too
 * @param publicKey 32 bytes, Ed25519; 1312 bytes, ML-DSA-44
 */
public record NoteKey(String name, byte type, byte[] publicKey) {
    public static final byte ED25519 = 0x01;
    public static final byte COSIGNATURE = 0x04;
    public static final byte ML_DSA_44 = 0x06;

    /** The end of the year 9999: a later time is no time, and no calendar has to bear it. */
    private static final long LATEST = 253_402_300_799L;

    public NoteKey {
        if (!isName(name)) throw new IllegalArgumentException("not a key name: " + name);
        if (publicKey.length != bytes(type))
            throw new IllegalArgumentException("not a key of type " + type);
        publicKey = publicKey.clone();
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && !name.contains("+")
                && name.chars()
                        .noneMatch(
                                c ->
                                        Character.isWhitespace(c)
                                                || Character.isSpaceChar(c)
                                                || Character.isISOControl(c));
    }

    /** The length of a public key of a type that this release knows; else -1. */
    private static int bytes(byte type) {
        return switch (type) {
            case ED25519, COSIGNATURE -> 32;
            case ML_DSA_44 -> MlDsa44.PUBLIC_BYTES;
            default -> -1;
        };
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
            if (material.length == 0 || material.length - 1 != bytes(material[0]))
                return Optional.empty();
            var key =
                    new NoteKey(
                            parts[0],
                            material[0],
                            Arrays.copyOfRange(material, 1, material.length));
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
        return ByteBuffer.allocate(1 + publicKey.length).put(type).put(publicKey).array();
    }

    /** Whether its signatures say when they were made. */
    public boolean saysTime() {
        return type != ED25519;
    }

    /** A log's signature line on {@code text}. */
    public Note.Signature sign(String text, byte[] privateKey) {
        if (type != ED25519) throw new IllegalStateException("this key's signatures carry a time");
        return signature(
                SignatureAlgorithm.EdDSA.sign(privateKey, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A cosignature on a checkpoint's {@code text}: the cosigner saw it, consistent with all
     * before, at {@code time}.
     *
     * @throws IllegalArgumentException if ML-DSA-44 is to sign what is no checkpoint
     */
    public Note.Signature cosign(String text, Instant time, byte[] privateKey) {
        var seconds = time.getEpochSecond();
        var signed =
                switch (type) {
                    case COSIGNATURE ->
                            SignatureAlgorithm.EdDSA.sign(privateKey, cosigned(text, seconds));
                    case ML_DSA_44 ->
                            MlDsa44.sign(
                                    privateKey,
                                    CosignedMessage.of(name, seconds, text)
                                            .orElseThrow(
                                                    () ->
                                                            new IllegalArgumentException(
                                                                    "not a checkpoint: " + text)));
                    default ->
                            throw new IllegalStateException("this key's signatures carry no time");
                };
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

    /** The time at which this key cosigned {@code note}; empty if it did not, or says no time. */
    public Optional<Instant> cosignedAt(Note note) {
        if (!saysTime()) return Optional.empty();
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

    /** The valid signature line of this key on {@code note}. */
    Optional<Note.Signature> lineOn(Note note) {
        return signatureOn(note).map(this::signature);
    }

    private Optional<byte[]> signatureOn(Note note) {
        return linesOn(note).filter(bytes -> verifies(note.text(), bytes)).findFirst();
    }

    /** The signatures under this key's name and id, the id left out, valid or not. */
    private Stream<byte[]> linesOn(Note note) {
        var id = id();
        return note.signatures().stream()
                .filter(signature -> signature.name().equals(name))
                .map(Note.Signature::bytes)
                .filter(bytes -> Arrays.equals(Arrays.copyOf(bytes, 4), id))
                .map(bytes -> Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    private boolean verifies(String text, byte[] signature) {
        if (type == ED25519)
            return SignatureAlgorithm.EdDSA.verify(
                    publicKey, text.getBytes(StandardCharsets.UTF_8), signature);
        if (signature.length < 8) return false;
        var seconds = ByteBuffer.wrap(signature).getLong();
        if (seconds < 0 || seconds > LATEST) return false;
        var signed = Arrays.copyOfRange(signature, 8, signature.length);
        if (type == COSIGNATURE)
            return SignatureAlgorithm.EdDSA.verify(publicKey, cosigned(text, seconds), signed);
        return CosignedMessage.of(name, seconds, text)
                .filter(message -> MlDsa44.verify(publicKey, message, signed))
                .isPresent();
    }

    private static byte[] cosigned(String text, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
