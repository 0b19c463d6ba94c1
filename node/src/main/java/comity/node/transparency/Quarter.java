package comity.node.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/** A quarter of a year, in universal time: the one period that statistics are of. */
record Quarter(LocalDate first) implements Comparable<Quarter> {
    static Quarter of(Instant at) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new Quarter(LocalDate.of(day.getYear(), day.getMonth().firstMonthOfQuarter(), 1));
    }

    Quarter next() {
        return new Quarter(first.plusMonths(3));
    }

    LocalDate last() {
        return next().first().minusDays(1);
    }

    /** The moment at which it has ended. */
    Instant end() {
        return next().first().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Such as 2026-Q4. */
    String name() {
        return first.getYear() + "-Q" + first.get(IsoFields.QUARTER_OF_YEAR);
    }

    @Override
    public int compareTo(Quarter other) {
        return first.compareTo(other.first);
    }
}
