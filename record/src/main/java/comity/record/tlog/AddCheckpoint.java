package comity.record.tlog;

import comity.record.act.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * The request by which a log asks a witness to cosign (C2SP tlog-witness, add-checkpoint).
 *
 * @param old the size that the log believes the witness cosigned last
 * @param proof that the tree of that size is the beginning of this one
 */
public record AddCheckpoint(long old, List<byte[]> proof, Note checkpoint) {
    /** Beyond this no request is read: room for a hundred post-quantum signatures. */
    public static final int MOST_BYTES = 512 << 10;

    private static final int LONGEST_PROOF = 63;

    public AddCheckpoint {
        if (old < 0) throw new IllegalArgumentException("no size: " + old);
        proof = proof.stream().map(byte[]::clone).toList();
    }

    /** The body of the request. */
    public String text() {
        var out = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(hash -> out.append(StrictBase64.encode(hash)).append('\n'));
        return out.append('\n').append(checkpoint.encoded()).toString();
    }

    /** Reads the body of a request. What is malformed in any part is refused whole. */
    public static AddCheckpoint parse(String body) throws MalformedNote {
        var end = body.indexOf("\n\n");
        if (end < 0) throw new MalformedNote("no checkpoint");
        var lines = new ArrayList<>(List.of(body.substring(0, end).split("\n", -1)));
        var first = lines.removeFirst();
        if (!first.matches("old (0|[1-9][0-9]{0,17})"))
            throw new MalformedNote("old size expected");
        if (lines.size() > LONGEST_PROOF)
            throw new MalformedNote("proof longer than any tree is high");
        var proof = new ArrayList<byte[]>();
        for (var line : lines) {
            proof.add(StrictBase64.decode(line, "proof"));
            if (proof.getLast().length != Digest.BYTES)
                throw new MalformedNote("proof has a hash that is not 32 bytes");
        }
        var note = Note.parse(body.substring(end + 2));
        Checkpoint.of(note);
        return new AddCheckpoint(Long.parseLong(first.substring("old ".length())), proof, note);
    }
}
