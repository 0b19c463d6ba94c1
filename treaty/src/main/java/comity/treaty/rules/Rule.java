package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule's declaration.
 *
 * @param id its number in the project's list of rules (R-…); W-… for the order of steps
 * @param demand in one plain sentence, what the article demands
 * @param code under which the message bundles hold what is wrong and what to do
 * @param test how facts are held against it; empty for a rule about the order of steps, which asks
 *     the docket
 * @param from the first day on which it is applied
 * @param until the last day; empty while it is in force
 */
public record Rule(
        String id,
        Citation citation,
        Basis basis,
        Effect effect,
        String code,
        String demand,
        Optional<Test> test,
        LocalDate from,
        Optional<LocalDate> until) {
    /** The day on which the General Assembly adopted the Convention (resolution 79/243). */
    public static final LocalDate ADOPTED = LocalDate.of(2024, 12, 24);

    /** Fills a sentence that has no gap. */
    static final Function<Facts, Map<String, String>> NOTHING = _ -> Map.of();

    /**
     * @param stage the decision that it speaks to
     * @param speaks when it does
     * @param says what fills its sentence
     */
    public record Test(Stage stage, Condition speaks, Function<Facts, Map<String, String>> says) {}

    Rule(String id, Citation citation, Basis basis, Effect effect, String code, String demand) {
        this(
                id,
                citation,
                basis,
                effect,
                code,
                demand,
                Optional.empty(),
                ADOPTED,
                Optional.empty());
    }

    /** The same rule, held against facts. */
    Rule when(Stage stage, Condition speaks) {
        return when(stage, speaks, NOTHING);
    }

    Rule when(Stage stage, Condition speaks, Function<Facts, Map<String, String>> says) {
        return new Rule(
                id,
                citation,
                basis,
                effect,
                code,
                demand,
                Optional.of(new Test(stage, speaks, says)),
                from,
                until);
    }

    /** Whether it is applied on {@code day}. */
    public boolean inForce(LocalDate day) {
        return !day.isBefore(from) && until.filter(day::isAfter).isEmpty();
    }

    /** The facts that its test asks. */
    public Set<Fact> facts() {
        var recording = new Facts.Recording();
        test.ifPresent(held -> held.speaks().of(recording));
        return recording.asked();
    }

    /** What it says of {@code facts}: nothing, that it is violated, or that it cannot be told. */
    List<Finding> on(Facts facts) {
        if (test.isEmpty()) return List.of();
        var truth = test.get().speaks().of(facts);
        return truth == Truth.FALSE ? List.of() : met(truth.not(), test.get().says().apply(facts));
    }

    /**
     * No finding if the demand is met; else one, which says whether it is violated or could not be
     * checked.
     */
    List<Finding> met(Truth truth, Map<String, String> facts) {
        return switch (truth) {
            case TRUE -> List.of();
            case FALSE -> List.of(finding(effect, facts, Truth.FALSE));
            case UNKNOWN -> List.of(finding(uncertain(), facts, Truth.UNKNOWN));
        };
    }

    private Finding finding(Effect effect, Map<String, String> facts, Truth truth) {
        return new Finding(id, citation, basis, effect, Wording.phrase(code), facts, truth);
    }

    /** What it says where its demand is violated, whatever the act: its gaps are left open. */
    public Finding violated() {
        return violated(Map.of());
    }

    /** What it says where its demand is violated. */
    public Finding violated(Map<String, String> facts) {
        return finding(effect, facts, Truth.FALSE);
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
            case NEED_JUDICIAL_AUTHORISATION, CONDITION, WARN, NONE -> effect;
        };
    }
}
