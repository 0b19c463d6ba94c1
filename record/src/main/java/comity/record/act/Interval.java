package comity.record.act;

import java.time.Instant;
import java.util.Optional;

/**
 * When an act was made, as far as others than its author can say: not before one operator's
 * checkpoint, not after another's. An absent end is open.
 */
public record Interval(Optional<Instant> notBefore, Optional<Instant> notAfter) {
    public static final Interval OPEN = new Interval(Optional.empty(), Optional.empty());

    /** The interval that a node knows for an act that it files at this very moment. */
    public static Interval at(Instant now) {
        return new Interval(Optional.of(now), Optional.of(now));
    }

    /** Of the moments that others leave possible, the one nearest to what the author claims. */
    public Instant nearest(Instant claimed) {
        var late = notBefore.filter(claimed::isBefore).orElse(claimed);
        return notAfter.filter(late::isAfter).orElse(late);
    }

    /** True if the whole interval lies before {@code instant}. */
    public boolean certainlyBefore(Instant instant) {
        return notAfter.filter(instant::isAfter).isPresent();
    }

    /** True if the whole interval lies at or after {@code instant}. */
    public boolean certainlyFrom(Instant instant) {
        return notBefore.filter(earliest -> !earliest.isBefore(instant)).isPresent();
    }
}
