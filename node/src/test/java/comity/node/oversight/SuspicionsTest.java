package comity.node.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A suspicion needs numbers that chance does not give: and then it is shown. */
class SuspicionsTest {

    private static Tally tally(String person, long trials, long hits) {
        return new Tally(Pattern.EMERGENCY, new Whose(Whose.Kind.PERSON, person), trials, hits);
    }

    /** Five of five beside none of five: one of the 252 ways to choose five of ten. */
    @Test
    void the_chance_is_the_one_that_a_table_of_ways_gives() {
        var found = Suspicions.among(List.of(tally("one", 5, 5), tally("other", 5, 0)));
        assertThat(found).singleElement();
        var one = found.getFirst();
        assertThat(one.whose().code()).isEqualTo("one");
        assertThat(one.chance()).isCloseTo(1.0 / 252, within(1e-12));
        assertThat(one.others()).isEqualTo(5);
        assertThat(one.otherHits()).isZero();
        assertThat(Alerts.once(one.chance())).isEqualTo(200);
    }

    @Test
    void nobody_is_compared_with_nobody() {
        assertThat(Suspicions.among(List.of(tally("alone", 100, 100)))).isEmpty();
        assertThat(Suspicions.among(List.of())).isEmpty();
    }

    @Test
    void four_say_nothing_about_anybody() {
        assertThat(Suspicions.among(List.of(tally("one", 4, 4), tally("other", 1000, 0))))
                .isEmpty();
    }

    /** However certain a small difference is, nobody has to answer for it. */
    @Test
    void a_small_difference_over_many_is_of_no_weight() {
        assertThat(
                        Suspicions.among(
                                List.of(
                                        tally("one", 100_000, 33_000),
                                        tally("o", 100_000, 30_000))))
                .isEmpty();
    }

    @Test
    void with_a_hundred_compared_more_is_asked_of_each() {
        var few = List.of(tally("one", 5, 5), tally("other", 5, 0));
        var many = new ArrayList<>(few);
        // The same numbers, among many who have too little to say anything.
        IntStream.range(0, 100).forEach(i -> many.add(tally("p" + i, 0, 0)));
        assertThat(Suspicions.among(few)).isNotEmpty();
        assertThat(Suspicions.among(many)).isEmpty();
    }

    /**
     * Two hundred officers, twenty of whom call six of ten of their requests an emergency where
     * others call one of ten so: eighteen of them at least are named, and of the others one in
     * twenty at most; over a hundred such services.
     */
    @Test
    void seeded_misuse_is_found_and_the_clean_are_left_alone() {
        var found = 0L;
        var wronged = 0L;
        for (var seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var tallies = new ArrayList<Tally>();
            for (var officer = 0; officer < 200; officer++) {
                var share = officer < 20 ? 0.6 : 0.1;
                var trials = 20 + random.nextInt(60);
                var hits =
                        IntStream.range(0, trials).filter(_ -> random.nextDouble() < share).count();
                tallies.add(tally("p" + officer, trials, hits));
            }
            for (var one : Suspicions.among(tallies)) {
                if (Integer.parseInt(one.whose().code().substring(1)) < 20) found++;
                else wronged++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(100 * 18);
        assertThat(wronged).isLessThanOrEqualTo(100 * 9);
    }

    /** Where all are alike, one false suspicion in a hundred such years at most. */
    @Test
    void chance_alone_names_hardly_anybody() {
        var years = 0;
        for (var seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var tallies = new ArrayList<Tally>();
            for (var officer = 0; officer < 50; officer++) {
                var hits = IntStream.range(0, 40).filter(_ -> random.nextDouble() < 0.15).count();
                tallies.add(tally("p" + officer, 40, hits));
            }
            if (!Suspicions.among(tallies).isEmpty()) years++;
        }
        assertThat(years).isLessThanOrEqualTo(8);
    }
}
