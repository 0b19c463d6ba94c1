package comity.record.x509;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/** Writes DER (ITU-T X.690), element by element: what {@link Der} reads. */
final class DerWriter {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERAL =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** From this year on a time is written whole (RFC 5280, 4.1.2.5). */
    private static final int WHOLE = 2050;

    static final byte[] TRUE = {1, 1, (byte) 0xff};

    private DerWriter() {}

    static byte[] element(int tag, byte[]... parts) {
        var body = joined(parts);
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (body.length < 0x80) all.write(body.length);
        else {
            var length = BigInteger.valueOf(body.length).toByteArray();
            var from = length[0] == 0 ? 1 : 0;
            all.write(0x80 | length.length - from);
            all.write(length, from, length.length - from);
        }
        all.write(body, 0, body.length);
        return all.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.write(part, 0, part.length);
        return all.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return element(Der.SEQUENCE, parts);
    }

    /** In the order that DER demands of a SET OF (X.690, 11.6). */
    static byte[] set(byte[]... parts) {
        return element(
                Der.SET, List.of(parts).stream().sorted(DerWriter::compare).toArray(byte[][]::new));
    }

    /** As unsigned bytes; what is shorter comes first. A browser's JDK has it not. */
    static int compare(byte[] one, byte[] other) {
        for (var i = 0; i < Math.min(one.length, other.length); i++)
            if (one[i] != other[i]) return Integer.compare(one[i] & 0xff, other[i] & 0xff);
        return Integer.compare(one.length, other.length);
    }

    static byte[] octets(byte[] bytes) {
        return element(Der.OCTETS, bytes);
    }

    static byte[] bits(byte[] bytes) {
        return element(Der.BITS, new byte[] {0}, bytes);
    }

    static byte[] integer(BigInteger number) {
        return element(Der.INTEGER, number.toByteArray());
    }

    static byte[] integer(long number) {
        return integer(BigInteger.valueOf(number));
    }

    static byte[] text(String text) {
        return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant at) {
        var whole = at.atZone(ZoneOffset.UTC).getYear() >= WHOLE;
        var text = (whole ? GENERAL : UTC).format(at);
        return element(whole ? Der.TIME : Der.UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** From an object identifier with dots. */
    static byte[] oid(String dots) {
        var numbers = dots.split("\\.");
        var body = new ByteArrayOutputStream();
        base128(
                body,
                new BigInteger(numbers[0])
                        .multiply(BigInteger.valueOf(40))
                        .add(new BigInteger(numbers[1])));
        for (var i = 2; i < numbers.length; i++) base128(body, new BigInteger(numbers[i]));
        return element(Der.OID, body.toByteArray());
    }

    private static void base128(ByteArrayOutputStream to, BigInteger number) {
        for (var shift = Math.max(0, (number.bitLength() - 1) / 7) * 7; shift >= 0; shift -= 7) {
            var seven = number.shiftRight(shift).intValue() & 0x7f;
            to.write(shift > 0 ? seven | 0x80 : seven);
        }
    }

    /** The r and s of a JWS signature as X.509 and CMS have them (RFC 3279). */
    static byte[] ecdsa(byte[] raw) {
        return sequence(
                integer(new BigInteger(1, Arrays.copyOfRange(raw, 0, 32))),
                integer(new BigInteger(1, Arrays.copyOfRange(raw, 32, 64))));
    }
}
