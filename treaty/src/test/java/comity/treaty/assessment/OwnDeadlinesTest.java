package comity.treaty.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 40(26): the times that a State sets itself are counted in its own calendar. */
class OwnDeadlinesTest {
    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);
    private static final Facts PRODUCTION =
            Facts.builder().with(Fact.MEASURE, "PRODUCE_CONTENT").build();

    private static Profile borduria(boolean calendar) {
        var document =
                Json.object()
                        .with("format", "comity-profile/1")
                        .with("state", "XB")
                        .with("centralAuthority", "XB.central-authority")
                        .with("deadlines", new Json.Arr(List.of(acknowledge(), decide())));
        return new Profile("XB", calendar ? document.with("calendar", calendar()) : document);
    }

    private static Json acknowledge() {
        return Json.object()
                .with("step", "ACKNOWLEDGE")
                .with("count", 2)
                .with("unit", "WORKING_DAYS");
    }

    private static Json decide() {
        return Json.object().with("step", "DECIDE").with("count", 30).with("unit", "DAYS");
    }

    private static Json calendar() {
        return Json.object()
                .with("zone", "Asia/Riyadh")
                .with("rest", Json.strings(List.of("FRIDAY", "SATURDAY")))
                .with("from", "2026-01-01")
                .with("until", "2027-12-31")
                .with("holidays", new Json.Arr(List.of()));
    }

    private static List<Optional<LocalDate>> days(Profile profile) {
        return OwnDeadlines.of(profile, WEDNESDAY, PRODUCTION).stream()
                .map(Assessment.Deadline::day)
                .toList();
    }

    @Test
    void passes_over_the_days_on_which_that_State_rests() {
        assertThat(days(borduria(true)))
                .containsExactly(
                        Optional.of(LocalDate.of(2026, 11, 29)),
                        Optional.of(LocalDate.of(2026, 12, 27)));
    }

    @Test
    void counts_no_working_days_without_a_published_calendar() {
        assertThat(days(borduria(false)))
                .containsExactly(Optional.empty(), Optional.of(LocalDate.of(2026, 12, 25)));
    }

    @Test
    void says_nothing_of_a_step_for_which_no_time_is_set() {
        assertThat(OwnDeadlines.of(borduria(true), WEDNESDAY, PRODUCTION)).hasSize(2);
    }
}
