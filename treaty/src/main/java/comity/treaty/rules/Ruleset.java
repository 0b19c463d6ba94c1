package comity.treaty.rules;

import comity.treaty.facts.DecisionTable;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
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
    private static final int EFFECTS = Effect.values().length;

    /** In the order of their numbers. */
    private final Held[] rules;

    private final DecisionTable table;
    private final int words;

    /** For each choice of stages, the rules that speak to one of them. */
    private final long[][] byStages = new long[1 << Stage.values().length][];

    /**
     * For each effect, the rules that have it where they are violated; one effect after another.
     */
    private final long[] violated;

    /** The same, where it cannot be told whether they are. */
    private final long[] unclear;

    /** The rules that are in force from the Convention's adoption on, without an end. */
    private final long[] lasting;

    /** What each finds, violated and unclear, where no fact fills its sentence: always the same. */
    private final Finding[] always;

    /** The rules whose sentence facts may fill. */
    private final long[] filled;

    /** Those of {@code rules} that are held against facts. */
    public Ruleset(List<Rule> rules) {
        this.rules =
                rules.stream()
                        .sorted(Comparator.comparing(Rule::id))
                        .flatMap(rule -> rule.test().map(test -> new Held(rule, test)).stream())
                        .toArray(Held[]::new);
        var conditions = new ArrayList<Function<Facts, Truth>>();
        for (var held : this.rules) conditions.add(held.test.speaks()::of);
        table = new DecisionTable(conditions);
        words = table.words();
        for (var choice = 0; choice < byStages.length; choice++) byStages[choice] = new long[words];
        violated = new long[EFFECTS * words];
        unclear = new long[EFFECTS * words];
        lasting = new long[words];
        filled = new long[words];
        always = new Finding[2 * this.rules.length];
        for (var i = 0; i < this.rules.length; i++) {
            var held = this.rules[i];
            always[2 * i] = held.rule.met(Truth.UNKNOWN).getFirst();
            always[2 * i + 1] = held.rule.met(Truth.FALSE).getFirst();
            for (var choice = 0; choice < byStages.length; choice++)
                if ((choice & 1 << held.test.stage().ordinal()) != 0) set(byStages[choice], 0, i);
            set(unclear, words * always[2 * i].effect().ordinal(), i);
            set(violated, words * always[2 * i + 1].effect().ordinal(), i);
            if (held.test.says() != Rule.NOTHING) set(filled, 0, i);
            if (held.rule.from().equals(Rule.ADOPTED) && held.rule.until().isEmpty())
                set(lasting, 0, i);
        }
    }

    private static void set(long[] bits, int from, int i) {
        bits[from + i / 64] |= 1L << (i % 64);
    }

    /** A rule that is held against facts. */
    private record Held(Rule rule, Rule.Test test) {}

    private long[] of(Set<Stage> stages) {
        var choice = 0;
        for (var stage : stages) choice |= 1 << stage.ordinal();
        return byStages[choice].clone();
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
        var found = new Finding[count];
        var next = 0;
        for (var row = 0; row < violated.length; row += words) {
            for (var word = 0; word < words; word++) {
                var hit =
                        holds[word] & violated[row + word]
                                | open[word] & ~holds[word] & unclear[row + word];
                for (; hit != 0; hit &= hit - 1) {
                    var at = Long.numberOfTrailingZeros(hit);
                    var i = 64 * word + at;
                    var truth = (int) (holds[word] >>> at) & 1;
                    var finding = always[2 * i + truth];
                    found[next++] =
                            (filled[word] >>> at & 1) == 0
                                    ? finding
                                    : filled(rules[i], facts, finding);
                }
            }
        }
        return new Findings(found);
    }

    /** With what the facts say of it, if they say anything. */
    private static Finding filled(Held held, Facts facts, Finding otherwise) {
        var said = held.test.says().apply(facts);
        return said.isEmpty() ? otherwise : otherwise.saying(said);
    }
}
