package comity.record.container;

import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The manifest of an ASiC-E container (ETSI EN 319 162-1, annex A.4), as this program writes it:
 * one file a line, so that it is read without a reader of XML, and has one form alone.
 *
 * @param signature where the signature of this manifest lies in the container, or its timestamp
 * @param root the file on which it builds, as each archive manifest does on the one before it;
 *     empty if on none
 * @param files each file's SHA-256, by its name, in the order of the container
 */
public record AsicManifest(String signature, String root, Map<String, Digest> files) {
    /** The media type of the container, which is its first file. */
    public static final String MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";

    /** More than a container of the most files that a reader takes. */
    public static final int MOST_BYTES = 8 << 20;

    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
            """;
    private static final String SIGNED =
            "<asic:SigReference URI=\"%s\" MimeType=\"%s\"></asic:SigReference>\n";
    private static final String FILE =
            "<asic:DataObjectReference URI=\"%s\"%s><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>%s</ds:DigestValue></asic:DataObjectReference>\n";
    private static final String TAIL = "</asic:ASiCManifest>\n";
    private static final String ROOT = " Rootfile=\"true\"";
    private static final Pattern URI = Pattern.compile(" URI=\"([^\"]*)\"");
    private static final Pattern DIGEST = Pattern.compile("<ds:DigestValue>([^<]*)<");

    public AsicManifest {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** One that builds on no other. */
    public AsicManifest(String signature, Map<String, Digest> files) {
        this(signature, "", files);
    }

    public byte[] bytes() {
        var text = new StringBuilder(HEAD);
        var type =
                signature.endsWith(".tst")
                        ? "application/vnd.etsi.timestamp-token"
                        : "application/x-pkcs7-signature";
        text.append(SIGNED.replaceFirst("%s", encoded(signature)).replaceFirst("%s", type));
        files.forEach(
                (name, sha256) ->
                        text.append(
                                FILE.replaceFirst("%s", encoded(name))
                                        .replaceFirst("%s", name.equals(root) ? ROOT : "")
                                        .replaceFirst(
                                                "%s",
                                                Base64.getEncoder()
                                                        .encodeToString(sha256.bytes()))));
        return text.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if it is none of the form that this program writes. */
    public static Optional<AsicManifest> of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) return Optional.empty();
        var files = new LinkedHashMap<String, Digest>();
        var signature = "";
        var root = "";
        try {
            for (var line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
                var uri = URI.matcher(line);
                if (!uri.find()) continue;
                var name = decoded(uri.group(1));
                var digest = DIGEST.matcher(line);
                if (line.contains(ROOT)) root = name;
                if (digest.find())
                    files.put(name, Digest.ofHash(Base64.getDecoder().decode(digest.group(1))));
                else signature = name;
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        var read = new AsicManifest(signature, root, files);
        return Arrays.equals(read.bytes(), bytes) ? Optional.of(read) : Optional.empty();
    }

    /** As RFC 3986 has the path of a reference; what is letters elsewhere becomes percents. */
    private static String encoded(String name) {
        var uri = new StringBuilder();
        for (var one : name.getBytes(StandardCharsets.UTF_8)) {
            if (one >= 'a' && one <= 'z'
                    || one >= 'A' && one <= 'Z'
                    || one >= '0' && one <= '9'
                    || "/._-~".indexOf(one) >= 0) uri.append((char) one);
            else
                uri.append('%')
                        .append(Character.toUpperCase(Character.forDigit(one >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(one & 15, 16)));
        }
        return uri.toString();
    }

    private static String decoded(String uri) {
        var bytes = new byte[uri.length()];
        var count = 0;
        for (var i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) != '%') bytes[count++] = (byte) uri.charAt(i);
            else {
                if (i + 2 >= uri.length()) throw new IllegalArgumentException("a percent alone");
                bytes[count++] = (byte) Integer.parseInt(uri.substring(i + 1, i + 3), 16);
                i += 2;
            }
        }
        return new String(bytes, 0, count, StandardCharsets.UTF_8);
    }
}
