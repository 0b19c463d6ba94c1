package comity.treaty.text;

import comity.treaty.text.ConventionText.Passage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Of what a cited paragraph has to speak (terms.txt). It compares words and understands nothing: a
 * match says that a number is probably right, and only a lawyer says that it is.
 */
public final class Terms {
    public static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

    /** Whether a paragraph speaks of what a citation means. */
    public enum Answer {
        /** Every word that was looked for is there. */
        MATCHES,
        /** The paragraph does not exist, or speaks of something else. */
        DIFFERS,
        /** Nothing to compare with: no text, no words, or only a part of them found. */
        CANNOT_BE_TOLD
    }

    private static final Pattern CITATION = Pattern.compile("(\\d{1,2})((?:\\([a-z\\d]+\\))*)");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\u0640]+");

    /** By citation, then by language: groups, of each of which one word has to occur. */
    private static final Map<String, Map<String, List<List<String>>>> WORDS = read();

    private Terms() {}

    /** The citations whose words are known. */
    public static Set<String> citations() {
        return WORDS.keySet();
    }

    /**
     * Compares what stands at a citation's place with the words that it should hold.
     *
     * @param path as {@code (3)(e)}
     */
    public static Answer compare(int article, String path, ConventionText text) {
        if (text.article(article).isEmpty()) return Answer.DIFFERS;
        var passages = text.at(article, path);
        if (passages.isEmpty()) return Answer.DIFFERS;
        var wanted = wanted(article, path, text.language());
        return wanted.map(groups -> compare(groups, title(article, path, text) + words(passages)))
                .orElse(Answer.CANNOT_BE_TOLD);
    }

    /** What is looked for: groups, of each of which one word has to occur. */
    public static Optional<List<List<String>>> wanted(int article, String path, String language) {
        return Optional.ofNullable(WORDS.get(article + path)).map(words -> words.get(language));
    }

    /** An article as a whole is also what its title says. */
    private static String title(int article, String path, ConventionText text) {
        return path.isEmpty()
                ? text.article(article).map(ConventionText.Article::title).orElse("") + " "
                : "";
    }

    private static String words(List<Passage> passages) {
        return String.join(" ", passages.stream().map(Passage::words).toList());
    }

    private static Answer compare(List<List<String>> groups, String words) {
        var folded = folded(words);
        var found =
                groups.stream().map(group -> group.stream().anyMatch(folded::contains)).toList();
        if (!found.getFirst()) return Answer.DIFFERS;
        return found.contains(false) ? Answer.CANNOT_BE_TOLD : Answer.MATCHES;
    }

    /**
     * Which part of the known citations a text speaks of: near 1 for the Convention, near 0 else.
     */
    static double alike(ConventionText text) {
        var matching = 0;
        for (var citation : WORDS.keySet()) {
            var place = CITATION.matcher(citation);
            if (!place.matches()) throw new IllegalStateException("not a citation: " + citation);
            if (compare(Integer.parseInt(place.group(1)), place.group(2), text) == Answer.MATCHES)
                matching++;
        }
        return (double) matching / WORDS.size();
    }

    private static Map<String, Map<String, List<List<String>>>> read() {
        try (var in = Objects.requireNonNull(Terms.class.getResourceAsStream("terms.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var words = new LinkedHashMap<String, Map<String, List<List<String>>>>();
            var current = new HashMap<String, List<List<String>>>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                if (CITATION.matcher(line).matches()) {
                    current = new HashMap<>();
                    words.put(line, current);
                } else current.put(line.substring(0, 2), groups(line.substring(3)));
            }
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> groups(String line) {
        return Stream.of(line.split("&"))
                .map(
                        group ->
                                Stream.of(group.split("/"))
                                        .map(word -> folded(word).strip())
                                        .toList())
                .toList();
    }

    /** Without case, accents, vowel signs and runs of spaces: what two typists would agree on. */
    static String folded(String words) {
        var bare =
                MARKS.matcher(Normalizer.normalize(words, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace('ى', 'ي')
                        .replace('’', '\'');
        return SPACES.matcher(bare.replace("\u0640", "")).replaceAll(" ");
    }
}
