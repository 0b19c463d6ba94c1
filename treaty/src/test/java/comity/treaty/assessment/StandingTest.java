package comity.treaty.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private static Profile profile(String state, String with, boolean inForce, String asOf) {
        return new Profile(
                state,
                Json.object()
                        .with("format", "comity-profile/1")
                        .with("state", state)
                        .with(
                                "treaties",
                                new Json.Arr(
                                        List.of(
                                                Json.object()
                                                        .with("instrument", "BUDAPEST")
                                                        .with("with", with)
                                                        .with("inForce", inForce)
                                                        .with("from", "2020-01-01")
                                                        .with("asOf", asOf)
                                                        .with("source", "ETS 185")))));
    }

    private static Matter matter(TreatyStatus... treaties) {
        return new Matter(
                "XA",
                "XB",
                DAY,
                Facts.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(treaties),
                Optional.empty(),
                Optional.empty());
    }

    private static TreatyStatus says(Truth truth, String asOf) {
        return new TreatyStatus(
                Instrument.BUDAPEST, truth, LocalDate.parse(asOf), Optional.empty(), "a list");
    }

    private static Standing of(Matter matter, Profiles profiles) {
        return Standing.of(matter, profiles, Instrument.BUDAPEST);
    }

    @Test
    void nobody_assumes_it() {
        assertThat(of(matter(), Profiles.NONE).truth()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void the_newest_word_holds() {
        var standing =
                of(
                        matter(says(Truth.TRUE, "2026-01-01"), says(Truth.FALSE, "2026-11-24")),
                        Profiles.NONE);
        assertThat(standing.truth()).isEqualTo(Truth.FALSE);
        assertThat(standing.words()).containsExactly("2026-11-24: a list");
    }

    @Test
    void what_both_states_published_is_taken_with_its_source() {
        var profiles =
                new Profiles(
                        Map.of(
                                "XA", profile("XA", "XB", true, "2026-11-01"),
                                "XB", profile("XB", "XA", true, "2026-10-01")));
        var standing = of(matter(), profiles);
        assertThat(standing.truth()).isEqualTo(Truth.TRUE);
        assertThat(standing.words())
                .containsExactly("XA, 2026-11-01: ETS 185", "XB, 2026-10-01: ETS 185");
    }

    @Test
    void states_that_deny_each_other_leave_it_unknown_and_it_shows() {
        var profiles =
                new Profiles(
                        Map.of(
                                "XA", profile("XA", "XB", true, "2026-11-01"),
                                "XB", profile("XB", "XA", false, "2026-11-24")));
        var standing = of(matter(), profiles);
        assertThat(standing.truth()).isEqualTo(Truth.UNKNOWN);
        assertThat(standing.code()).isEqualTo("in-force.disputed");
        assertThat(standing.words()).hasSize(2);
    }
}
