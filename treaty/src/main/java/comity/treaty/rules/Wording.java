package comity.treaty.rules;

import comity.treaty.facts.Fact;
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

    private static final Map<String, Sentences> DEMANDS =
            Sentences.inAllLanguages("comity.treaty.rules.demands");

    private static final Map<String, Sentences> FACTS =
            Sentences.inAllLanguages("comity.treaty.facts.facts");

    private static final Map<String, Sentences> CODES =
            Sentences.inAllLanguages("comity.treaty.facts.codes");

    private Wording() {}

    /** What {@code rule} demands, in one sentence. */
    public static String demand(Rule rule, Locale language) {
        return Sentences.in(DEMANDS, language).fill(rule.id(), Map.of());
    }

    /** What {@code fact} asks. */
    public static String meaning(Fact fact, Locale language) {
        return Sentences.in(FACTS, language).fill(fact.path(), Map.of());
    }

    /** A code of a fact, such as {@code INTERCEPT}, in words. */
    public static String code(String code, Locale language) {
        return Sentences.in(CODES, language).fill(code, Map.of());
    }

    /** What findings say in {@code language}: looked up once where many are told. */
    public static Sentences findings(Locale language) {
        return Sentences.in(SENTENCES, language);
    }

    /** What is wrong. */
    public static String explanation(Finding finding, Locale language) {
        return findings(language).told(finding).explanation();
    }

    /** What to do about it. */
    public static String remedy(Finding finding, Locale language) {
        return findings(language).told(finding).remedy();
    }
}
