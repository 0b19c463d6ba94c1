package comity.treaty.law;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.law.StepDeadline.Step;
import comity.treaty.law.StepDeadline.Unit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Arcadia rests on Friday and Saturday, and on 2 December 2026. */
class WorkingDaysTest {
    private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 26);
    private static final WorkingDays ARCADIA =
            new WorkingDays(
                    new WorkingCalendar(
                            ZoneId.of("Asia/Riyadh"),
                            Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                            Map.of(LocalDate.of(2026, 12, 2), "Day of the Republic"),
                            Optional.of(LocalDate.of(2026, 1, 1)),
                            Optional.of(LocalDate.of(2026, 12, 31))));

    @Test
    void the_day_after_thursday_is_sunday() {
        assertThat(ARCADIA.next(THURSDAY)).isEqualTo("2026-11-29");
        assertThat(ARCADIA.onOrAfter(THURSDAY)).isEqualTo(THURSDAY);
    }

    @Test
    void a_holiday_is_skipped() {
        assertThat(ARCADIA.after(THURSDAY, 3)).isEqualTo("2026-12-01");
        assertThat(ARCADIA.after(THURSDAY, 4)).isEqualTo("2026-12-03");
        assertThat(ARCADIA.after(THURSDAY, 0)).isEqualTo(THURSDAY);
    }

    @Test
    void the_day_is_that_of_the_State() {
        // 21:00 UTC is midnight in Riyadh.
        assertThat(ARCADIA.day(Instant.parse("2026-11-26T20:59:59Z"))).isEqualTo("2026-11-26");
        assertThat(ARCADIA.day(Instant.parse("2026-11-26T21:00:00Z"))).isEqualTo("2026-11-27");
    }

    @Test
    void a_period_that_would_end_on_a_day_of_rest_ends_on_the_next_working_day() {
        var event = Instant.parse("2026-11-26T09:00:00Z");
        var one = ARCADIA.end(event, new StepDeadline(Step.ACKNOWLEDGE, 1, Unit.DAYS));
        assertThat(one.end().toLocalDate()).isEqualTo("2026-11-29");
        assertThat(one.end().toInstant()).isEqualTo("2026-11-29T20:59:59Z");
        assertThat(one.certain()).isTrue();
        var hours = ARCADIA.end(event, new StepDeadline(Step.EMERGENCY, 24, Unit.HOURS));
        assertThat(hours.end().toInstant()).isEqualTo("2026-11-27T09:00:00Z");
    }

    @Test
    void a_month_from_the_31st_ends_on_the_last_of_the_next() {
        var end =
                ARCADIA.end(
                        Instant.parse("2026-08-31T09:00:00Z"),
                        new StepDeadline(Step.EXECUTE, 1, Unit.MONTHS));
        assertThat(end.end().toLocalDate()).isEqualTo("2026-09-30");
    }

    @Test
    void beyond_the_listed_holidays_the_end_is_not_certain() {
        var end =
                ARCADIA.end(
                        Instant.parse("2026-12-30T09:00:00Z"),
                        new StepDeadline(Step.DECIDE, 5, Unit.WORKING_DAYS));
        assertThat(end.end().toLocalDate()).isEqualTo("2027-01-06");
        assertThat(end.certain()).isFalse();
    }
}
