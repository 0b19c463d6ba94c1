package comity.treaty.rules;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What fills the gaps of a sentence: a few names and words, in the order of the names, so that
 * whoever writes them down writes the same. Immutable.
 */
final class Gaps extends AbstractMap<String, String> {
    private static final Gaps NONE = new Gaps();

    /** Names and words in turn. */
    private final String[] pairs;

    private Gaps(String... pairs) {
        this.pairs = pairs;
    }

    static Map<String, String> of(Map<String, String> facts) {
        if (facts instanceof Gaps) return facts;
        if (facts.isEmpty()) return NONE;
        var pairs = new String[2 * facts.size()];
        var i = 0;
        for (var fact : new TreeMap<>(facts).entrySet()) {
            pairs[i++] = fact.getKey();
            pairs[i++] = Objects.requireNonNull(fact.getValue());
        }
        return new Gaps(pairs);
    }

    /** Two, of whom {@code name} comes before {@code other}. */
    static Map<String, String> of(String name, String words, String other, String otherWords) {
        if (name.compareTo(other) >= 0) throw new IllegalArgumentException(name + ", " + other);
        return new Gaps(
                name, Objects.requireNonNull(words), other, Objects.requireNonNull(otherWords));
    }

    @Override
    public @Nullable String get(Object name) {
        for (var i = 0; i < pairs.length; i += 2) if (pairs[i].equals(name)) return pairs[i + 1];
        return null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return Gaps.this.size();
            }
        };
    }

    private Iterator<Map.Entry<String, String>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < pairs.length;
            }

            @Override
            public Map.Entry<String, String> next() {
                if (!hasNext()) throw new NoSuchElementException();
                next += 2;
                return Map.entry(pairs[next - 2], pairs[next - 1]);
            }
        };
    }
}
