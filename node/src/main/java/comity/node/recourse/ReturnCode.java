package comity.node.recourse;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * With what a person comes back to their complaint: 130 bits in letters and digits that cannot be
 * mistaken for one another, and two more by which a typing error is noticed. These are the rest of
 * a division by 1021: a prime above every difference that one wrong sign, or two neighbours
 * exchanged, can make at any place.
 */
record ReturnCode(BigInteger value) {
    /** How many bytes {@link #of} wants: 136 bits, of which 130 are taken. */
    static final int BYTES = 17;

    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 130;
    private static final int LENGTH = 26;
    private static final int GROUP = 4;
    private static final BigInteger PRIME = BigInteger.valueOf(1021);
    private static final int LONGEST_TYPED = 200;

    static ReturnCode of(byte[] random) {
        if (random.length != BYTES)
            throw new IllegalArgumentException("a code is made of " + BYTES + " bytes");
        return new ReturnCode(new BigInteger(1, random).shiftRight(BYTES * 8 - BITS));
    }

    /**
     * What somebody typed, in small letters or capitals, with or without spaces and hyphens, in the
     * digits of any script, with O for 0 and I or L for 1. Empty if a sign is wrong.
     */
    static Optional<ReturnCode> typed(String typed) {
        if (typed.length() > LONGEST_TYPED) return Optional.empty();
        var value = BigInteger.ZERO;
        var signs = 0;
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        for (var point : plain.codePoints().toArray()) {
            if (isBetween(point)) continue;
            var number = number(point);
            if (number < 0 || ++signs > LENGTH + 2) return Optional.empty();
            value = value.shiftLeft(5).or(BigInteger.valueOf(number));
        }
        if (signs != LENGTH + 2) return Optional.empty();
        var code = new ReturnCode(value.shiftRight(10));
        return code.checked().equals(value) ? Optional.of(code) : Optional.empty();
    }

    private static boolean isBetween(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.DASH_PUNCTUATION ->
                    true;
            default -> point == '.' || point == '_' || point == '\u2212';
        };
    }

    private static int number(int point) {
        var digit = Character.digit(point, 10);
        if (digit >= 0 && Character.isDigit(point)) return digit;
        var capital = Character.toUpperCase(point);
        return switch (capital) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> SIGNS.indexOf(capital);
        };
    }

    private BigInteger checked() {
        return value.shiftLeft(10).or(value.mod(PRIME));
    }

    /** What derived keys are made of. */
    byte[] bytes() {
        var bytes = value.toByteArray();
        var whole = new byte[BYTES];
        var from = Math.max(0, bytes.length - BYTES);
        var length = bytes.length - from;
        System.arraycopy(bytes, from, whole, BYTES - length, length);
        Arrays.fill(bytes, (byte) 0);
        return whole;
    }

    /** As it is read and typed: seven groups of four. */
    String text() {
        var text = new StringBuilder();
        var checked = checked();
        for (var place = LENGTH + 1; place >= 0; place--) {
            text.append(SIGNS.charAt(checked.shiftRight(5 * place).intValue() & 31));
            if (place > 0 && place % GROUP == 0) text.append('-');
        }
        return text.toString();
    }

    /** So that no code is printed by accident. */
    @Override
    public String toString() {
        return "a return code";
    }
}
