package comity.node.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No combination of what is published tells a small number: asked as an attacker asks, by linear
 * programming over all tables and totals, with a solver that shares nothing with the rule.
 */
class WithholdingTest {
    private static final int THRESHOLD = 10;
    private static final int WORLDS = 1_000;
    private static final Withholding RULE = new Withholding(THRESHOLD);

    /** One who withholds small numbers and nothing else: what every first draft does. */
    private static Map<Figure, Optional<Long>> smallOnesAlone(RandomWorld world, int quarter) {
        var shown = new LinkedHashMap<Figure, Optional<Long>>();
        Withholding.figures(world.quarters.get(quarter), world.partners)
                .forEach(
                        (figure, value) ->
                                shown.put(
                                        figure,
                                        value < THRESHOLD ? Optional.empty() : Optional.of(value)));
        return shown;
    }

    private static Map<Figure, Optional<Long>> byTheRule(RandomWorld world, int quarter) {
        var before = new ArrayList<Map<Figure, Optional<Long>>>();
        for (var earlier = 0; earlier < quarter; earlier++)
            before.add(RULE.shown(world.quarters.get(earlier), world.partners, before));
        return RULE.shown(world.quarters.get(quarter), world.partners, before);
    }

    /** What the attacker knows within less than the rule promises. */
    private static List<String> known(
            RandomWorld world,
            BiFunction<RandomWorld, Integer, Map<Figure, Optional<Long>>> publishing,
            long least) {
        var published = new ArrayList<Map<Figure, Optional<Long>>>();
        for (var i = 0; i < world.quarters.size(); i++) published.add(publishing.apply(world, i));
        var attacker = new Attacker(published, world.partners, RandomWorld.DIRECTION);
        var known = new ArrayList<String>();
        for (var i = 0; i < published.size(); i++) {
            var quarter = i;
            Withholding.figures(world.quarters.get(i), world.partners)
                    .forEach(
                            (figure, value) -> {
                                if (figure.direction() == RandomWorld.DIRECTION
                                        && value >= least
                                        && value < THRESHOLD
                                        && attacker.knows(quarter, figure, THRESHOLD - 1, value))
                                    known.add(quarter + ": " + figure + " = " + value);
                            });
        }
        return known;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void tells_no_number_from_one_to_nine_in_a_thousand_worlds(int part) {
        for (var seed = part; seed < WORLDS; seed += 4)
            assertThat(known(new RandomWorld(seed, 1), WithholdingTest::byTheRule, 1))
                    .as("world " + seed)
                    .isEmpty();
    }

    @Test
    void tells_no_zero_either() {
        for (var seed = 5_000; seed < 5_020; seed++)
            assertThat(known(new RandomWorld(seed, 1), WithholdingTest::byTheRule, 0))
                    .as("world " + seed)
                    .isEmpty();
    }

    @Test
    void tells_nothing_by_what_passed_in_the_quarters_before_and_after() {
        for (var seed = 7_000; seed < 7_050; seed++)
            assertThat(known(new RandomWorld(seed, 4), WithholdingTest::byTheRule, 1))
                    .as("world " + seed)
                    .isEmpty();
    }

    /** One who looks at each quarter alone, as if nobody remembered the one before. */
    @Test
    void would_be_found_out_if_a_quarter_were_looked_at_alone() {
        var found = 0;
        for (var seed = 7_000; seed < 7_010; seed++)
            if (!known(
                            new RandomWorld(seed, 4),
                            (world, quarter) ->
                                    RULE.shown(
                                            world.quarters.get(quarter), world.partners, List.of()),
                            1)
                    .isEmpty()) found++;
        assertThat(found).isPositive();
    }

    /** Nor what a part that is shown leaves of the whole beside it. */
    @Test
    void tells_no_small_rest_of_what_followed_a_concern() {
        var shown = 0;
        for (var seed = 0; seed < WORLDS; seed++) {
            var figures = byTheRule(new RandomWorld(seed, 1), 0);
            for (var part :
                    Map.of("NARROWED", Table.COURT, "CONDITIONED", Table.RESULT).entrySet()) {
                var own =
                        figures.get(Figure.of(Table.RIGHTS, RandomWorld.DIRECTION, part.getKey()));
                if (own == null || own.isEmpty()) continue;
                shown++;
                var whole = part.getValue() == Table.COURT ? "NARROWED" : "PRODUCED";
                var all = figures.get(Figure.of(part.getValue(), RandomWorld.DIRECTION, whole));
                assertThat(all).as("world " + seed).isNotNull().isPresent();
                assertThat(all.orElseThrow() - own.get())
                        .as("world " + seed)
                        .isGreaterThanOrEqualTo(THRESHOLD);
            }
        }
        assertThat(shown).isPositive();
    }

    /** The same attack finds what a rule without its second half gives away. */
    @Test
    void would_be_found_out_if_small_numbers_alone_were_withheld() {
        var found = 0;
        for (var seed = 0; seed < 40; seed++)
            if (!known(new RandomWorld(seed, 1), WithholdingTest::smallOnesAlone, 1).isEmpty())
                found++;
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void shows_what_is_not_small_as_it_is_and_nothing_small() {
        var numbers = 0;
        for (var seed = 0; seed < 200; seed++) {
            var world = new RandomWorld(seed, 1);
            var all = Withholding.figures(world.quarters.getFirst(), world.partners);
            for (var one : byTheRule(world, 0).entrySet()) {
                if (one.getValue().isEmpty()) continue;
                numbers++;
                assertThat(one.getValue()).contains(all.get(one.getKey()));
                assertThat(one.getValue().get()).isGreaterThanOrEqualTo(THRESHOLD);
            }
        }
        // Withholding everything would pass every attack.
        assertThat(numbers).isGreaterThan(200 * 5);
    }

    @Test
    void is_never_asked_for_less_than_five() {
        assertThatThrownBy(() -> new Withholding(4)).hasMessageContaining("never below 5");
        assertThat(new Withholding(5).threshold()).isEqualTo(5);
    }
}
