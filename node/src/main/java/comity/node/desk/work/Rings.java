package comity.node.desk.work;

import comity.treaty.rules.Timer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** On which days a clock tells somebody: so many days before its own, on it, and once it passed. */
final class Rings {
    /** Said once its day has passed, of what has a last day. */
    static final int PASSED = -1;

    private Rings() {}

    /** Days before the clock's own day, the earliest first. */
    static List<Integer> days(Timer timer) {
        var before = timer.warnings().stream().sorted(java.util.Comparator.reverseOrder());
        return Stream.concat(
                        before, Stream.of(0, PASSED).filter(day -> day == 0 || timer.isLatest()))
                .distinct()
                .toList();
    }

    /** What is to be told on {@code today}: the nearest that has come; empty if none has. */
    static Optional<Integer> now(Timer timer, LocalDate due, LocalDate today) {
        return days(timer).stream()
                .filter(days -> !due.minusDays(days).isAfter(today))
                .reduce((_, later) -> later);
    }

    /** When the next comes after {@code today}; empty if none does. */
    static Optional<LocalDate> next(Timer timer, LocalDate due, LocalDate today) {
        return days(timer).stream()
                .map(days -> due.minusDays(days))
                .filter(day -> day.isAfter(today))
                .min(LocalDate::compareTo);
    }
}
