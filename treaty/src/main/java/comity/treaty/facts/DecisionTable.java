package comity.treaty.facts;

import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many conditions, asked of the same facts at once. Nobody writes the table: when it is made, each
 * condition is put to the values of the facts that it asks. A condition that is a conjunction of
 * questions to single facts, which most are, is then answered by looking up each fact's value and
 * joining bits; the others are asked themselves, unless one known fact already makes them false.
 */
public final class DecisionTable {
    /** A condition of more combinations than this is asked each time. */
    private static final int MOST_COMBINATIONS = 4_000;

    private final List<Function<Facts, Truth>> conditions;
    private final int words;
    private final long[] conjunctions;
    private final Band[] bands;

    /**
     * @param conditions joined of questions to the facts by and, or and not alone
     */
    public DecisionTable(List<? extends Function<Facts, Truth>> conditions) {
        this.conditions = List.copyOf(conditions);
        words = (conditions.size() + 63) / 64;
        conjunctions = new long[words];
        var cells = new EnumMap<Fact, Map<Integer, Truth[]>>(Fact.class);
        for (var i = 0; i < conditions.size(); i++) {
            var recording = new Facts.Recording();
            var _ = conditions.get(i).apply(recording);
            var asked = recording.asked().stream().sorted().toList();
            var parts = parts(conditions.get(i), asked);
            if (parts != null) conjunctions[i / 64] |= 1L << (i % 64);
            for (var k = 0; k < asked.size(); k++)
                cells.computeIfAbsent(asked.get(k), _ -> new TreeMap<>())
                        .put(i, parts == null ? alone(conditions.get(i), asked.get(k)) : parts[k]);
        }
        bands = new Band[words];
        for (var word = 0; word < words; word++) bands[word] = new Band(word, cells);
    }

    /**
     * The questions that a condition joins by and, as one truth for each place of each fact; null
     * if it is not such a conjunction.
     */
    private static Truth @Nullable [][] parts(Function<Facts, Truth> condition, List<Fact> asked) {
        var sizes = asked.stream().mapToInt(fact -> Places.of(fact).count()).toArray();
        var combinations = 1L;
        for (var size : sizes) combinations *= size;
        if (combinations > MOST_COMBINATIONS) return null;
        var answers = new @Nullable Truth[(int) combinations];
        var parts = new Truth[asked.size()][];
        for (var k = 0; k < parts.length; k++) {
            parts[k] = new Truth[sizes[k]];
            Arrays.fill(parts[k], Truth.FALSE);
        }
        var facts = new Facts.Assigned();
        for (var n = 0; n < answers.length; n++) {
            var rest = n;
            var outside = false;
            for (var k = 0; k < sizes.length; k++) {
                var place = rest % sizes[k];
                rest /= sizes[k];
                outside |= place == Places.SOMETHING;
                facts.assign(asked.get(k), Places.of(asked.get(k)).value(place));
            }
            if (outside) continue;
            var answer = condition.apply(facts);
            answers[n] = answer;
            rest = n;
            for (var k = 0; k < sizes.length; k++) {
                var place = rest % sizes[k];
                rest /= sizes[k];
                parts[k][place] = parts[k][place].or(answer);
            }
        }
        for (var n = 0; n < answers.length; n++) {
            if (answers[n] == null) continue;
            var rest = n;
            var joined = Truth.TRUE;
            for (var k = 0; k < sizes.length; k++) {
                joined = joined.and(parts[k][rest % sizes[k]]);
                rest /= sizes[k];
            }
            if (joined != answers[n]) return null;
        }
        for (var k = 0; k < parts.length; k++)
            parts[k][Places.SOMETHING] = alone(condition, asked.get(k), Places.SOMETHING);
        return parts;
    }

    /** What a fact alone says of a condition, whatever the others are: false, or not known. */
    private static Truth[] alone(Function<Facts, Truth> condition, Fact fact) {
        var truths = new Truth[Places.of(fact).count()];
        for (var place = 0; place < truths.length; place++)
            truths[place] = alone(condition, fact, place);
        return truths;
    }

