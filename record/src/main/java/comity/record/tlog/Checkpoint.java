package comity.record.tlog;

import comity.record.act.Digest;
import java.util.Arrays;

/**
 * What a log commits to (C2SP tlog-checkpoint): its origin, how many leaves it has, and their root.
 * Extension lines of others are read over; we write none.
 */
public record Checkpoint(String origin, long size, byte[] root) {
    public Checkpoint {
        if (origin.isEmpty() || size < 0 || root.length != Digest.BYTES)
            throw new IllegalArgumentException("not a checkpoint");
        root = root.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + StrictBase64.encode(root) + "\n";
    }

    /** Reads the text of a note as a checkpoint. */
    public static Checkpoint of(Note note) throws MalformedNote {
        return ofText(note.text());
    }

    static Checkpoint ofText(String text) throws MalformedNote {
        var lines = text.split("\n", -1);
        if (lines.length < 4) throw new MalformedNote("a checkpoint has three lines");
        if (!lines[1].matches("0|[1-9][0-9]{0,17}"))
            throw new MalformedNote("tree size is not a plain decimal");
        var root = StrictBase64.decode(lines[2], "root hash");
        if (root.length != Digest.BYTES) throw new MalformedNote("root hash is not 32 bytes");
        if (lines[0].isEmpty()) throw new MalformedNote("the origin is empty");
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
