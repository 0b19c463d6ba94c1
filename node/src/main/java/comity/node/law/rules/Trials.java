package comity.node.law.rules;

import comity.node.frame.FindingView;
import comity.node.law.rules.RuleView.TrialView;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.rules.Examples;
import comity.treaty.rules.Rule;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * What a rule says of facts that a reader changed. Nothing is kept; the address holds it all. In a
 * form, {@code ?} says that nobody knows, and nothing that it was not said.
 */
final class Trials {
    static final String PREFIX = "f.";
    private static final String UNKNOWN = "?";
    private static final int MOST = 4_000;

    private Trials() {}

    /** The facts of an example, as the form shows them; of the first if the number is none. */
    static TrialView example(Rule rule, int number, LocalDate day, Locale language) {
        var examples = Examples.of(rule);
        var facts =
                examples.isEmpty()
                        ? Examples.base()
                        : examples.get(number < 1 || number > examples.size() ? 0 : number - 1)
                                .facts();
        var typed = new LinkedHashMap<String, List<String>>();
        for (var fact : sorted(rule)) typed.put(fact.path(), shown(facts, fact));
        return answer(rule, facts, typed, List.of(), day, language);
    }

    static TrialView of(
            Rule rule, MultiValueMap<String, String> given, LocalDate day, Locale language) {
        var facts = Examples.base().but();
        var typed = new LinkedHashMap<String, List<String>>();
        var wrong = new ArrayList<String>();
        for (var fact : sorted(rule)) {
            var said =
                    given.getOrDefault(PREFIX + fact.path(), List.of()).stream()
                            .filter(one -> !one.isBlank())
                            .map(one -> one.length() > MOST ? one.substring(0, MOST) : one)
                            .toList();
            typed.put(fact.path(), said);
            if (!taken(facts, fact, said)) wrong.add(fact.path());
        }
        return answer(rule, facts.build(), typed, wrong, day, language);
    }

    private static List<Fact> sorted(Rule rule) {
        return rule.facts().stream().sorted().toList();
    }

    private static List<String> shown(Facts facts, Fact fact) {
        if (facts.isUnknown(fact)) return List.of(UNKNOWN);
        return facts.value(fact)
                .map(
                        value ->
                                value instanceof Set<?> codes
                                        ? codes.stream().map(Object::toString).sorted().toList()
                                        : List.of(value.toString()))
                .orElse(List.of());
    }

    private static boolean taken(Facts.Builder facts, Fact fact, List<String> said) {
        if (said.contains(UNKNOWN)) {
            facts.unknown(fact);
            return true;
        }
        if (said.isEmpty()) {
            if (fact.kind() == Fact.Kind.CODES) facts.with(fact, Set.of());
            else facts.without(fact);
            return true;
        }
        var first = said.getFirst().strip();
        try {
            switch (fact.kind()) {
                case TRUTH -> {
                    if (!first.equals("true") && !first.equals("false")) return false;
                    facts.with(fact, Boolean.parseBoolean(first));
                }
                case NUMBER -> facts.with(fact, Long.parseLong(first));
                case TEXT, CODE -> facts.with(fact, first);
                case CODES -> facts.with(fact, Set.copyOf(said));
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static TrialView answer(
            Rule rule,
            Facts facts,
            Map<String, List<String>> typed,
            List<String> wrong,
            LocalDate day,
            Locale language) {
        if (!wrong.isEmpty()) return new TrialView(typed, wrong, "", List.of());
        var found =
                Rulebook.current().assess(facts, EnumSet.allOf(Stage.class), day).stream()
                        .filter(finding -> finding.rule().equals(rule.id()))
                        .toList();
        var outcome =
                found.isEmpty()
                        ? Examples.Outcome.SILENT
                        : found.getFirst().truth() == Truth.UNKNOWN
                                ? Examples.Outcome.UNKNOWN
                                : Examples.Outcome.SPEAKS;
        return new TrialView(typed, List.of(), outcome.name(), FindingView.of(found, language));
    }
}
