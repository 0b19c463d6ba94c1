package comity.treaty.rules;

import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Map;

/**
 * A rule's declaration.
 *
 * @param id its number in the project's list of rules (R-…); W-… for the order of steps
 * @param demand in one plain sentence, what the article demands
 * @param code under which the message bundles hold what is wrong and what to do
 */
public record Rule(
        String id, Citation citation, Basis basis, Effect effect, String code, String demand) {

    /**
     * No finding if the demand is met; else one, which says whether it is violated or could not be
     * checked.
     */
    List<Finding> met(Truth truth, Map<String, String> facts) {
        return switch (truth) {
            case TRUE -> List.of();
            case FALSE ->
                    List.of(new Finding(id, citation, basis, effect, code, facts, Truth.FALSE));
            case UNKNOWN ->
                    List.of(
                            new Finding(
                                    id, citation, basis, uncertain(), code, facts, Truth.UNKNOWN));
        };
    }

    List<Finding> met(Truth truth) {
        return met(truth, Map.of());
    }

    List<Finding> met(boolean truth, Map<String, String> facts) {
        return met(Truth.of(truth), facts);
    }

    List<Finding> met(boolean truth) {
        return met(Truth.of(truth), Map.of());
    }

    /** Unknown never permits: where the demand matters for refusal, information is needed first. */
    private Effect uncertain() {
        return switch (effect) {
            case REFUSE_MANDATORY, REFUSE_OPTIONAL, NEED_INFO -> Effect.NEED_INFO;
            case NEED_JUDICIAL_AUTHORISATION, CONDITION, WARN -> effect;
        };
    }
}
