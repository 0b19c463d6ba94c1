package comity.record.tlog;

import comity.record.act.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * That a leaf is in a log, in one text that proves itself offline (C2SP tlog-proof): the leaf's
 * number, the inclusion path, and the signed checkpoint.
 */
public record TlogProof(long index, List<byte[]> path, Note checkpoint) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";

    public TlogProof {
        path = path.stream().map(byte[]::clone).toList();
    }

    public String text() {
        return text("");
    }

    /** The same with {@code extra} data, which nothing authenticates. */
    public String text(byte[] extra) {
        return text("extra " + StrictBase64.encode(extra) + "\n");
    }

    private String text(String extra) {
        var out =
                new StringBuilder(FIRST)
                        .append('\n')
                        .append(extra)
                        .append("index ")
                        .append(index)
                        .append('\n');
        path.forEach(hash -> out.append(StrictBase64.encode(hash)).append('\n'));
        return out.append('\n').append(checkpoint.encoded()).toString();
    }

    public static TlogProof parse(String text) throws MalformedNote {
        var end = text.indexOf("\n\n");
        if (end < 0) throw new MalformedNote("no checkpoint");
        var lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
        if (!lines.removeFirst().equals(FIRST) || lines.isEmpty())
            throw new MalformedNote(FIRST + " expected");
        if (lines.getFirst().startsWith("extra ")) lines.removeFirst();
        if (lines.isEmpty() || !lines.getFirst().matches("index (0|[1-9][0-9]{0,17})"))
            throw new MalformedNote("index expected");
        var index = Long.parseLong(lines.removeFirst().substring("index ".length()));
        if (lines.size() > 63) throw new MalformedNote("path longer than any tree is high");
        var path = new ArrayList<byte[]>();
        for (var line : lines) {
            path.add(StrictBase64.decode(line, "path"));
            if (path.getLast().length != Digest.BYTES)
                throw new MalformedNote("path has a hash that is not 32 bytes");
        }
        return new TlogProof(index, path, Note.parse(text.substring(end + 2)));
    }

    /**
     * Whether the log with {@code keys} holds {@code leafData} at {@link #index}, under a
     * checkpoint that it signed.
     */
    public boolean proves(byte[] leafData, NoteKeys keys) {
        try {
            var tree = Checkpoint.of(checkpoint);
            return tree.origin().equals(keys.name())
                    && keys.signed(checkpoint)
                    && Merkle.includes(
                            tree.root(), tree.size(), index, Merkle.leafHash(leafData), path);
        } catch (MalformedNote _) {
            return false;
        }
    }

    /** The checkpoint that this proof leads to. */
    public Checkpoint tree() throws MalformedNote {
        return Checkpoint.of(checkpoint);
    }
}
