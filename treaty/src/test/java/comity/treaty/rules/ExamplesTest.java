package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.rules.Examples.Outcome;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Stage;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Set<Stage> ALL = EnumSet.allOf(Stage.class);

    static Stream<Examples.Example> examples() {
        return Examples.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void a_rule_does_what_its_example_says(Examples.Example example) {
        var finding =
                Rulebook.current().assess(example.facts(), ALL, DAY).stream()
                        .filter(found -> found.rule().equals(example.rule()))
                        .findFirst();
        var expected =
                switch (example.outcome()) {
                    case SPEAKS -> List.of(Truth.FALSE);
                    case UNKNOWN -> List.of(Truth.UNKNOWN);
                    case SILENT -> List.of();
                };
        assertThat(finding.map(Finding::truth).stream().toList())
                .as("%s with %s", example.rule(), example.changes())
                .isEqualTo(expected);
    }

    @Test
    void nothing_speaks_against_the_base() {
        assertThat(Rulebook.current().assess(Examples.base(), ALL, DAY)).isEmpty();
    }

    @Test
    void every_rule_held_against_facts_has_an_example_that_speaks_one_silent_and_one_unknown() {
        for (var rule : Rulebook.current().rules()) {
            if (rule.test().isEmpty()) continue;
            var outcomes = EnumSet.noneOf(Outcome.class);
            Examples.of(rule).forEach(example -> outcomes.add(example.outcome()));
            assertThat(outcomes).as(rule.id()).isEqualTo(EnumSet.allOf(Outcome.class));
        }
    }

    @Test
    void every_number_of_the_list_of_rules_is_there_once() {
        var numbers = new TreeSet<String>();
        var ids = new ArrayList<String>();
        for (var rule : Rulebook.current().rules()) {
            ids.add(rule.id());
            if (rule.id().startsWith("R-")) numbers.add(rule.id().substring(0, 5));
        }
        var wanted = new TreeSet<String>();
        IntStream.of(
                        1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23,
                        24, 25, 26, 27)
                .forEach(number -> wanted.add("R-%03d".formatted(number)));
        IntStream.rangeClosed(30, 46).forEach(number -> wanted.add("R-%03d".formatted(number)));
        IntStream.rangeClosed(50, 74).forEach(number -> wanted.add("R-%03d".formatted(number)));
        IntStream.rangeClosed(80, 109).forEach(number -> wanted.add("R-%03d".formatted(number)));
        wanted.add("R-120");
        assertThat(numbers).isEqualTo(wanted);
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_asks_the_facts_that_its_examples_change() {
        for (var rule : Rulebook.current().rules()) {
            if (rule.test().isEmpty()) continue;
            assertThat(rule.facts()).as(rule.id()).isNotEmpty();
        }
    }

    private static boolean permitted(Facts facts) {
        return Rulebook.current().assess(facts, ALL, DAY).stream()
                .map(Finding::effect)
                .noneMatch(Effect::denies);
    }

    /**
     * A ruling on a fact that is unknown is permitted only if it is so for each value it may have.
     */
    @Property
    void what_is_permitted_without_knowing_is_permitted_whatever_the_fact_is(
            @ForAll("requests") Facts facts, @ForAll Fact fact) {
        if (!permitted(facts.but().unknown(fact).build())) return;
        for (var change : values(fact)) {
            var told = change.apply(facts.but());
            assertThat(permitted(told)).as("%s: %s", fact.path(), told.stated()).isTrue();
        }
    }

    /** A stricter profile never permits more. */
    @Property
    void a_stricter_profile_never_permits_more(@ForAll("requests") Facts facts) {
        var lax =
                facts.but()
                        .with(Fact.BOTH_THRESHOLDS, false)
                        .with(Fact.MOST_ACCOUNTS, 1_000)
                        .with(Fact.MOST_DAYS, 1_000)
                        .with(Fact.MOST_AUTHORISED_DAYS, 1_000)
                        .with(Fact.ABOLITIONIST, false)
                        .with(Fact.IN_CATALOGUE, true)
                        .build();
        var stricter =
                lax.but()
                        .with(Fact.BOTH_THRESHOLDS, true)
                        .with(Fact.MOST_ACCOUNTS, 1)
                        .with(Fact.MOST_DAYS, 1)
                        .with(Fact.MOST_AUTHORISED_DAYS, 1)
                        .with(Fact.ABOLITIONIST, true)
                        .with(Fact.IN_CATALOGUE, false)
                        .build();
        if (permitted(stricter)) assertThat(permitted(lax)).isTrue();
    }

    private interface Change {
        Facts apply(Facts.Builder facts);
    }

    private static List<Change> values(Fact fact) {
        return switch (fact.kind()) {
            case TRUTH ->
                    List.of(
                            facts -> facts.with(fact, true).build(),
                            facts -> facts.with(fact, false).build());
            case NUMBER ->
                    Stream.of(0L, 1L, 7L, 11L, 14L, 47L, 48L, 60L, 91L, 10_000L)
                            .map(number -> (Change) facts -> facts.with(fact, number).build())
                            .toList();
            case TEXT ->
                    List.of(
                            facts -> facts.with(fact, "").build(),
                            facts -> facts.with(fact, "words ".repeat(20)).build());
            case CODE ->
                    fact.codes().stream()
                            .map(code -> (Change) facts -> facts.with(fact, code).build())
                            .toList();
            case CODES ->
                    Stream.concat(
                                    Stream.of((Change) facts -> facts.with(fact, Set.of()).build()),
                                    fact.codes().stream()
                                            .map(
                                                    code ->
                                                            (Change)
                                                                    facts ->
                                                                            facts.with(
                                                                                            fact,
                                                                                            Set.of(
                                                                                                    code))
                                                                                    .build()))
                            .toList();
        };
    }

    /** The base with some facts changed at random, among them the unknown. */
    @Provide
    Arbitrary<Facts> requests() {
        var facts = List.of(Fact.values());
        return Arbitraries.integers()
                .between(0, 1_000_000)
                .list()
                .ofMaxSize(6)
                .map(
                        dice -> {
                            var request = Examples.base();
                            for (var die : dice) {
                                var fact = facts.get(die % facts.size());
                                var values = values(fact);
                                var which = die / facts.size() % (values.size() + 1);
                                request =
                                        which == values.size()
                                                ? request.but().unknown(fact).build()
                                                : values.get(which).apply(request.but());
                            }
                            return request;
                        });
    }
}
