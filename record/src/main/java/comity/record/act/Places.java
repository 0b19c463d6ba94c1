package comity.record.act;

import java.util.Map;

/**
 * On which line of a file each value stands, so that whoever reads a refusal finds what it is
 * about. Made by reading the same bytes once more, as strictly; an act's own reading pays nothing
 * for it.
 *
 * @param lines by JSON pointer (RFC 6901), counted from one
 */
public record Places(Map<String, Integer> lines) {
    /** Nothing is known: of a document that was not read from a file. */
    public static final Places NONE = new Places(Map.of());

    public Places {
        lines = Map.copyOf(lines);
    }

    /** The places of a document that {@link JsonReader#act} takes. */
    public static Places of(byte[] utf8) throws MalformedJson {
        return new Places(JsonReader.lines(utf8));
    }

    /** The line of a value, or of what it is missing from; zero if it is not known. */
    public int line(String pointer) {
        for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) return line;
            if (at.isEmpty()) return 0;
        }
    }

    /** The line of a byte, as {@link MalformedJson#offset} counts them. */
    public static int line(byte[] utf8, int offset) {
        var line = 1;
        for (var i = 0; i < Math.min(offset, utf8.length); i++) if (utf8[i] == '\n') line++;
        return line;
    }

    /** The pointer of a member: {@code ~} and {@code /} are written as RFC 6901 has it. */
    public static String member(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
