package comity.treaty.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    private static final Map<String, Sentences> SENTENCES =
            Sentences.inAllLanguages("comity.treaty.rules.messages");

    private Wording() {}

    /** What is wrong. */
    public static String explanation(Finding finding, Locale language) {
        return Sentences.in(SENTENCES, language).explanation(finding);
    }

    /** What to do about it. */
    public static String remedy(Finding finding, Locale language) {
        return Sentences.in(SENTENCES, language).remedy(finding);
    }
}
