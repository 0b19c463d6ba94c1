package comity.treaty.positions;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A day, as exactly as the source gives it: {@code 2025-10-25}, one of two days {@code
 * 2025-10-25/2025-10-26}, a month {@code 2026-07} or a year {@code 2019}.
 */
public record When(LocalDate earliest, LocalDate latest) {
    public When {
        if (latest.isBefore(earliest)) throw new IllegalArgumentException("ends before it starts");
    }

    public static When on(LocalDate day) {
        return new When(day, day);
    }

    /** The time that {@code text} names; empty if it names none. */
    public static Optional<When> read(String text) {
        try {
            if (text.matches("\\d{4}"))
                return Optional.of(
                        new When(
                                LocalDate.parse(text + "-01-01"),
                                LocalDate.parse(text + "-12-31")));
            if (text.matches("\\d{4}-\\d{2}")) {
                var month = YearMonth.parse(text);
                return Optional.of(new When(month.atDay(1), month.atEndOfMonth()));
            }
            var days = text.split("/", -1);
            if (days.length > 2) return Optional.empty();
            return Optional.of(
                    new When(LocalDate.parse(days[0]), LocalDate.parse(days[days.length - 1])));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public boolean exact() {
        return earliest.equals(latest);
    }

    /** Whether it is one whole month. */
    public boolean month() {
        return earliest.getDayOfMonth() == 1
                && latest.equals(YearMonth.from(earliest).atEndOfMonth());
    }

    /** Whether it is one whole year. */
    public boolean year() {
        return earliest.getDayOfYear() == 1
                && latest.equals(earliest.withDayOfYear(earliest.lengthOfYear()));
    }

    /** As the data files write it. */
    @Override
    public String toString() {
        if (exact()) return earliest.toString();
        if (year()) return Integer.toString(earliest.getYear());
        return month() ? YearMonth.from(earliest).toString() : earliest + "/" + latest;
    }
}
