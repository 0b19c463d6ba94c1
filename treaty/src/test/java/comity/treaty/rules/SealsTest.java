package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Articles 24(2), 40(20): a seal is one State's, has an end, and is lifted by who knew of it. */
class SealsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    private static Docket requested() {
        return Proceeding.upTo(Type.ACKNOWLEDGE).docket();
    }

    private static Docket sealed() {
        var docket = requested();
        return docket.with(
                World.act(Officer.OKAFOR, Type.SEAL_DOCKET, docket, Map.of("until", "" + LAST)));
    }

    private static boolean isSealed(Docket docket, String state, LocalDate day) {
        return !Seals.standing(docket, state, day).isEmpty();
    }

    @Test
    void hides_through_its_last_day_in_its_own_State_alone() {
        assertThat(isSealed(requested(), "XB", DAY)).isFalse();
        assertThat(isSealed(sealed(), "XB", LAST)).isTrue();
        assertThat(isSealed(sealed(), "XB", LAST.plusDays(1))).isFalse();
        assertThat(isSealed(sealed(), "XA", DAY)).isFalse();
        for (var seal : Seals.on(sealed()))
            assertThat(Cooperation.audience(sealed(), seal.act().digest())).containsExactly("XB");
    }

    @Test
    void who_lifts_lifts_what_they_knew_of_and_a_seal_that_was_set_meanwhile_stays() {
        var docket = sealed();
        var lifting = World.act(Officer.OKAFOR, Type.UNSEAL_DOCKET, docket, Map.of());
        var meanwhile =
                World.act(Officer.ADEYEMI, Type.SEAL_DOCKET, docket, Map.of("until", "2026-12-01"));
        assertThat(isSealed(docket.with(lifting), "XB", DAY)).isFalse();
        var both = docket.with(lifting).with(meanwhile);
        assertThat(isSealed(both, "XB", DAY)).isTrue();
        assertThat(Seals.last(both, "XB").map(Seals.Seal::until))
                .contains(LocalDate.of(2026, 12, 1));
    }

    @Test
    void its_end_is_a_clock_that_warns_seven_days_before_and_is_never_overdue() {
        var renewed =
                sealed().with(
                                World.act(
                                        Officer.OKAFOR,
                                        Type.SEAL_DOCKET,
                                        sealed(),
                                        Map.of("until", "2027-02-01")));
        assertThat(Timers.on(renewed))
                .filteredOn(running -> running.timer() == Timer.SEAL)
                .singleElement()
                .satisfies(
                        running -> {
                            assertThat(running.state()).isEqualTo("XB");
                            assertThat(running.due()).contains(LocalDate.of(2027, 2, 1));
                        });
        assertThat(Timer.SEAL.id()).isEqualTo("T20");
        assertThat(Timer.SEAL.warnings()).containsExactly(7);
        assertThat(Timer.SEAL.isLatest()).isFalse();
    }
}
