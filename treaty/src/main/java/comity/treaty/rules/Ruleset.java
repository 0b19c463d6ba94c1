package comity.treaty.rules;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.facts.Sieve;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
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
    /** In the order of their numbers. */
    private final Held[] rules;

    private final Sieve sieve;
    private final Map<Stage, long[]> byStage = new EnumMap<>(Stage.class);

    /** Those of {@code rules} that are held against facts. */
    public Ruleset(List<Rule> rules) {
        this.rules =
                rules.stream()
                        .sorted(Comparator.comparing(Rule::id))
                        .flatMap(rule -> rule.test().map(test -> Held.of(rule, test)).stream())
                        .toArray(Held[]::new);
        var conditions = new ArrayList<Function<Facts, Truth>>();
        for (var held : this.rules) conditions.add(held.test.speaks()::of);
        sieve = new Sieve(conditions);
        for (var stage : Stage.values()) byStage.put(stage, new long[sieve.words()]);
        for (var i = 0; i < this.rules.length; i++)
            ofStage(this.rules[i].test.stage())[i / 64] |= 1L << (i % 64);
    }

    private long[] ofStage(Stage stage) {
        return Objects.requireNonNull(byStage.get(stage));
    }

    /** A rule with what it finds where no fact fills its sentence: that is always the same. */
    private record Held(Rule rule, Rule.Test test, List<Finding> violated, List<Finding> unclear) {
        static Held of(Rule rule, Rule.Test test) {
            return new Held(rule, test, rule.met(Truth.FALSE), rule.met(Truth.UNKNOWN));
        }

        List<Finding> on(Facts facts) {
            var truth = test.speaks().of(facts);
            if (truth == Truth.FALSE) return List.of();
            var said = test.says().apply(facts);
            if (!said.isEmpty()) return rule.met(truth.not(), said);
            return truth == Truth.TRUE ? violated : unclear;
        }
    }

    private long[] of(Set<Stage> stages) {
        var open = new long[sieve.words()];
        for (var stage : stages) {
            var ofStage = ofStage(stage);
            for (var word = 0; word < open.length; word++) open[word] |= ofStage[word];
        }
        return open;
    }

    /** The facts that the rules speaking to {@code stages} ask, where one fact is known already. */
    public Set<Fact> asked(Set<Stage> stages, Fact known, Object value) {
        var open = of(stages);
        sieve.sift(known, value, open);
        var asked = EnumSet.noneOf(Fact.class);
        for (var i = 0; i < rules.length; i++)
            if ((open[i / 64] & 1L << (i % 64)) != 0) asked.addAll(rules[i].rule.facts());
        return asked;
    }

    /**
     * What the rules that are in force on {@code day} and speak to one of {@code stages} say of the
     * facts, gravest first, and the unknown with it.
     */
    public List<Finding> on(Facts facts, Set<Stage> stages, LocalDate day) {
        var open = of(stages);
        sieve.sift(facts, open);
        var byEffect = new EnumMap<Effect, List<Finding>>(Effect.class);
        for (var word = 0; word < open.length; word++) {
            for (var left = open[word]; left != 0; left &= left - 1) {
                var held = rules[64 * word + Long.numberOfTrailingZeros(left)];
                if (!held.rule.inForce(day)) continue;
                for (var finding : held.on(facts))
                    byEffect.computeIfAbsent(finding.effect(), _ -> new ArrayList<>()).add(finding);
            }
        }
        var found = new ArrayList<Finding>();
        byEffect.values().forEach(found::addAll);
        return Collections.unmodifiableList(found);
    }
}
