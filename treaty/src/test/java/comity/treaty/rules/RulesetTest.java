package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The table says what each rule says. */
class RulesetTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Set<Stage> ALL = EnumSet.allOf(Stage.class);

    /** The same without a table: each rule is asked. */
    private static List<Finding> asked(Facts facts) {
        var found = new ArrayList<Finding>();
        for (var rule : Rulebook.current().rules()) found.addAll(rule.on(facts));
        found.sort(Comparator.comparing(Finding::effect).thenComparing(Finding::rule));
        return found;
    }

    @Test
    void says_of_every_example_what_each_rule_says() {
        for (var example : Examples.all())
            assertThat(Rulebook.current().assess(example.facts(), ALL, DAY))
                    .as("%s %s", example.rule(), example.changes())
                    .isEqualTo(asked(example.facts()));
        assertThat(Rulebook.current().assess(Facts.NONE, ALL, DAY)).isEqualTo(asked(Facts.NONE));
    }

    @Test
    void a_form_asks_only_what_may_matter_for_the_measure() {
        var preservation = Rulebook.current().asked(ALL, "PRESERVE");
        var interception = Rulebook.current().asked(ALL, "INTERCEPT");
        assertThat(interception).contains(Fact.IN_CATALOGUE);
        assertThat(preservation).doesNotContain(Fact.IN_CATALOGUE);
        assertThat(preservation).contains(Fact.MLA_INTENDED);
        assertThat(interception).doesNotContain(Fact.MLA_INTENDED);
    }

    /** What the form leaves out could not have changed a word of what is found on execution. */
    @Property
    void an_officer_is_asked_all_that_may_matter(@ForAll long seed) {
        var dice = new Random(seed);
        var measures = Fact.MEASURE.codes();
        var measure = measures.get(dice.nextInt(measures.size()));
        var facts = any(dice).but().with(Fact.MEASURE, measure).build();
        var toAssess = Rulebook.current().toAssess(measure);
        var unasked = facts.but();
        for (var fact : Fact.values())
            if (fact.isAssessed() && !toAssess.contains(fact)) unasked.without(fact);
        var execution = Set.of(Stage.EXECUTE, Stage.TRANSMIT);
        assertThat(Rulebook.current().assess(unasked.build(), execution, DAY))
                .isEqualTo(Rulebook.current().assess(facts, execution, DAY));
    }

    @Property
    void says_of_any_facts_what_each_rule_says(@ForAll long seed) {
        var facts = any(new Random(seed));
        assertThat(Rulebook.current().assess(facts, ALL, DAY)).isEqualTo(asked(facts));
    }

    /** Any value of any fact, the unsaid and the unknown among them. */
    static Facts any(Random dice) {
        var facts = dice.nextBoolean() ? Facts.builder() : Examples.base().but();
        for (var fact : Fact.values()) {
            switch (dice.nextInt(4)) {
                case 0 -> facts.without(fact);
                case 1 -> facts.unknown(fact);
                default -> {
                    if (dice.nextBoolean()) stated(facts, fact, dice);
                }
            }
        }
        return facts.build();
    }

    private static void stated(Facts.Builder facts, Fact fact, Random dice) {
        switch (fact.kind()) {
            case TRUTH -> facts.with(fact, dice.nextBoolean());
            case NUMBER -> facts.with(fact, dice.nextInt(dice.nextBoolean() ? 20 : 120));
            case TEXT -> facts.with(fact, "word ".repeat(dice.nextInt(30)));
            case CODE -> facts.with(fact, fact.codes().get(dice.nextInt(fact.codes().size())));
            case CODES -> {
                var codes = new HashSet<String>();
                for (var code : fact.codes()) if (dice.nextInt(4) == 0) codes.add(code);
                facts.with(fact, codes);
            }
        }
    }
}
