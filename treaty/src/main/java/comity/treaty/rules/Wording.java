package comity.treaty.rules;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences that findings stand for, in the six languages of the United Nations. */
public final class Wording {
    /** Arabic, Chinese, English, French, Russian, Spanish. */
    public static final List<Locale> LANGUAGES =
            List.of(
                    Locale.of("ar"),
                    Locale.of("zh"),
                    Locale.ENGLISH,
                    Locale.FRENCH,
                    Locale.of("ru"),
                    Locale.of("es"));

    private static final String BUNDLE = "comity.treaty.rules.messages";

    /** What an assessment of facts alone cannot name, an act on a docket for one, is left open. */
    private static final Pattern FACT = Pattern.compile("\\{(\\w+)}");

    private Wording() {}

    /** What is wrong. */
    public static String explanation(Finding finding, Locale language) {
        return filled(finding, finding.code(), language);
    }

    /** What to do about it. */
    public static String remedy(Finding finding, Locale language) {
        return filled(finding, finding.remedy(), language);
    }

    private static String filled(Finding finding, String key, Locale language) {
        return FACT.matcher(text(key, language))
                .replaceAll(
                        fact ->
                                Matcher.quoteReplacement(
                                        finding.facts().getOrDefault(fact.group(1), "…")));
    }

    private static String text(String key, Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, Wording.class.getModule()).getString(key);
    }
}
