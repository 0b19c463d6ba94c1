package comity.record.act;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * RFC 8785, the JSON Canonicalization Scheme: one byte sequence for each value. Members are sorted
 * by the UTF-16 code units of their names (3.2.3), strings are escaped as little as possible
 * (3.2.2.2), numbers are written as ECMAScript does (3.2.2.3).
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The canonical UTF-8 bytes of {@code value}. */
    public static byte[] bytes(Json value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Json value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Obj object -> object(object, out);
            case Json.Arr array -> array(array, out);
            case Json.Str(var text) -> string(text, out);
            case Json.Int(var number) -> out.append(number);
            case Json.Real(var number) -> out.append(ecmaScript(number));
            case Json.Bool(var truth) -> out.append(truth);
            case Json.Null() -> out.append("null");
        }
    }

    private static void object(Json.Obj object, StringBuilder out) {
        out.append('{');
        // String.compareTo compares UTF-16 code units, which is exactly what 3.2.3 asks for.
        var names = object.members().keySet().toArray(new String[0]);
        Arrays.sort(names);
        for (var i = 0; i < names.length; i++) {
            if (i > 0) out.append(',');
            string(names[i], out);
            out.append(':');
            write(Objects.requireNonNull(object.members().get(names[i])), out);
        }
        out.append('}');
    }

    private static void array(Json.Arr array, StringBuilder out) {
        out.append('[');
        for (var i = 0; i < array.items().size(); i++) {
            if (i > 0) out.append(',');
            write(array.items().get(i), out);
        }
        out.append(']');
    }

    /** Most strings have nothing to escape: what lies between is taken over as a whole. */
    private static void string(String text, StringBuilder out) {
        out.append('"');
        var from = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') continue;
            escape(c, out.append(text, from, i));
            from = i + 1;
        }
        out.append(text, from, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                    out.append("\\u00")
                            .append(Character.forDigit(c >> 4, 16))
                            .append(Character.forDigit(c & 15, 16));
        }
    }

    /**
     * ECMA-262 Number::toString. {@link Double#toString} yields the shortest digits that read back
     * to the same double (since JDK 19), which are ECMAScript's digits unless one alone would do;
     * and their layout differs: plain notation for exponents from -7 to 20, {@code 1e+21} beyond.
     */
    static String ecmaScript(double number) {
        if (number == 0) return "0";
        var sign = number < 0 ? "-" : "";
        var shortest = shortest(Math.abs(number));
        var digits = shortest.unscaledValue().toString();
        var point = digits.length() - shortest.scale();
        var count = digits.length();
        if (count <= point && point <= 21) return sign + digits + "0".repeat(point - count);
        if (0 < point && point <= 21)
            return sign + digits.substring(0, point) + "." + digits.substring(point);
        if (-6 < point && point <= 0) return sign + "0." + "0".repeat(-point) + digits;
        var exponent = (point - 1 < 0 ? "-" : "+") + Math.abs(point - 1);
        return sign
                + digits.charAt(0)
                + (count > 1 ? "." + digits.substring(1) : "")
                + "e"
                + exponent;
    }

    /** Double.toString writes two digits at least: 4.9E-324 where ECMAScript says 5e-324. */
    private static BigDecimal shortest(double number) {
        var oneDigit = new BigDecimal(number).round(new MathContext(1));
        return oneDigit.doubleValue() == number
                ? oneDigit
                : new BigDecimal(Double.toString(number)).stripTrailingZeros();
    }
}
