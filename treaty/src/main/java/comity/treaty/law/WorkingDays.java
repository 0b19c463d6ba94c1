package comity.treaty.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Counts a State's deadlines in its own calendar and zone. The day of the event is not counted, as
 * law does almost everywhere; a period of days or months that would end on a day of rest ends on
 * the next working day.
 */
public final class WorkingDays {
    private final WorkingCalendar calendar;

    public WorkingDays(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * When a period is over.
     *
     * @param end in the State's own zone: the last moment for an answer
     * @param certain whether the public holidays are listed for all of it; otherwise the end may
     *     lie later than this says
     */
    public record Reckoned(ZonedDateTime end, boolean certain) {}

    /** Whether the State's offices work on {@code day}. */
    public boolean isWorking(LocalDate day) {
        return !calendar.rest().contains(day.getDayOfWeek())
                && !calendar.holidays().containsKey(day);
    }

    /** {@code day} itself if offices work on it; else the next day on which they do. */
    public LocalDate onOrAfter(LocalDate day) {
        var next = day;
        while (!isWorking(next)) next = next.plusDays(1);
        return next;
    }

    /** The first working day after {@code day}. */
    public LocalDate next(LocalDate day) {
        return onOrAfter(day.plusDays(1));
    }

    /** The {@code count}th working day after {@code day}; that day itself for zero. */
    public LocalDate after(LocalDate day, long count) {
        if (count < 0) throw new IllegalArgumentException("negative: " + count);
        var end = day;
        for (var i = 0L; i < count; i++) end = next(end);
        return end;
    }

    /** The day that it is at {@code moment} in the State. */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, calendar.zone());
    }

    /** When a period that begins with {@code event} is over. */
    public Reckoned end(Instant event, StepDeadline deadline) {
        var begin = day(event);
        var end =
                switch (deadline.unit()) {
                    case HOURS ->
                            event.plus(deadline.count(), ChronoUnit.HOURS).atZone(calendar.zone());
                    case DAYS -> close(onOrAfter(begin.plusDays(deadline.count())));
                    case WORKING_DAYS -> close(after(begin, deadline.count()));
                    case MONTHS -> close(onOrAfter(begin.plusMonths(deadline.count())));
                };
        var certain =
                deadline.unit() == StepDeadline.Unit.HOURS
                        || calendar.covers(begin) && calendar.covers(end.toLocalDate());
        return new Reckoned(end, certain);
    }

    private ZonedDateTime close(LocalDate day) {
        return ZonedDateTime.of(day, LocalTime.of(23, 59, 59), calendar.zone());
    }
}
