package comity.node.law.route;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first file of a form (RFC 7578). The node takes no multipart bodies anywhere else: exhibits
 * have a protocol of their own, and a document is small enough to be read in memory.
 */
final class Upload {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70})\"?");

    private Upload() {}

    /** The bytes of the part that is a file; empty if the body is no such form. */
    static Optional<byte[]> file(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) return Optional.empty();
        // One byte for one character: what lies between the marks is found, and not read as text.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var mark = "--" + boundary.group(1).strip();
        for (var part : text.split(Pattern.quote(mark), -1)) {
            var head = part.indexOf("\r\n\r\n");
            if (head < 0 || !part.substring(0, head).contains("filename=")) continue;
            var end = part.endsWith("\r\n") ? part.length() - 2 : part.length();
            return Optional.of(
                    part.substring(head + 4, Math.max(head + 4, end))
                            .getBytes(StandardCharsets.ISO_8859_1));
        }
        return Optional.empty();
    }
}
