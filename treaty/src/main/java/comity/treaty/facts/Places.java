package comity.treaty.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one fact that a table has a row for, numbered: nothing said, said to be unknown,
 * something else, and then each value that can be listed. Words, most numbers and lists of several
 * codes are something else.
 */
final class Places {
    static final int UNSAID = 0;
    static final int UNKNOWN = 1;
    static final int SOMETHING = 2;

    /** The offences' articles are the one number that is compared with single values. */
    private static final long ARTICLES = 68;

    private static final Places[] OF = new Places[Fact.values().length];

    static {
        for (var fact : Fact.values()) OF[fact.ordinal()] = new Places(fact);
    }

    private final List<Object> listed;
    private final Map<Object, Integer> numbers = new HashMap<>();

    private Places(Fact fact) {
        var values = new ArrayList<Object>();
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
        listed = List.copyOf(values);
        for (var i = 0; i < listed.size(); i++) numbers.put(listed.get(i), SOMETHING + 1 + i);
    }

    static Places of(Fact fact) {
        return OF[fact.ordinal()];
    }

    int count() {
        return SOMETHING + 1 + listed.size();
    }

    /** A value that stands at this place. */
    @Nullable Object value(int place) {
        return switch (place) {
            case UNSAID -> null;
            case UNKNOWN -> Facts.UNKNOWN;
            case SOMETHING -> Facts.SOMETHING;
            default -> listed.get(place - SOMETHING - 1);
        };
    }

    int place(@Nullable Object value) {
        if (value == null) return UNSAID;
        if (value == Facts.UNKNOWN) return UNKNOWN;
        return numbers.getOrDefault(
                value instanceof String words && words.isBlank() ? "" : value, SOMETHING);
    }
}
