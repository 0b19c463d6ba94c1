package comity.treaty.rules;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

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
        var text = text(key, language);
        for (var fact : finding.facts().entrySet())
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        return text;
    }

    private static String text(String key, Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, Wording.class.getModule()).getString(key);
    }
}
