package comity.treaty.rules;

import comity.treaty.facts.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The sentences that findings stand for, in the six languages of the United Nations. */
public final class Wording {
    /** Arabic, Chinese, English, French, Russian, Spanish. */
    public static final List<Locale> LANGUAGES =
            Stream.of(Language.values()).map(Language::locale).toList();

    private static final Map<String, Phrase> PHRASES =
            Phrase.of(Sentences.inAllLanguages("comity.treaty.rules.messages"));

    private static final Map<Language, Sentences> DEMANDS =
            Sentences.inAllLanguages("comity.treaty.rules.demands");

    private static final Map<Language, Sentences> FACTS =
            Sentences.inAllLanguages("comity.treaty.facts.facts");

    private static final Map<Language, Sentences> CODES =
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

    /** The words of a rule's findings. */
    static Phrase phrase(String code) {
        var phrase = PHRASES.get(code);
        return phrase == null ? Phrase.unsaid(code) : phrase;
    }

    /** What is wrong. */
    public static String explanation(Finding finding, Locale language) {
        return finding.told(Language.of(language)).explanation();
    }

    /** What to do about it. */
    public static String remedy(Finding finding, Locale language) {
        return finding.told(Language.of(language)).remedy();
    }
}
