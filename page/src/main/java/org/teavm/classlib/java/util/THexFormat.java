package org.teavm.classlib.java.util;

/** {@code java.util.HexFormat} where there is no JDK: lower case, no delimiter. */
public final class THexFormat {
    private static final String DIGITS = "0123456789abcdef";

    private THexFormat() {}

    public static THexFormat of() {
        return new THexFormat();
    }

    public String formatHex(byte[] bytes) {
        var text = new StringBuilder();
        for (var one : bytes)
            text.append(DIGITS.charAt(one >> 4 & 15)).append(DIGITS.charAt(one & 15));
        return text.toString();
    }

    public byte[] parseHex(CharSequence text) {
        if (text.length() % 2 != 0) throw new IllegalArgumentException("an odd number of digits");
        var bytes = new byte[text.length() / 2];
        for (var i = 0; i < bytes.length; i++)
            bytes[i] = (byte) (digit(text.charAt(2 * i)) << 4 | digit(text.charAt(2 * i + 1)));
        return bytes;
    }

    private static int digit(char c) {
        var value = Character.digit(c, 16);
        if (value < 0) throw new IllegalArgumentException("no hexadecimal digit");
        return value;
    }
}
