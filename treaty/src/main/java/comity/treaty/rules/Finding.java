package comity.treaty.rules;

import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one rule says of one act. {@code code} names the sentence in the message bundles (six
 * languages) and {@code facts} fills it, so that a judge, a client program and a later verifier
 * read the same finding.
 *
 * @param truth FALSE if the demand is violated, UNKNOWN if it could not be checked
 */
public record Finding(
        String rule,
        Citation citation,
        Basis basis,
        Effect effect,
        String code,
        Map<String, String> facts,
        Truth truth) {
    public Finding {
        facts =
                facts.size() < 2
                        ? Map.copyOf(facts)
                        : Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** The key of the sentence that says what to do about it. */
    public String remedy() {
        return code + ".remedy";
    }
}
