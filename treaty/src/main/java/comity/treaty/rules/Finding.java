package comity.treaty.rules;

import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.Map;

/**
 * What one rule says of one act. {@code phrase} is its sentences in six languages and {@code facts}
 * fills them, so that a judge, a client program and a later verifier read the same finding.
 *
 * @param truth FALSE if the demand is violated, UNKNOWN if it could not be checked
 */
public record Finding(
        String rule,
        Citation citation,
        Basis basis,
        Effect effect,
        Phrase phrase,
        Map<String, String> facts,
        Truth truth) {
    public Finding {
        facts = Gaps.of(facts);
    }

    /** The same, with what fills its sentences. */
    Finding saying(Map<String, String> facts) {
        return new Finding(rule, citation, basis, effect, phrase, facts, truth);
    }

    /** The same in all languages: for programs, and for whoever cites it. */
    public String code() {
        return phrase.code();
    }

    /** What is wrong, and what to do about it, in words. */
    public Phrase.Told told(Language language) {
        return phrase.told(language, facts);
    }
}
