package comity.treaty.facts;

import comity.treaty.terms.Truth;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts as somebody stated them. Every question is answered true, false or unknown; none throws. A
 * value is immutable, and safe to ask from many threads.
 */
public class Facts {
    /**
     * A value that was stated to be unknown: also of what is otherwise presumed not to be there.
     */
    static final Object UNKNOWN = Truth.UNKNOWN;

    /** Of a {@link Partial}: something was stated, words or a number or codes, and not what. */
    static final Object SOMETHING =
            new Object() {
                @Override
                public String toString() {
                    return "something";
                }
            };

    private static final Fact[] FACTS = Fact.values();
    private static final Fact[] NO_FACTS = {};

    /** Nothing is known. */
    public static final Facts NONE = new Facts(new Object[Fact.values().length]);

    private final @Nullable Object[] values;

    /** Where each value stands in a table: looked up once, and asked by every table. */
    private final byte[] places;

    private Facts(@Nullable Object[] values) {
        this.values = values;
        places = new byte[values.length];
        for (var fact : values.length == 0 ? NO_FACTS : FACTS)
            places[fact.ordinal()] = (byte) Places.of(fact).place(values[fact.ordinal()]);
    }

    /** A number of {@link Places}, of the fact at this place in the catalogue. */
    int place(int fact) {
        return places[fact];
    }

    public static Builder builder() {
        return new Builder(new Object[Fact.values().length]);
    }

    public Builder but() {
        return new Builder(values.clone());
    }

    /**
     * The value of {@code fact} as it was stated: Boolean, Long, String, a set of codes, or {@link
     * Truth#UNKNOWN}.
     */
    public Optional<Object> value(Fact fact) {
        return Optional.ofNullable(at(fact));
    }

    /** Whether somebody stated that {@code fact} is unknown. */
    public boolean isUnknown(Fact fact) {
        return at(fact) == UNKNOWN;
    }

    @Nullable Object at(Fact fact) {
        return values[fact.ordinal()];
    }

    /** Whether a truth holds. */
    public final Truth is(Fact fact) {
        var value = at(fact);
        if (value instanceof Boolean truth) return truth ? Truth.TRUE : Truth.FALSE;
        return unsaid(fact, value);
    }

    public final Truth not(Fact fact) {
        return is(fact).not();
    }

    /** Whether words are missing: what was not said is known to be missing. */
    public final Truth missing(Fact fact) {
        var value = at(fact);
        if (value == UNKNOWN) return Truth.UNKNOWN;
        return Truth.of(value == null || value instanceof String words && words.isBlank());
    }

    /** Whether words are there but fewer than {@code characters}. */
    public final Truth shorter(Fact fact, int characters) {
        var value = at(fact);
        if (value == null) return Truth.FALSE;
        if (!(value instanceof String stated)) return Truth.UNKNOWN;
        var words = stated.strip();
        return Truth.of(!words.isEmpty() && words.length() < characters);
    }

    /** Whether {@code fact} was not said; unknown if it was said to be unknown. */
    public final Truth absent(Fact fact) {
        var value = at(fact);
        return value == UNKNOWN ? Truth.UNKNOWN : Truth.of(value == null);
    }

    /** Whether nobody knows {@code fact}: not said, or said to be unknown. */
    public Truth unstated(Fact fact) {
        var value = at(fact);
        return Truth.of(value == null || value == UNKNOWN);
    }

    public final Truth less(Fact number, long limit) {
        var value = at(number);
        return value instanceof Long stated ? Truth.of(stated < limit) : unsaid(number, value);
    }

    public final Truth atLeast(Fact number, long limit) {
        var value = at(number);
        return value instanceof Long stated ? Truth.of(stated >= limit) : unsaid(number, value);
    }

    /** Whether one number is greater than another; a limit that nobody set limits nothing. */
    public final Truth exceeds(Fact number, Fact limit) {
        var value = at(number);
        var most = at(limit);
        if (most == null) return Truth.FALSE;
        if (!(most instanceof Long limited)) return Truth.UNKNOWN;
        return value instanceof Long stated ? Truth.of(stated > limited) : unsaid(number, value);
    }

    /** Whether a number is below another; a floor that nobody set keeps nothing out. */
    public final Truth fallsShort(Fact number, Fact floor) {
        var value = at(number);
        var least = at(floor);
        if (least == null) return Truth.FALSE;
        if (!(least instanceof Long set)) return Truth.UNKNOWN;
        return value instanceof Long stated ? Truth.of(stated < set) : unsaid(number, value);
    }

    /** Whether a number lies in {@code from} to {@code to}, both included. */
    public final Truth between(Fact number, long from, long to) {
        var value = at(number);
        return value instanceof Long stated
                ? Truth.of(stated >= from && stated <= to)
                : unsaid(number, value);
    }

    /** Whether a code is one of these, or a set of codes holds one of these. */
    public final Truth any(Fact fact, Codes codes) {
        var value = at(fact);
        if (isOpen(value)) return unsaid(fact, value);
        if (value instanceof Set<?> stated) {
            for (var code : stated) if (codes.words().contains(code)) return Truth.TRUE;
            return Truth.FALSE;
        }
        return Truth.of(codes.words().contains(value));
    }

