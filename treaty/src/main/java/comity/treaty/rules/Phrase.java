package comity.treaty.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong and what to do about it, under one code, in the six languages. There is one of each
 * code in a bundle; a finding holds it, so that nobody has to look for its words.
 */
public final class Phrase {
    private static final String REMEDY = ".remedy";
    private static final Language[] LANGUAGES = Language.values();

    private final String code;
    private final Sentences.@Nullable Sentence[] explanations =
            new Sentences.Sentence[LANGUAGES.length];
    private final Sentences.@Nullable Sentence[] remedies =
            new Sentences.Sentence[LANGUAGES.length];

    /** The words where neither sentence has a gap: always the same. */
    private final @Nullable Told[] always = new Told[LANGUAGES.length];

    private Phrase(String code, Map<Language, Sentences> bundle) {
        this.code = code;
        for (var language : LANGUAGES) {
            var i = language.ordinal();
            var sentences = bundle.get(language);
            var explanation = sentences == null ? null : sentences.sentence(code);
            var remedy = sentences == null ? null : sentences.sentence(code + REMEDY);
            explanations[i] = explanation;
            remedies[i] = remedy;
            if (explanation != null && remedy != null && explanation.isWhole() && remedy.isWhole())
                always[i] = new Told(explanation.fill(Map.of()), remedy.fill(Map.of()));
        }
    }

    /** The phrases of a bundle, by their codes. */
    public static Map<String, Phrase> of(Map<Language, Sentences> bundle) {
        var phrases = new HashMap<String, Phrase>();
        for (var sentences : bundle.values())
            for (var key : sentences.keys())
                if (key.endsWith(REMEDY))
                    phrases.computeIfAbsent(
                            key.substring(0, key.length() - REMEDY.length()),
                            code -> new Phrase(code, bundle));
        return Map.copyOf(phrases);
    }

    /** A code for which there are no words. */
    static Phrase unsaid(String code) {
        return new Phrase(code, Map.of());
    }

    /** The same in all languages: for programs, and for whoever cites it. */
    public String code() {
        return code;
    }

    /**
     * @param explanation what is wrong
     * @param remedy what to do about it
     */
    public record Told(String explanation, String remedy) {}

    /**
     * In words.
     *
     * @param facts what fills the gaps
     * @throws MissingResourceException if there are none of this code in this language
     */
    public Told told(Language language, Map<String, String> facts) {
        var whole = always[language.ordinal()];
        if (whole != null) return whole;
        var explanation = explanations[language.ordinal()];
        var remedy = remedies[language.ordinal()];
        if (explanation == null || remedy == null)
            throw new MissingResourceException("no sentence", Phrase.class.getName(), code);
        return new Told(explanation.fill(facts), remedy.fill(facts));
    }

    @Override
    public String toString() {
        return code;
    }
}
