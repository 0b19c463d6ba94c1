package comity.record.x509;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads DER (ITU-T X.690), element after element. Only what has one encoding is read: a length that
 * is longer than need be, or not said at all, is refused, so that what was signed is what is
 * understood.
 */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BITS = 0x03;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int UTC_TIME = 0x17;
    static final int TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private final byte[] bytes;
    private final int end;
    private int at;

    Der(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean more() {
        return at < end;
    }

    /** Whether the next element has this tag. */
    boolean next(int tag) {
        return more() && (bytes[at] & 0xff) == tag;
    }

    void end() throws MalformedDer {
        if (more()) throw new MalformedDer("more than expected");
    }

    /** The elements within the next one. */
    Der enter(int tag) throws MalformedDer {
        var body = body(tag);
        var from = at + body;
        var inner = new Der(bytes, from, from + length(at));
        at = from + length(at);
        return inner;
    }

    /** What is in the next element. */
    byte[] value(int tag) throws MalformedDer {
        var inner = enter(tag);
        return Arrays.copyOfRange(bytes, inner.at, inner.end);
    }

    /** The next element as it is written. */
    byte[] raw() throws MalformedDer {
        var from = at;
        skip();
        return Arrays.copyOfRange(bytes, from, at);
    }

    void skip() throws MalformedDer {
        if (!more()) throw new MalformedDer("less than expected");
        enter(bytes[at] & 0xff);
    }

    /** What is left, as it is written. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    /** How far the body lies behind the tag; the whole element must be here. */
    private int body(int tag) throws MalformedDer {
        if (!next(tag) || (tag & 0x1f) == 0x1f)
            throw new MalformedDer("another element than %02x".formatted(tag));
        if (end - at < 2) throw new MalformedDer("cut off");
        var first = bytes[at + 1] & 0xff;
        var more = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || more > 3 || end - at < 2 + more)
            throw new MalformedDer("a length that is not read");
        var length = length(at);
        if (more > 0 && (length < 0x80 || bytes[at + 2] == 0))
            throw new MalformedDer("a length longer than need be");
        if (length > end - at - 2 - more) throw new MalformedDer("cut off");
        return 2 + more;
    }

    private int length(int from) {
        var first = bytes[from + 1] & 0xff;
        if (first < 0x80) return first;
        var length = 0;
        for (var i = 0; i < (first & 0x7f); i++) length = length << 8 | bytes[from + 2 + i] & 0xff;
        return length;
    }

    BigInteger integer() throws MalformedDer {
        return number(INTEGER);
    }

    BigInteger number(int tag) throws MalformedDer {
        var value = value(tag);
        if (value.length == 0
                || value.length > 1
                        && (value[0] == 0 && value[1] >= 0 || value[0] == -1 && value[1] < 0))
            throw new MalformedDer("no number");
        return new BigInteger(value);
    }

    boolean bool() throws MalformedDer {
        var value = value(BOOLEAN);
        if (value.length != 1 || value[0] != 0 && value[0] != -1)
            throw new MalformedDer("neither true nor false");
        return value[0] != 0;
    }

    /** A bit string of whole bytes. */
    byte[] bits() throws MalformedDer {
        var value = value(BITS);
        if (value.length == 0 || value[0] != 0) throw new MalformedDer("no whole bytes");
        return Arrays.copyOfRange(value, 1, value.length);
    }

    /** An object identifier with dots. */
    String oid() throws MalformedDer {
        var value = value(OID);
        var text = new StringBuilder();
        var number = BigInteger.ZERO;
        var begun = false;
        for (var b : value) {
            if (!begun && (b & 0xff) == 0x80) throw new MalformedDer("no identifier");
            begun = (b & 0x80) != 0;
            number = number.shiftLeft(7).or(BigInteger.valueOf(b & 0x7f));
            if (begun) continue;
            if (text.isEmpty()) {
                var top = number.min(BigInteger.valueOf(80)).intValue() / 40;
                text.append(top).append('.');
                number = number.subtract(BigInteger.valueOf(40L * top));
            } else {
                text.append('.');
            }
            text.append(number);
            number = BigInteger.ZERO;
        }
        if (begun || value.length == 0) throw new MalformedDer("no identifier");
        return text.toString();
    }

    /** UTCTime or GeneralizedTime, in UTC to the second or finer (RFC 5280, 4.1.2.5). */
    Instant time() throws MalformedDer {
        var generalised = next(TIME);
        var text = new String(value(generalised ? TIME : UTC_TIME), StandardCharsets.ISO_8859_1);
        if (!text.matches(generalised ? "[0-9]{14}([.][0-9]{0,8}[1-9])?Z" : "[0-9]{12}Z"))
            throw new MalformedDer("no time in UTC");
        var whole = generalised ? text : (text.charAt(0) < '5' ? "20" : "19") + text;
        try {
            return Instant.parse(
                    whole.substring(0, 4)
                            + "-"
                            + whole.substring(4, 6)
                            + "-"
                            + whole.substring(6, 8)
                            + "T"
                            + whole.substring(8, 10)
                            + ":"
                            + whole.substring(10, 12)
                            + ":"
                            + whole.substring(12));
        } catch (DateTimeException _) {
            throw new MalformedDer("no time in UTC");
        }
    }
}
