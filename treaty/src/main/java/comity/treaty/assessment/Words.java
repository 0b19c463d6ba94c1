package comity.treaty.assessment;

import comity.treaty.rules.Finding;
import comity.treaty.rules.Sentences;
import comity.treaty.rules.Wording;
import java.util.Locale;
import java.util.Map;

/** An assessment's sentences, in the six languages of the United Nations. */
final class Words {
    private static final Map<String, Sentences> SENTENCES =
            Sentences.inAllLanguages("comity.treaty.assessment.words");

    private final Sentences sentences;
    private final Locale language;

    Words(Locale language) {
        this.sentences = Sentences.in(SENTENCES, language);
        this.language = language;
    }

    String of(String key) {
        return of(key, Map.of());
    }

    String of(String key, Map<String, String> facts) {
        return sentences.fill(key, facts);
    }

    /** What is wrong; of the rulebook's own findings its own words. */
    String explanation(Finding finding) {
        return finding.rule().startsWith("I-")
                ? sentences.told(finding).explanation()
                : Wording.explanation(finding, language);
    }

    String remedy(Finding finding) {
        return finding.rule().startsWith("I-")
                ? sentences.told(finding).remedy()
                : Wording.remedy(finding, language);
    }
}