    private static Truth alone(Function<Facts, Truth> condition, Fact fact, int place) {
        var said = condition.apply(new Facts.Partial(fact, Places.of(fact).value(place)));
        return said == Truth.FALSE ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** How many longs hold one bit for each condition. */
    public int words() {
        return words;
    }

    /**
     * Asks the conditions of whom {@code open} has the bit.
     *
     * @param open afterwards, the conditions that are true or unknown
     * @return of these, the ones that are true
     */
    public long[] ask(Facts facts, long[] open) {
        var holds = new long[words];
        for (var word = 0; word < words; word++)
            if (open[word] != 0) bands[word].ask(facts, open, holds);
        return holds;
    }

    /**
     * Clears, in {@code open}, the conditions that one fact makes false whatever the others are.
     */
    public void sift(Fact fact, Object value, long[] open) {
        for (var word = 0; word < words; word++) bands[word].sift(fact, value, open);
    }

    /** The conditions of one word: for each fact that they ask, a row for each of its places. */
    private final class Band {
        private final int word;
        private final int[] facts;

        /** Where a fact's rows begin. */
        private final int[] first;

        /** Three longs to a row: not false, true, decided. */
        private final long[] rows;

        Band(int word, Map<Fact, Map<Integer, Truth[]>> cells) {
            this.word = word;
            var asked = new ArrayList<Fact>();
            cells.forEach(
                    (fact, asking) -> {
                        if (asking.keySet().stream().anyMatch(this::isMine)) asked.add(fact);
                    });
            facts = asked.stream().mapToInt(Fact::ordinal).toArray();
            first = new int[facts.length];
            var size = 0;
            for (var k = 0; k < facts.length; k++) {
                first[k] = size;
                size += 3 * Places.of(asked.get(k)).count();
            }
            rows = new long[size];
            Arrays.fill(rows, -1L);
            for (var k = 0; k < facts.length; k++) {
                var start = first[k];
                Objects.requireNonNull(cells.get(asked.get(k)))
                        .forEach(
                                (condition, truths) -> {
                                    if (isMine(condition)) fill(start, condition, truths);
                                });
            }
        }

        private boolean isMine(int condition) {
            return condition / 64 == word;
        }

        private void fill(int start, int condition, Truth[] truths) {
            var others = ~(1L << (condition % 64));
            for (var place = 0; place < truths.length; place++) {
                var row = start + 3 * place;
                if (truths[place] == Truth.FALSE) rows[row] &= others;
                if (truths[place] != Truth.TRUE) rows[row + 1] &= others;
                if (place == Places.SOMETHING) rows[row + 2] &= others;
            }
        }

        void ask(Facts asked, long[] open, long[] holds) {
            var notFalse = open[word];
            var isTrue = -1L;
            var decided = conjunctions[word];
            for (var k = 0; k < facts.length; k++) {
                var row = first[k] + 3 * asked.place(facts[k]);
                notFalse &= rows[row];
                isTrue &= rows[row + 1];
                decided &= rows[row + 2];
            }
            for (var left = notFalse & ~decided; left != 0; left &= left - 1) {
                var bit = Long.lowestOneBit(left);
                var condition = conditions.get(64 * word + Long.numberOfTrailingZeros(left));
                switch (condition.apply(asked)) {
                    case FALSE -> notFalse &= ~bit;
                    case TRUE -> isTrue |= bit;
                    case UNKNOWN -> isTrue &= ~bit;
                }
            }
            open[word] = notFalse;
            holds[word] = notFalse & isTrue;
        }

        void sift(Fact fact, Object value, long[] open) {
            var k = Arrays.binarySearch(facts, fact.ordinal());
            if (k >= 0) open[word] &= rows[first[k] + 3 * Places.of(fact).place(value)];
        }
    }
}
