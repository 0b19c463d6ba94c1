package comity.treaty.assessment;

import comity.treaty.rules.Finding;
import comity.treaty.rules.Language;
import comity.treaty.rules.Phrase;
import comity.treaty.rules.Sentences;
import java.util.Locale;
import java.util.Map;

/** An assessment's sentences, in the six languages of the United Nations. */
final class Words {
    private static final Map<Language, Sentences> SENTENCES =
            Sentences.inAllLanguages("comity.treaty.assessment.words");

    /** What is wrong with what was typed. */
    static final Map<String, Phrase> PHRASES = Phrase.of(SENTENCES);

    private final Sentences sentences;
    private final Language language;

    Words(Locale language) {
        this.sentences = Sentences.in(SENTENCES, language);
        this.language = Language.of(language);
    }

    String of(String key) {
        return of(key, Map.of());
    }

    String of(String key, Map<String, String> facts) {
        return sentences.fill(key, facts);
    }

    /** What is wrong, and what to do about it. */
    Phrase.Told told(Finding finding) {
        return finding.told(language);
    }
}
