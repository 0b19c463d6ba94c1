package comity.treaty.assessment;

import comity.treaty.rules.Finding;
import comity.treaty.rules.Wording;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An assessment's sentences, in the six languages of the United Nations. */
final class Words {
    private static final String BUNDLE = "comity.treaty.assessment.words";
    private static final Pattern FACT = Pattern.compile("\\{(\\w+)}");

    private final ResourceBundle bundle;
    private final Locale language;

    Words(Locale language) {
        this.bundle = ResourceBundle.getBundle(BUNDLE, language, Words.class.getModule());
        this.language = language;
    }

    String of(String key) {
        return bundle.getString(key);
    }

    String of(String key, Map<String, String> facts) {
        return FACT.matcher(of(key))
                .replaceAll(
                        fact -> Matcher.quoteReplacement(facts.getOrDefault(fact.group(1), "…")));
    }

    /** What is wrong; of the rulebook's own findings its own words. */
    String explanation(Finding finding) {
        return finding.rule().startsWith("I-")
                ? of(finding.code(), finding.facts())
                : Wording.explanation(finding, language);
    }

    String remedy(Finding finding) {
        return finding.rule().startsWith("I-")
                ? of(finding.remedy(), finding.facts())
                : Wording.remedy(finding, language);
    }
}
