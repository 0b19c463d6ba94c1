package comity.record.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two sets, each told of the other by symbols alone. */
class ReconciliationTest {
    private static byte[] key(Random random) {
        var key = new byte[SessionKey.BYTES];
        random.nextBytes(key);
        return key;
    }

    private static Set<Digest> some(int count, Random random) {
        var set = new HashSet<Digest>();
        while (set.size() < count) {
            var bytes = new byte[Digest.BYTES];
            random.nextBytes(bytes);
            set.add(Digest.ofHash(bytes));
        }
        return set;
    }

    private static Set<Digest> union(Collection<Digest> one, Collection<Digest> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    /** As the nodes do it: through bytes, until it decodes. */
    private static Decoder.Difference compare(
            Set<Digest> ours, Set<Digest> theirs, byte[] key, int most) {
        var encoder = new Encoder(theirs, new SessionKey(key));
        var decoder = new Decoder(ours, new SessionKey(key));
        while (!decoder.decoded() && decoder.symbols() < most)
            Symbol.of(Symbol.bytes(encoder.next(1))).forEach(decoder::take);
        assertThat(decoder.contradicted()).isFalse();
        return decoder.difference();
    }

    @Property(tries = 300)
    void any_two_sets_learn_exactly_their_difference(
            @ForAll @IntRange(max = 300) int both,
            @ForAll @IntRange(max = 60) int ours,
            @ForAll @IntRange(max = 60) int theirs,
            @ForAll long seed) {
        var random = new Random(seed);
        var common = some(both, random);
        var left = some(ours, random);
        var right = some(theirs, random);

        var difference = compare(union(common, left), union(common, right), key(random), 100_000);

        assertThat(difference.onlyOurs()).isEqualTo(left);
        assertThat(difference.onlyTheirs()).isEqualTo(right);
    }

    @Test
    void equal_sets_are_known_to_be_equal_after_one_symbol() {
        var random = new Random(1);
        for (var size : List.of(0, 1, 2, 5_000)) {
            var set = some(size, random);
            assertThat(compare(set, set, key(random), 1).symbols()).isEqualTo(1);
        }
    }

    /** The paper's figures: 1.35 for large differences, at most 1.72 on average for small ones. */
    @ParameterizedTest
    @CsvSource({
        "1, 40, 1.0, 1.0",
        "10, 200, 1.3, 1.85",
        "100, 60, 1.3, 1.6",
        "1000, 12, 1.3, 1.5",
        "5000, 4, 1.3, 1.45"
    })
    void costs_about_one_and_a_half_symbols_for_each_difference_whatever_is_shared(
            int differing, int runs, double least, double most) {
        var random = new Random(differing);
        var common = some(3_000, random);
        var symbols = 0;
        for (var run = 0; run < runs; run++) {
            var ours = some(differing / 2, random);
            var theirs = some(differing - differing / 2, random);
            symbols +=
                    compare(
                                    union(common, ours),
                                    union(common, theirs),
                                    key(random),
                                    40 * differing + 100)
                            .symbols();
        }
        assertThat((double) symbols / runs / differing).isBetween(least, most);
    }

    /** Digests that somebody chose: one bit each, runs of numbers, sums that cancel. */
    @Test
    void chosen_elements_fall_no_better_than_random_ones() {
        var random = new Random(7);
        var bits = new ArrayList<Digest>();
        for (var bit = 0; bit < 256; bit++) {
            var bytes = new byte[Digest.BYTES];
            bytes[bit / 8] = (byte) (1 << (bit % 8));
            bits.add(Digest.ofHash(bytes));
        }
        var numbers = new ArrayList<Digest>();
        for (var number = 0; number < 512; number++)
            numbers.add(
                    Digest.ofHash(ByteBuffer.allocate(Digest.BYTES).putInt(28, number).array()));
        for (var chosen : List.of(bits, numbers)) {
            var set = new TreeSet<>(chosen);
            var difference = compare(Set.of(), set, key(random), 4 * set.size());
            assertThat(difference.onlyTheirs()).isEqualTo(set);
            assertThat(compare(set, Set.of(), key(random), 4 * set.size()).onlyOurs())
                    .isEqualTo(set);
        }
        // The numbers 0 to 511 add up to nothing, and are not taken for nothing.
        var one = new Decoder(List.of(), new SessionKey(new byte[SessionKey.BYTES]));
        one.take(new Encoder(numbers, new SessionKey(new byte[SessionKey.BYTES])).next());
        assertThat(one.decoded()).isFalse();
    }

    @Test
    void another_key_sends_the_same_elements_elsewhere() {
        var random = new Random(3);
        var set = some(50, random);
        var first = new Encoder(set, new SessionKey(key(random))).next(60);
        var second = new Encoder(set, new SessionKey(key(random))).next(60);

        assertThat(first.stream().map(Symbol::count).toList())
                .isNotEqualTo(second.stream().map(Symbol::count).toList());
    }

    @Property(tries = 100)
    void symbols_that_are_of_no_set_conclude_nothing(@ForAll long seed) {
        var random = new Random(seed);
        var ours = some(20, random);
        var key = key(random);
        var decoder = new Decoder(ours, new SessionKey(key));
        var honest = new Encoder(union(ours, some(10, random)), new SessionKey(key));
        for (var i = 0; i < 500; i++) {
            var symbol = honest.next();
            decoder.take(
                    random.nextInt(3) > 0
                            ? symbol
                            : new Symbol(
                                    random.nextLong(),
                                    symbol.second(),
                                    symbol.third(),
                                    symbol.fourth(),
                                    symbol.check(),
                                    random.nextInt(3) - 1));
        }
        if (decoder.decoded())
            assertThat(union(ours, decoder.difference().onlyTheirs())).hasSizeGreaterThan(20);
        else assertThatThrownBy(decoder::difference).isInstanceOf(IllegalStateException.class);
    }

    /** One element in every symbol, in its course or not: named once, then a contradiction. */
    @Test
    void a_row_that_names_an_element_again_and_again_ends_at_once() {
        var key = new byte[SessionKey.BYTES];
        var element = new SessionKey(key).element(Digest.of(new byte[0]));
        var decoder = new Decoder(List.of(), new SessionKey(key));
        for (var i = 0; i < 1_000; i++) decoder.take(Symbol.NOTHING.with(element, 1));

        assertThat(decoder.contradicted()).isTrue();
        assertThat(decoder.decoded()).isFalse();
    }

    @Test
    void a_symbol_has_one_form() {
        var random = new Random(5);
        var symbols = new Encoder(some(9, random), new SessionKey(key(random))).next(12);
        var bytes = Symbol.bytes(symbols);

        assertThat(bytes).hasSize(12 * Symbol.BYTES);
        assertThat(Symbol.of(bytes)).isEqualTo(symbols);
        assertThatThrownBy(() -> Symbol.of(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
