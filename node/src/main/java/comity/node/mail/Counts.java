package comity.node.mail;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * All that a letter says: how many, of which kind, and by when.
 *
 * @param by the nearest last day that has not passed
 */
record Counts(int turns, int near, int passed, int signed, int node, Optional<LocalDate> by) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, Optional.empty());

    static Counts of(Collection<Matter> matters) {
        return new Counts(
                count(matters, Matter.Kind.TURN),
                count(matters, Matter.Kind.NEAR),
                count(matters, Matter.Kind.PASSED),
                count(matters, Matter.Kind.SIGNED),
                count(matters, Matter.Kind.NODE),
                matters.stream()
                        .filter(matter -> matter.kind() != Matter.Kind.PASSED)
                        .flatMap(matter -> matter.by().stream())
                        .min(LocalDate::compareTo));
    }

    private static int count(Collection<Matter> matters, Matter.Kind kind) {
        return (int) matters.stream().filter(matter -> matter.kind() == kind).count();
    }

    int of(Matter.Kind kind) {
        return switch (kind) {
            case TURN -> turns;
            case NEAR -> near;
            case PASSED -> passed;
            case SIGNED -> signed;
            case NODE -> node;
        };
    }
}
