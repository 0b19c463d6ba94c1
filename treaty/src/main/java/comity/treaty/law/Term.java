package comity.treaty.law;

import comity.treaty.terms.Citation;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One member of a profile's document: what it may hold, which change of it is the stricter one, and
 * what the Convention lets no State go below (59(2)).
 */
public record Term(String name, Shape shape, boolean required, Order order, Optional<Floor> floor) {

    /** Which of two values is the stricter. */
    public enum Order {
        /** Neither: they are only different. */
        NONE,
        /** The truth of it. */
        TRUE,
        /** That it is not so. */
        FALSE,
        /** More of it, and more than none. */
        MORE,
        /** More of it, and none at all is the strictest. */
        MORE_OR_NONE,
        /** Less of it, and less than no limit. */
        LESS,
        /** What is added to a list. */
        ADDED,
        /** What is taken out of it. */
        FEWER
    }

    /**
     * What the Convention lets no State go below.
     *
     * @param least of a number
     * @param most of a number
     * @param must of a truth
     * @param never words that may not be in a list
     */
    public record Floor(
            OptionalLong least,
            OptionalLong most,
            Optional<Boolean> must,
            Set<String> never,
            Citation citation) {
        public Floor {
            never = Set.copyOf(never);
        }
    }

    static Term of(String name, Shape shape) {
        return new Term(name, shape, false, Order.NONE, Optional.empty());
    }

    Term always() {
        return new Term(name, shape, true, order, floor);
    }

    Term stricter(Order order) {
        return new Term(name, shape, required, order, floor);
    }

    Term atLeast(long least, Citation citation) {
        return floor(
                OptionalLong.of(least), OptionalLong.empty(), Optional.empty(), Set.of(), citation);
    }

    Term atMost(long most, Citation citation) {
        return floor(
                OptionalLong.empty(), OptionalLong.of(most), Optional.empty(), Set.of(), citation);
    }

    Term must(boolean truth, Citation citation) {
        return floor(
                OptionalLong.empty(), OptionalLong.empty(), Optional.of(truth), Set.of(), citation);
    }

    Term never(Set<String> words, Citation citation) {
        return floor(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), words, citation);
    }

    private Term floor(
            OptionalLong least,
            OptionalLong most,
            Optional<Boolean> must,
            Set<String> never,
            Citation citation) {
        return new Term(
                name,
                shape,
                required,
                order,
                Optional.of(new Floor(least, most, must, never, citation)));
    }
}
