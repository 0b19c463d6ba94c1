package comity.record.act;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) the way a record must be read: one meaning or none. Duplicate names,
 * invalid UTF-8, lone surrogates, a byte order mark and anything after the value are refused, and
 * depth is bounded. {@link #act} refuses numbers with fraction or exponent and null as well,
 * because nothing that is signed may depend on how a program rounds.
 */
public final class JsonReader {
    /** Deeper than any act, shallower than any stack. */
    public static final int MAX_DEPTH = 64;

    private final String text;
    private final boolean whole;
    private int at;

    /** Where each value stands, for {@link Places} alone; empty for every other reading. */
    private final Optional<Map<String, Integer>> lines;

    private String pointer = "";
    private int line = 1;
    private int counted;

    private JsonReader(String text, boolean whole, Optional<Map<String, Integer>> lines) {
        this.text = text;
        this.whole = whole;
        this.lines = lines;
    }

    /** Reads a value as it may stand in an act: no fractions, no null. */
    public static Json act(byte[] utf8) throws MalformedJson {
        return read(utf8, true);
    }

    /** Reads an act's object; anything else than an object is refused. */
    public static Json.Obj actObject(byte[] utf8) throws MalformedJson {
        if (act(utf8) instanceof Json.Obj object) return object;
        throw new MalformedJson("not-an-object", 0);
    }

    /** Reads any I-JSON value (RFC 7493), as RFC 8785 takes it. */
    public static Json interchange(byte[] utf8) throws MalformedJson {
        return read(utf8, false);
    }

    /** The line of each value, by its pointer. */
    static Map<String, Integer> lines(byte[] utf8) throws MalformedJson {
        var lines = new HashMap<String, Integer>();
        read(utf8, true, Optional.of(lines));
        return lines;
    }

    private static Json read(byte[] utf8, boolean whole) throws MalformedJson {
        return read(utf8, whole, Optional.empty());
    }

    private static Json read(byte[] utf8, boolean whole, Optional<Map<String, Integer>> lines)
            throws MalformedJson {
        var reader = new JsonReader(decode(utf8), whole, lines);
        reader.skipSpace();
        reader.note();
        var value = reader.value(0);
        reader.skipSpace();
        if (reader.at < reader.text.length()) throw reader.fault("trailing-bytes");
        return value;
    }

    private static String decode(byte[] utf8) throws MalformedJson {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.wrap(utf8);
        try {
            return decoder.decode(bytes).toString();
        } catch (CharacterCodingException _) {
            throw new MalformedJson("not-utf-8", bytes.position());
        }
    }

    private Json value(int depth) throws MalformedJson {
        if (depth > MAX_DEPTH) throw fault("too-deep");
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Str(string());
            case 't' -> literal("true", new Json.Bool(true));
            case 'f' -> literal("false", new Json.Bool(false));
            case 'n' -> {
                if (whole) throw fault("null-refused");
                yield literal("null", new Json.Null());
            }
            default -> number();
        };
    }

    private Json object(int depth) throws MalformedJson {
        expect('{');
        var members = new LinkedHashMap<String, Json>();
        skipSpace();
        if (peek() == '}') {
            at++;
            return new Json.Obj(members);
        }
        while (true) {
            skipSpace();
            if (peek() != '"') throw fault("name-expected");
            var outer = pointer;
            var nameAt = at;
            var name = string();
            if (lines.isPresent()) enter(Places.member(outer, name), nameAt);
            skipSpace();
            expect(':');
            skipSpace();
            if (members.put(name, value(depth + 1)) != null) throw fault("duplicate-key");
            pointer = outer;
            skipSpace();
            if (peek() == '}') {
                at++;
                return new Json.Obj(members);
            }
            expect(',');
        }
    }

    private Json array(int depth) throws MalformedJson {
        expect('[');
        var items = new ArrayList<Json>();
        skipSpace();
        if (peek() == ']') {
            at++;
            return new Json.Arr(items);
        }
        while (true) {
            skipSpace();
            var outer = pointer;
            if (lines.isPresent()) enter(outer + "/" + items.size(), at);
            items.add(value(depth + 1));
            pointer = outer;
            skipSpace();
            if (peek() == ']') {
                at++;
                return new Json.Arr(items);
            }
            expect(',');
        }
    }

    private String string() throws MalformedJson {
        expect('"');
        var out = new StringBuilder();
        while (true) {
            var c = peek();
            at++;
            if (c == '"') break;
            if (c < 0x20) throw fault("control-character");
            out.append(c == '\\' ? escape() : c);
        }
        refuseLoneSurrogates(out);
        return out.toString();
    }

    private char escape() throws MalformedJson {
        var c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("bad-escape");
        };
    }

    private char unicode() throws MalformedJson {
        var unit = 0;
        for (var i = 0; i < 4; i++) {
            var digit = hex(peek());
            if (digit < 0) throw fault("bad-escape");
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    /** Only ASCII counts: {@link Character#digit} would also take digits of other scripts. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private void refuseLoneSurrogates(StringBuilder text) throws MalformedJson {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            var paired =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) throw fault("lone-surrogate");
            i++;
        }
    }

    private Json number() throws MalformedJson {
        var start = at;
        if (peek() == '-') at++;
        if (peek() == '0') at++;
        else digits();
        var fraction = more() && peek() == '.';
        if (fraction) {
            at++;
            digits();
        }
        var exponent = more() && (peek() == 'e' || peek() == 'E');
        if (exponent) {
            at++;
            if (peek() == '+' || peek() == '-') at++;
            digits();
        }
        var literal = text.substring(start, at);
        if (whole) return wholeNumber(literal, fraction || exponent);
        var real = Double.parseDouble(literal);
        if (!Double.isFinite(real)) throw fault("number-out-of-range");
        return new Json.Real(real);
    }

    private Json wholeNumber(String literal, boolean real) throws MalformedJson {
        if (real || literal.equals("-0")) throw fault("fraction-refused");
        if (literal.length() > 17) throw fault("number-out-of-range");
        var number = new BigDecimal(literal).longValueExact();
        if (Math.abs(number) > Json.Int.LIMIT) throw fault("number-out-of-range");
        return new Json.Int(number);
    }

    private void digits() throws MalformedJson {
        if (peek() < '0' || peek() > '9') throw fault("unexpected-character");
        while (more() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    }

    private Json literal(String word, Json value) throws MalformedJson {
        if (!text.startsWith(word, at)) throw fault("unexpected-character");
        at += word.length();
        return value;
    }

    private void expect(char wanted) throws MalformedJson {
        if (peek() != wanted) throw fault("unexpected-character");
        at++;
    }

    private char peek() throws MalformedJson {
        if (!more()) throw fault("ends-too-early");
        return text.charAt(at);
    }

    private boolean more() {
        return at < text.length();
    }

    private void enter(String inner, int from) {
        pointer = inner;
        while (counted < from) if (text.charAt(counted++) == '\n') line++;
        note();
    }

    private void note() {
        lines.ifPresent(places -> places.put(pointer, line));
    }

    private void skipSpace() {
        while (more() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
    }

    private MalformedJson fault(String code) {
        return new MalformedJson(
                code, text.substring(0, at).getBytes(StandardCharsets.UTF_8).length);
    }
}
