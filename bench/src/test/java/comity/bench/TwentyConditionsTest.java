package comity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.rules.Examples;
import comity.treaty.rules.Ruleset;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is measured side by side says the same. */
class TwentyConditionsTest {
    private static final Ruleset RULES = new Ruleset(TwentyConditions.rules());
    private static final KieTable KIE = new KieTable();

    private static Set<String> ours(Facts facts) {
        var speaking = new TreeSet<String>();
        for (var finding : RULES.on(facts, EnumSet.allOf(Stage.class), AssessmentBenchmark.DAY))
            if (finding.truth() == Truth.FALSE) speaking.add(finding.rule());
        return speaking;
    }

    private static Set<String> bare(Facts facts) {
        var speaking = new TreeSet<String>();
        var bits = BareTwenty.of(facts).speaking();
        for (var i = 0; i < TwentyConditions.ROWS.size(); i++)
            if ((bits & 1 << i) != 0) speaking.add(TwentyConditions.ROWS.get(i).rule());
        return speaking;
    }

    private static void agree(Facts facts) {
        assertThat(new TreeSet<>(KIE.speaking(KieTable.input(facts)))).isEqualTo(ours(facts));
        assertThat(bare(facts)).isEqualTo(ours(facts));
    }

    @Test
    void there_are_twenty_and_each_speaks_in_some_example() {
        assertThat(TwentyConditions.ROWS).hasSize(20);
        var spoken = new TreeSet<String>();
        for (var example : Examples.all()) spoken.addAll(ours(example.facts()));
        assertThat(spoken)
                .containsExactlyInAnyOrderElementsOf(
                        TwentyConditions.ROWS.stream().map(TwentyConditions.Row::rule).toList());
    }

    @Test
    void all_sides_say_the_same_of_every_example() {
        for (var example : Examples.all()) agree(example.facts());
    }

    @Property(tries = 500)
    void all_sides_say_the_same_of_any_facts(@ForAll long seed) {
        var dice = new Random(seed);
        var facts = Examples.base().but();
        for (var fact : TwentyConditions.facts()) {
            switch (dice.nextInt(4)) {
                case 0 -> facts.without(fact);
                case 1 -> facts.unknown(fact);
                default -> stated(facts, fact, dice);
            }
        }
        agree(facts.build());
    }

    private static void stated(Facts.Builder facts, Fact fact, Random dice) {
        switch (fact.kind()) {
            case TRUTH -> facts.with(fact, dice.nextBoolean());
            case NUMBER -> facts.with(fact, dice.nextInt(60));
            case TEXT -> facts.with(fact, "words");
            case CODE -> facts.with(fact, fact.codes().get(dice.nextInt(fact.codes().size())));
            case CODES -> facts.with(fact, Set.of());
        }
    }
}
