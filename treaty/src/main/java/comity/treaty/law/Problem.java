package comity.treaty.law;

import comity.treaty.terms.Citation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a document that a State would publish: where, why, and under which
 * article if it would be looser than the Convention.
 *
 * @param pointer RFC 6901
 * @param line in the file, counted from one; zero if it came from none
 * @param code of the sentence that says what is wrong, in the bundles {@code problems_*}
 * @param facts that fill it
 */
public record Problem(
        String pointer,
        int line,
        String code,
        Map<String, String> facts,
        Optional<Citation> citation) {
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

    public Problem {
        facts = Map.copyOf(facts);
    }

    /** Why, in one sentence of a language of the United Nations; in English for any other. */
    public String reason(Locale language) {
        var reason = sentence(code, facts, language);
        return citation.map(
                        article ->
                                reason
                                        + " "
                                        + sentence(
                                                "citation",
                                                Map.of("article", article.text()),
                                                language))
                .orElse(reason);
    }

    private static String sentence(String code, Map<String, String> facts, Locale language) {
        var spoken = LANGUAGES.contains(language.getLanguage()) ? language : Locale.ENGLISH;
        var sentence =
                ResourceBundle.getBundle(
                                "comity.treaty.law.problems", spoken, Problem.class.getModule())
                        .getString(code);
        return GAP.matcher(sentence)
                .replaceAll(
                        gap ->
                                Matcher.quoteReplacement(
                                        facts.getOrDefault(gap.group(1), gap.group())));
    }

    /** Place and reason, as a command line shows them. */
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ", " : "")
                + (pointer.isEmpty() ? "/" : pointer)
                + ": "
                + reason(Locale.ENGLISH);
    }
}
