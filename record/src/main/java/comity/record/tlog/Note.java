package comity.record.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A signed note (C2SP signed-note): text that ends in a newline, an empty line, and signature
 * lines. Reading a note checks no signature; {@link NoteKey#signed} does.
 */
public record Note(String text, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MOST_SIGNATURES = 100;

    /**
     * @param bytes four bytes of key id, then the signature itself
     */
    public record Signature(String name, byte[] bytes) {
        public Signature {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        public String line() {
            return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
        }
    }

    public Note {
        if (!text.endsWith("\n"))
            throw new IllegalArgumentException("a note's text ends in a newline");
        signatures = List.copyOf(signatures);
    }

    public static Note parse(String note) throws MalformedNote {
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n'))
            throw new MalformedNote("control character");
        var end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) throw new MalformedNote("no signature block");
        var signatures = new ArrayList<Signature>();
        var block = note.substring(end + 2);
        for (var line : block.substring(0, Math.max(0, block.length() - 1)).split("\n", -1))
            signatures.add(signature(line));
        if (signatures.size() > MOST_SIGNATURES) throw new MalformedNote("too many signatures");
        return new Note(note.substring(0, end + 1), signatures);
    }

    private static Signature signature(String line) throws MalformedNote {
        if (!line.startsWith(DASH)) throw new MalformedNote("signature line expected");
        var space = line.indexOf(' ', DASH.length());
        if (space <= DASH.length()) throw new MalformedNote("signature line without a name");
        var bytes = StrictBase64.decode(line.substring(space + 1), "signature");
        if (bytes.length < 5) throw new MalformedNote("signature too short");
        return new Signature(line.substring(DASH.length(), space), bytes);
    }

    /** The note as it is written, signatures in the order given. */
    public String encoded() {
        var out = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> out.append(signature.line()));
        return out.toString();
    }

    public Note with(Signature signature) {
        return with(List.of(signature));
    }

    /** The same text with these signatures too. */
    public Note with(List<Signature> more) {
        var all = new ArrayList<>(signatures);
        all.addAll(more);
        return new Note(text, all);
    }
}
