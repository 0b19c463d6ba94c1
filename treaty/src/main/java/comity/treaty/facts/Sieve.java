package comity.treaty.facts;

import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of many conditions one known fact already answers with false: most rules are about another
 * measure, another offence, another person. Nobody declares it: when the sieve is made, each
 * condition is put to each value of each fact that it asks, with all else unknown. A condition that
 * is then false is false whatever the rest is, and need not be asked.
 */
public final class Sieve {
    /** The offences' articles are the one number that is compared with single values. */
    private static final long ARTICLES = 68;

    private final int words;
    private final Mesh[] meshes;

    /**
     * @param conditions joined of questions to the facts by and, or and not alone
     */
    public Sieve(List<? extends Function<Facts, Truth>> conditions) {
        words = (conditions.size() + 63) / 64;
        var asking = new EnumMap<Fact, List<Integer>>(Fact.class);
        for (var i = 0; i < conditions.size(); i++) {
            var recording = new Facts.Recording();
            var _ = conditions.get(i).apply(recording);
            for (var fact : recording.asked())
                asking.computeIfAbsent(fact, _ -> new ArrayList<>()).add(i);
        }
        meshes =
                asking.entrySet().stream()
                        .map(asked -> new Mesh(asked.getKey(), asked.getValue(), conditions))
                        .filter(Mesh::holdsSomethingBack)
                        .toArray(Mesh[]::new);
    }

    /** How many longs hold one bit for each condition. */
    public int words() {
        return words;
    }

    /** Clears, in {@code open}, the bit of each condition that a known fact makes false. */
    public void sift(Facts facts, long[] open) {
        for (var mesh : meshes) {
            var passing = mesh.passing(facts.at(mesh.fact));
            for (var word = 0; word < open.length; word++) open[word] &= passing[word];
        }
    }

    /** The same for one fact alone, whatever the others are. */
    public void sift(Fact fact, Object value, long[] open) {
        for (var mesh : meshes) {
            if (mesh.fact != fact) continue;
            var passing = mesh.passing(value);
            for (var word = 0; word < open.length; word++) open[word] &= passing[word];
        }
    }

    /** What each value of one fact lets pass. */
    private final class Mesh {
        private final Fact fact;
        private final long[] unsaid;
        private final long[] something;
        private final long[] yes;
        private final long[] no;
        private final Map<Object, long[]> values = new HashMap<>();

        Mesh(Fact fact, List<Integer> asking, List<? extends Function<Facts, Truth>> conditions) {
            this.fact = fact;
            unsaid = passing(null, asking, conditions);
            something = passing(Facts.SOMETHING, asking, conditions);
            for (var value : values(fact)) values.put(value, passing(value, asking, conditions));
            yes = values.getOrDefault(true, something);
            no = values.getOrDefault(false, something);
        }

        private static List<Object> values(Fact fact) {
            var values = new ArrayList<Object>();
            values.add(Facts.UNKNOWN);
            switch (fact.kind()) {
                case TRUTH -> values.addAll(List.of(true, false));
                case CODE -> values.addAll(fact.codes());
                case CODES -> {
                    values.add(Set.of());
                    fact.codes().forEach(code -> values.add(Set.of(code)));
                }
                case NUMBER -> {
                    if (fact == Fact.ARTICLE) for (var i = 0L; i <= ARTICLES; i++) values.add(i);
                }
                case TEXT -> values.add("");
            }
            return values;
        }

        private long[] passing(
                @Nullable Object value,
                List<Integer> asking,
                List<? extends Function<Facts, Truth>> conditions) {
            var passing = new long[words];
            Arrays.fill(passing, -1L);
            var partial = new Facts.Partial(fact, value);
            for (var i : asking)
                if (conditions.get(i).apply(partial) == Truth.FALSE)
                    passing[i / 64] &= ~(1L << (i % 64));
            return passing;
        }

        boolean holdsSomethingBack() {
            var all = new long[words];
            Arrays.fill(all, -1L);
            return !Arrays.equals(all, unsaid)
                    || !Arrays.equals(all, something)
                    || values.values().stream().anyMatch(passing -> !Arrays.equals(all, passing));
        }

        long[] passing(@Nullable Object value) {
            if (value == null) return unsaid;
            if (value instanceof Boolean truth) return truth ? yes : no;
            if (value instanceof String said && fact.kind() == Fact.Kind.TEXT)
                return said.isBlank() ? values.getOrDefault("", something) : something;
            return values.getOrDefault(value, something);
        }
    }
}
