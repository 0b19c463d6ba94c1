package comity.treaty.rules;

import comity.treaty.facts.DecisionTable;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Rules held against facts, all at once. What it costs grows with what there is to say, and hardly
 * with the number of rules: a {@link DecisionTable} answers most of them by joining bits.
 */
public final class Ruleset {
    private static final Effect[] EFFECTS = Effect.values();

    /** In the order of their numbers. */
    private final Held[] rules;

    private final DecisionTable table;
    private final long[][] byStage = new long[Stage.values().length][];

    /** For each effect, the rules that have it where they are violated, and where unclear. */
    private final long[][] violated = new long[EFFECTS.length][];

    private final long[][] unclear = new long[EFFECTS.length][];

    /** The rules that are in force from the Convention's adoption on, without an end. */
    private final long[] lasting;

    /** Those of {@code rules} that are held against facts. */
    public Ruleset(List<Rule> rules) {
        this.rules =
                rules.stream()
                        .sorted(Comparator.comparing(Rule::id))
                        .flatMap(rule -> rule.test().map(test -> Held.of(rule, test)).stream())
                        .toArray(Held[]::new);
        var conditions = new ArrayList<Function<Facts, Truth>>();
        for (var held : this.rules) conditions.add(held.test.speaks()::of);
        table = new DecisionTable(conditions);
        for (var stage : Stage.values()) byStage[stage.ordinal()] = new long[table.words()];
        for (var effect : EFFECTS) {
            violated[effect.ordinal()] = new long[table.words()];
            unclear[effect.ordinal()] = new long[table.words()];
        }
        lasting = new long[table.words()];
        for (var i = 0; i < this.rules.length; i++) {
            var held = this.rules[i];
            set(byStage[held.test.stage().ordinal()], i);
            set(violated[held.violated.effect().ordinal()], i);
            set(unclear[held.unclear.effect().ordinal()], i);
            if (held.rule.from().equals(Rule.ADOPTED) && held.rule.until().isEmpty())
                set(lasting, i);
        }
    }

    private static void set(long[] bits, int i) {
        bits[i / 64] |= 1L << (i % 64);
    }

    /** A rule with what it finds where no fact fills its sentence: that is always the same. */
    private record Held(Rule rule, Rule.Test test, Finding violated, Finding unclear) {
        static Held of(Rule rule, Rule.Test test) {
            return new Held(
                    rule,
                    test,
                    rule.met(Truth.FALSE).getFirst(),
                    rule.met(Truth.UNKNOWN).getFirst());
        }

        Finding on(Facts facts, boolean holds) {
            if (test.says() != Rule.NOTHING) {
                var said = test.says().apply(facts);
                if (!said.isEmpty())
                    return rule.met(holds ? Truth.FALSE : Truth.UNKNOWN, said).getFirst();
            }
            return holds ? violated : unclear;
        }
    }

    private long[] of(Set<Stage> stages) {
        var open = new long[table.words()];
        for (var stage : stages) {
            var ofStage = byStage[stage.ordinal()];
            for (var word = 0; word < open.length; word++) open[word] |= ofStage[word];
        }
        return open;
    }

    /** Clears those that are not in force on {@code day}. */
    private void keepInForce(LocalDate day, long[] open) {
        var adopted = !day.isBefore(Rule.ADOPTED);
        for (var word = 0; word < open.length; word++) {
            var dated = adopted ? open[word] & ~lasting[word] : open[word];
            for (var left = dated; left != 0; left &= left - 1) {
                var i = 64 * word + Long.numberOfTrailingZeros(left);
                if (!rules[i].rule.inForce(day)) open[word] &= ~Long.lowestOneBit(left);
            }
        }
    }

    /** The facts that the rules speaking to {@code stages} ask, where one fact is known already. */
    public Set<Fact> asked(Set<Stage> stages, Fact known, Object value) {
        var open = of(stages);
        table.sift(known, value, open);
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
        keepInForce(day, open);
        var holds = table.ask(facts, open);
        var count = 0;
        for (var word : open) count += Long.bitCount(word);
        var found = new ArrayList<Finding>(count);
        for (var effect = 0; effect < EFFECTS.length; effect++) {
            for (var word = 0; word < open.length; word++) {
                var hit =
                        holds[word] & violated[effect][word]
                                | open[word] & ~holds[word] & unclear[effect][word];
                for (; hit != 0; hit &= hit - 1) {
                    var i = 64 * word + Long.numberOfTrailingZeros(hit);
                    found.add(rules[i].on(facts, (holds[word] & Long.lowestOneBit(hit)) != 0));
                }
            }
        }
        return Collections.unmodifiableList(found);
    }
}
