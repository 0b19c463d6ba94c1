package comity.record.act;

import java.util.Base64;

/**
 * Base64url without padding (RFC 4648, 5; RFC 7515, 2), and nothing but it: one text for each byte
 * string.
 */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @throws IllegalArgumentException for padding, other alphabets, or bits that encode nothing
     */
    public static byte[] decode(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text))
            throw new IllegalArgumentException("not canonical base64url");
        return bytes;
    }
}
