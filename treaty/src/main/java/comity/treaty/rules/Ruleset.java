package comity.treaty.rules;

import comity.treaty.facts.Facts;
import comity.treaty.facts.Sieve;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Rules held against facts, all at once. What it costs grows with what there is to say, and hardly
 * with the number of rules: a {@link Sieve} sets those aside that a known fact already silences.
 */
public final class Ruleset {
    /** Gravest first; among equals by the rule's number. */
    static final Comparator<Finding> GRAVEST_FIRST =
            Comparator.comparing(Finding::effect).thenComparing(Finding::rule);

    private final Rule[] rules;
    private final Sieve sieve;
    private final Map<Stage, long[]> byStage = new EnumMap<>(Stage.class);

    /** Those of {@code rules} that are held against facts. */
    public Ruleset(List<Rule> rules) {
        this.rules =
                rules.stream()
                        .filter(rule -> rule.test().isPresent())
                        .sorted(Comparator.comparing(Rule::effect).thenComparing(Rule::id))
                        .toArray(Rule[]::new);
        var conditions = new ArrayList<Function<Facts, Truth>>();
        for (var rule : this.rules) conditions.add(rule.test().orElseThrow().speaks()::of);
        sieve = new Sieve(conditions);
        for (var stage : Stage.values()) byStage.put(stage, new long[sieve.words()]);
        for (var i = 0; i < this.rules.length; i++)
            Objects.requireNonNull(byStage.get(this.rules[i].test().orElseThrow().stage()))[
                            i / 64] |=
                    1L << (i % 64);
    }

    /**
     * What the rules that are in force on {@code day} and speak to one of {@code stages} say of the
     * facts, gravest first, and the unknown with it.
     */
    public List<Finding> on(Facts facts, Set<Stage> stages, LocalDate day) {
        var open = new long[sieve.words()];
        for (var stage : stages) {
            var ofStage = Objects.requireNonNull(byStage.get(stage));
            for (var word = 0; word < open.length; word++) open[word] |= ofStage[word];
        }
        sieve.sift(facts, open);
        var found = new ArrayList<Finding>();
        for (var word = 0; word < open.length; word++) {
            for (var left = open[word]; left != 0; left &= left - 1) {
                var rule = rules[64 * word + Long.numberOfTrailingZeros(left)];
                if (rule.inForce(day)) found.addAll(rule.on(facts));
            }
        }
        found.sort(GRAVEST_FIRST);
        return List.copyOf(found);
    }
}
