package comity.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts the page together at build time: template, style, script, the six languages' words and the
 * compiled verifier become one file. Its policy names the hash of each script and style, so that
 * nothing else runs, and forbids every connection.
 */
final class Assembly {
    private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

    private Assembly() {}

    /**
     * @param arguments the compiled verifier, and where the page goes
     */
    public static void main(String... arguments) throws IOException {
        var engine = Files.readString(Path.of(arguments[0]));
        Files.writeString(Path.of(arguments[1]), page(engine));
    }

    static String page(String engine) throws IOException {
        var style = text("page.css");
        var script = text("page.js");
        return text("page.html")
                .replace("@STYLE-HASH@", hash(style))
                .replace("@SCRIPT-HASH@", hash(script))
                .replace("@STYLE@", style)
                .replace("@WORDS@", words())
                .replace("@SCRIPT@", script)
                // Within a data block of a page, this alone could end it.
                .replace("@ENGINE@", engine.replace("</script", "<\\/script"));
    }

    private static String text(String name) throws IOException {
        try (var in = Objects.requireNonNull(Assembly.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            return "sha256-"
                    + Base64.getEncoder()
                            .encodeToString(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@code {"ar": {"title": …}, …}}. */
    private static String words() throws IOException {
        var all = new TreeMap<String, String>();
        for (var language : LANGUAGES) {
            var words = new Properties();
            words.load(
                    new InputStreamReader(
                            Objects.requireNonNull(
                                    Assembly.class.getResourceAsStream(
                                            "page_" + language + ".properties")),
                            StandardCharsets.UTF_8));
            all.put(
                    language,
                    words.stringPropertyNames().stream()
                            .sorted()
                            .map(key -> quoted(key) + ":" + quoted(words.getProperty(key)))
                            .collect(Collectors.joining(",", "{", "}")));
        }
        return all.entrySet().stream()
                .map(one -> quoted(one.getKey()) + ":" + one.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c") + '"';
    }
}