    /** Whether a set holds something and nothing but these. */
    public final Truth only(Fact fact, Codes codes) {
        var value = at(fact);
        if (isOpen(value)) return unsaid(fact, value);
        return value instanceof Set<?> stated
                ? Truth.of(!stated.isEmpty() && codes.words().containsAll(stated))
                : Truth.of(codes.words().contains(value));
    }

    /** Whether no code was stated. */
    public final Truth empty(Fact fact) {
        var value = at(fact);
        if (value == UNKNOWN || value == SOMETHING) return Truth.UNKNOWN;
        return value instanceof Set<?> stated ? Truth.of(stated.isEmpty()) : Truth.TRUE;
    }

    /** A fact as it is put into a sentence. */
    public static String shown(Facts facts, Fact fact) {
        return facts.value(fact).filter(value -> value != UNKNOWN).map(String::valueOf).orElse("?");
    }

    private static boolean isOpen(@Nullable Object value) {
        return value == null || value == UNKNOWN || value == SOMETHING;
    }

    private static Truth unsaid(Fact fact, @Nullable Object value) {
        return value == null && fact.presumed() ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** A list of codes, made once where a rule is declared. */
    public record Codes(Set<String> words) {
        public Codes {
            words = Set.copyOf(words);
        }

        public static Codes of(String... words) {
            return new Codes(Set.of(words));
        }
    }

    /**
     * Which facts a condition asks: it is put to nothing known, and what it asks is written down.
     */
    public static final class Recording extends Facts {
        private final EnumSet<Fact> asked = EnumSet.noneOf(Fact.class);

        public Recording() {
            super(new Object[0]);
        }

        @Override
        @Nullable Object at(Fact fact) {
            asked.add(fact);
            return null;
        }

        public Set<Fact> asked() {
            return Set.copyOf(asked);
        }
    }

    /**
     * One fact alone, and of every other not even whether it was stated. What is false of it is
     * false of all facts in which that one is so, for and, or and not never make a known answer
     * unknown or another.
     */
    static final class Partial extends Facts {
        private final Fact fact;
        private final @Nullable Object value;

        Partial(Fact fact, @Nullable Object value) {
            super(new Object[0]);
            this.fact = fact;
            this.value = value;
        }

        @Override
        @Nullable Object at(Fact asked) {
            return asked == fact ? value : UNKNOWN;
        }

        @Override
        public Truth unstated(Fact asked) {
            return asked == fact ? super.unstated(asked) : Truth.UNKNOWN;
        }
    }

    /** Values as a table in the making puts them, and changes them. */
    static final class Assigned extends Facts {
        private final @Nullable Object[] values = new Object[FACTS.length];

        Assigned() {
            super(new Object[0]);
        }

        void assign(Fact fact, @Nullable Object value) {
            values[fact.ordinal()] = value;
        }

        @Override
        @Nullable Object at(Fact fact) {
            return values[fact.ordinal()];
        }
    }

    /** Collects facts; refuses a value that is not of its fact's kind. */
    public static final class Builder {
        private final @Nullable Object[] values;

        private Builder(@Nullable Object[] values) {
            this.values = values;
        }

        public Builder with(Fact fact, boolean truth) {
            return put(fact, Fact.Kind.TRUTH, truth);
        }

        public Builder with(Fact fact, long number) {
            if (number < 0) throw new IllegalArgumentException(fact.path() + ": negative");
            return put(fact, Fact.Kind.NUMBER, number);
        }

        /** Words, or a code. */
        public Builder with(Fact fact, String text) {
            if (fact.kind() != Fact.Kind.CODE) return put(fact, Fact.Kind.TEXT, text);
            known(fact, text);
            return put(fact, Fact.Kind.CODE, text);
        }

        public Builder with(Fact fact, Set<String> codes) {
            codes.forEach(code -> known(fact, code));
            return put(fact, Fact.Kind.CODES, Set.copyOf(codes));
        }

        /** Says that nobody knows, also of what is otherwise presumed not to be there. */
        public Builder unknown(Fact fact) {
            values[fact.ordinal()] = UNKNOWN;
            return this;
        }

        public Builder without(Fact fact) {
            values[fact.ordinal()] = null;
            return this;
        }

        private static void known(Fact fact, String code) {
            if (!fact.codes().contains(code))
                throw new IllegalArgumentException(
                        fact.path() + ": one of " + String.join(", ", fact.codes()));
        }

        private Builder put(Fact fact, Fact.Kind kind, Object value) {
            if (fact.kind() != kind)
                throw new IllegalArgumentException(fact.path() + " is a " + fact.kind());
            values[fact.ordinal()] = value;
            return this;
        }

        public Facts build() {
            return new Facts(values.clone());
        }
    }

    /** Everything that was stated, in the catalogue's order. */
    public Map<Fact, Object> stated() {
        var stated = new EnumMap<Fact, Object>(Fact.class);
        for (var fact : Fact.values()) {
            var value = at(fact);
            if (value != null) stated.put(fact, value);
        }
        return stated;
    }
}
