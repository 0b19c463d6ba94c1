package comity.evidence.dossier;

import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Truth;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The report's sentences in one language; English where that language is not one of the six. */
record Wording(Properties sentences, Locale language) {
    private static final Pattern BLANK = Pattern.compile("\\{([A-Za-z0-9]+)}");

    /** What would break a line or turn its direction, and so could make one line look like two. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029]");

    static Wording in(Locale language) {
        var sentences = new Properties();
        load(sentences, "en");
        load(sentences, language.getLanguage());
        return new Wording(sentences, language);
    }

    private static void load(Properties into, String language) {
        if (!language.matches("[a-z]{2}")) return;
        try (var in = Wording.class.getResourceAsStream("report_" + language + ".properties")) {
            if (in != null) into.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the report's sentences could not be read", e);
        }
    }

    /**
     * The sentence that {@code code} names, its facts filled in; the code itself if it has none.
     * The fact {@code why} is a code of its own.
     */
    String sentence(String code, Map<String, String> facts) {
        return BLANK.matcher(sentences.getProperty(code, code))
                .replaceAll(blank -> Matcher.quoteReplacement(filled(blank.group(1), facts)));
    }

    private String filled(String name, Map<String, String> facts) {
        var fact = facts.getOrDefault(name, "");
        if (name.equals("why")) return sentence("why." + fact, facts);
        if (name.equals("explanation")) return explanation(facts);
        return sentences.getProperty("isolate", "")
                + visible(fact)
                + sentences.getProperty("isolated", "");
    }

    /** What the rule that a finding names asks for, in the rulebook's own words. */
    private String explanation(Map<String, String> facts) {
        var rule = Rulebook.current().byCode().get(facts.getOrDefault("finding", ""));
        if (rule == null) return "";
        var shown = new TreeMap<String, String>();
        facts.forEach((fact, value) -> shown.put(fact, visible(value)));
        return comity.treaty.rules.Wording.explanation(
                new Finding(
                        rule.id(),
                        rule.citation(),
                        rule.basis(),
                        rule.effect(),
                        rule.code(),
                        shown,
                        Truth.FALSE),
                language);
    }

    /** A fact comes from whoever made the file: it may say anything, but not draw lines. */
    private static String visible(String fact) {
        return INVISIBLE
                .matcher(fact)
                .replaceAll(
                        one ->
                                Matcher.quoteReplacement(
                                        "\\u{%x}".formatted(one.group().codePointAt(0))));
    }
}
