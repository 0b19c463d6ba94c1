package comity.node.transparency.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Once a week, at the hour that clocks show there, whatever they did in between. */
class ScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "UTC, 8, 2026-11-23T07:59:59Z, 2026-11-16T08:00:00Z, 2026-11-23T08:00:00Z",
        "UTC, 8, 2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z, 2026-11-30T08:00:00Z",
        "UTC, 8, 2026-11-29T23:00:00Z, 2026-11-23T08:00:00Z, 2026-11-30T08:00:00Z",
        "Asia/Tokyo, 8, 2026-11-22T23:00:00Z, 2026-11-22T23:00:00Z, 2026-11-29T23:00:00Z",
        "Europe/Paris, 8, 2026-10-21T00:00:00Z, 2026-10-19T06:00:00Z, 2026-10-26T07:00:00Z",
        "Europe/Paris, 8, 2026-03-24T00:00:00Z, 2026-03-23T07:00:00Z, 2026-03-30T06:00:00Z",
    })
    void is_due(String zone, int hour, Instant now, Instant latest, Instant next) {
        var schedule = new Schedule(DayOfWeek.MONDAY, hour, ZoneId.of(zone));

        assertThat(schedule.latest(now)).isEqualTo(latest);
        assertThat(schedule.next(now)).isEqualTo(next);
    }

    /** Paris skipped 2:30 on Sunday 29 March 2026, and the hour is back a week later. */
    @ParameterizedTest
    @CsvSource({"2026-03-29T12:00:00Z, 2026-03-29T01:00:00Z, 2026-04-05T00:00:00Z"})
    void an_hour_that_the_clocks_skip_is_the_next(Instant now, Instant latest, Instant next) {
        var schedule = new Schedule(DayOfWeek.SUNDAY, 2, ZoneId.of("Europe/Paris"));

        assertThat(schedule.latest(now)).isEqualTo(latest);
        assertThat(schedule.next(now)).isEqualTo(next);
        assertThat(schedule.latest(next)).isEqualTo(next);
    }
}
