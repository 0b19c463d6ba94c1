package comity.node.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/** A quarter of a year, in universal time: the one period that figures are of. */
public record Quarter(LocalDate first) implements Comparable<Quarter> {
    public static Quarter of(Instant at) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new Quarter(LocalDate.of(day.getYear(), day.getMonth().firstMonthOfQuarter(), 1));
    }

    public Quarter next() {
        return new Quarter(first.plusMonths(3));
    }

    public LocalDate last() {
        return next().first().minusDays(1);
    }

    /** The moment at which it has ended. */
    public Instant end() {
        return next().first().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Such as 2026-Q4. */
    public String name() {
        return first.getYear() + "-Q" + first.get(IsoFields.QUARTER_OF_YEAR);
    }

    @Override
    public int compareTo(Quarter other) {
        return first.compareTo(other.first);
    }
}
