package comity.evidence.redaction;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a redacted copy was made: its pieces in order, and what binds them to the original. A file of
 * its own, one line of canonical JSON for each piece (docs/formats/redaction.md).
 *
 * @param original SHA-256 of the original
 * @param copy SHA-256 of the redacted copy
 * @param commitment what the custodian's act names
 * @param nonce random, so that two redactions of one original share no mask
 * @param opening the masked seed of the salts
 */
public record Proof(
        Cuts.Unit unit,
        List<Piece> pieces,
        Digest original,
        long originalSize,
        Digest copy,
        long copySize,
        Digest commitment,
        Digest nonce,
        Digest opening) {
    public static final String FORMAT = "comity-redaction/1";
    public static final String MEDIA_TYPE = "application/vnd.comity.redaction";

    /** Kept pieces of 16 MiB and every cut: a few terabytes. */
    public static final int MOST_PIECES = 300_000;

    /** The largest proof, in bytes. */
    public static final int MOST_BYTES = 48 << 20;

    private static final int LONGEST_LINE = 1_024;

    public Proof {
        pieces = List.copyOf(pieces);
    }

    /** How many pieces were removed. */
    public int removed() {
        return (int) pieces.stream().filter(Piece.Removed.class::isInstance).count();
    }

    /** How many bytes of the original were removed. */
    public long removedBytes() {
        return pieces.stream()
                .filter(Piece.Removed.class::isInstance)
                .mapToLong(Piece::length)
                .sum();
    }

    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        line(out, Json.object().with("format", FORMAT).with("unit", unit.name()));
        for (var piece : pieces)
            line(
                    out,
                    switch (piece) {
                        case Piece.Kept(var length, var salt) ->
                                Json.object().with("keep", length).with("salt", salt.hex());
                        case Piece.Removed(var length, var inner) ->
                                Json.object().with("cut", length).with("inner", inner.hex());
                    });
        line(
                out,
                Json.object()
                        .with("commitment", commitment.hex())
                        .with("copy", copy.hex())
                        .with("copySize", copySize)
                        .with("nonce", nonce.hex())
                        .with("opening", opening.hex())
                        .with("original", original.hex())
                        .with("originalSize", originalSize)
                        .with("pieces", pieces.size()));
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, Json.Obj json) {
        var text = CanonicalJson.bytes(json);
        out.write(text, 0, text.length);
        out.write('\n');
    }

    /**
     * @throws MalformedProof if it is anything but what {@link #bytes} makes
     */
    public static Proof of(byte[] bytes) throws MalformedProof {
        if (bytes.length > MOST_BYTES) throw new MalformedProof("too-large");
        var lines = lines(bytes);
        if (lines.size() < 2) throw new MalformedProof("too-short");
        var first = lines.getFirst();
        if (!first.text("format").orElse("").equals(FORMAT)) throw new MalformedProof("format");
        var unit = unit(first);
        var pieces = new ArrayList<Piece>();
        for (var line : lines.subList(1, lines.size() - 1)) pieces.add(piece(line));
        var last = lines.getLast();
        var proof =
                new Proof(
                        unit,
                        pieces,
                        digest(last, "original"),
                        number(last, "originalSize"),
                        digest(last, "copy"),
                        number(last, "copySize"),
                        digest(last, "commitment"),
                        digest(last, "nonce"),
                        digest(last, "opening"));
        if (!java.util.Arrays.equals(proof.bytes(), bytes)) throw new MalformedProof("canonical");
        return proof;
    }

    private static List<Json.Obj> lines(byte[] bytes) throws MalformedProof {
        var lines = new ArrayList<Json.Obj>();
        var from = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            if (i - from > LONGEST_LINE || lines.size() > MOST_PIECES + 1)
                throw new MalformedProof("too-large");
            try {
                lines.add(JsonReader.actObject(java.util.Arrays.copyOfRange(bytes, from, i)));
            } catch (MalformedJson e) {
                throw new MalformedProof("line " + (lines.size() + 1));
            }
            from = i + 1;
        }
        if (from != bytes.length) throw new MalformedProof("too-short");
        return lines;
    }

    private static Cuts.Unit unit(Json.Obj line) throws MalformedProof {
        var said = line.text("unit").orElse("");
        for (var unit : Cuts.Unit.values()) if (unit.name().equals(said)) return unit;
        throw new MalformedProof("unit");
    }

    private static Piece piece(Json.Obj line) throws MalformedProof {
        return line.get("keep").isPresent()
                ? new Piece.Kept(number(line, "keep"), digest(line, "salt"))
                : new Piece.Removed(number(line, "cut"), digest(line, "inner"));
    }

    private static long number(Json.Obj line, String name) throws MalformedProof {
        Optional<Long> number = line.integer(name).filter(n -> n >= 0 && n < 1L << 50);
        return number.orElseThrow(() -> new MalformedProof(name));
    }

    private static Digest digest(Json.Obj line, String name) throws MalformedProof {
        return line.text(name)
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(Digest::new)
                .orElseThrow(() -> new MalformedProof(name));
    }

    /** Its own text, for messages. */
    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }
}
