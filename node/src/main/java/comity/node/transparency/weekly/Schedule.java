package comity.node.transparency.weekly;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * When the digest goes out: on one day of the week, at one hour, as clocks show it in one place.
 */
record Schedule(DayOfWeek day, int hour, ZoneId zone) {

    /** The last time at which it was due, now included. */
    Instant latest(Instant now) {
        var due =
                now.atZone(zone)
                        .with(TemporalAdjusters.previousOrSame(day))
                        .with(LocalTime.of(hour, 0));
        return (due.toInstant().isAfter(now) ? weeksAfter(due, -1) : due).toInstant();
    }

    /** The next time at which it is due. */
    Instant next(Instant now) {
        return weeksAfter(latest(now).atZone(zone), 1).toInstant();
    }

    /** An hour that the clocks skipped once is there again a week later. */
    private ZonedDateTime weeksAfter(ZonedDateTime due, long weeks) {
        return due.toLocalDate().plusWeeks(weeks).atTime(hour, 0).atZone(zone);
    }
}
