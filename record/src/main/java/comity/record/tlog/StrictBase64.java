package comity.record.tlog;

import java.util.Base64;

/** Base64 (RFC 4648, 4) of which each byte string has one text: no bit that means nothing. */
final class StrictBase64 {
    private StrictBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text, String what) throws MalformedNote {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) return bytes;
        } catch (IllegalArgumentException _) {
            // the same answer: one text for each byte string
        }
        throw new MalformedNote(what + " is not base64");
    }
}
