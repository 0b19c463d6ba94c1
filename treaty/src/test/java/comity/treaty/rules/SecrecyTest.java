package comity.treaty.rules;

import static comity.treaty.Proceeding.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.treaty.Proceeding;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which clocks secrecy starts, who owes a notice after it, and until when. */
class SecrecyTest {
    private static final LocalDate END = LocalDate.of(2026, 12, 31);
    private static final String[] SECRET = {
        "confidential=TRUE", "confidentialUntil=2026-12-31", "confidentialReview=2026-12-15"
    };

    @Test
    void its_end_and_its_review_are_clocks_of_the_docket() {
        var asked =
                new Proceeding()
                        .permits(Officer.SERRANO, Type.AUTHORISE)
                        .permits(Officer.AMADI, Type.REQUEST, SECRET)
                        .docket();
        assertThat(due(asked, Timer.SECRECY)).containsExactly(END);
        assertThat(due(asked, Timer.SECRECY_REVIEW)).containsExactly(LocalDate.of(2026, 12, 15));
        assertThat(due(asked, Timer.NOTICE)).as("nothing was carried out").isEmpty();
        assertThat(Secrecy.runs(asked, END)).isTrue();
        assertThat(Secrecy.runs(asked, END.plusDays(1))).isFalse();
    }

    @Test
    void what_was_never_kept_secret_starts_none() {
        var open = upTo(Type.CONFIRM_RECEIPT).docket();
        assertThat(due(open, Timer.SECRECY)).isEmpty();
        assertThat(due(open, Timer.NOTICE)).isEmpty();
    }

    @Test
    void the_person_is_told_within_fourteen_days_of_its_end() {
        assertThat(due(carriedOut(), Timer.NOTICE)).containsExactly(END.plusDays(14));
    }

    @Test
    void a_decision_to_prolong_it_moves_both_days() {
        var docket =
                proceeding()
                        .on(LocalDate.of(2026, 12, 20))
                        .permits(
                                Officer.SERRANO,
                                Type.DELAY_NOTICE,
                                "until=2027-02-28",
                                "review=2027-01-31")
                        .docket();
        assertThat(due(docket, Timer.SECRECY)).containsExactly(LocalDate.of(2027, 2, 28));
        assertThat(due(docket, Timer.SECRECY_REVIEW)).containsExactly(LocalDate.of(2027, 1, 31));
        assertThat(due(docket, Timer.NOTICE)).containsExactly(LocalDate.of(2027, 3, 14));
    }

    @Test
    void a_review_may_leave_the_end_as_it_is() {
        var docket =
                proceeding()
                        .on(LocalDate.of(2026, 12, 15))
                        .permits(
                                Officer.SERRANO,
                                Type.DELAY_NOTICE,
                                "until=2026-12-31",
                                "review=2026-12-31")
                        .docket();
        assertThat(due(docket, Timer.SECRECY)).containsExactly(END);
        assertThat(due(docket, Timer.SECRECY_REVIEW)).containsExactly(END);
    }

    @Test
    void lifting_it_makes_the_notice_due_from_that_day() {
        var docket =
                proceeding()
                        .on(LocalDate.of(2026, 12, 1))
                        .permits(Officer.BRANDT, Type.LIFT_SECRECY)
                        .docket();
        assertThat(Secrecy.runs(docket, LocalDate.of(2026, 12, 1))).isFalse();
        assertThat(due(docket, Timer.SECRECY)).isEmpty();
        assertThat(due(docket, Timer.NOTICE)).containsExactly(LocalDate.of(2026, 12, 14));
    }

    @Test
    void each_state_that_kept_it_secret_tells_and_neither_while_the_other_does_not_let_it() {
        var proceeding =
                proceeding()
                        .permits(
                                Officer.OKAFOR, Type.DELAY_NOTICE, "secrecy=-", "until=2027-01-31");
        assertThat(Secrecy.owed(proceeding.docket(), Profiles.NONE))
                .extracting(Secrecy.Owed::state)
                .containsExactly("XA", "XB");
        proceeding
                .on(LocalDate.of(2027, 1, 4))
                .denies(Officer.AMADI, Type.NOTIFY, List.of("W-118 24"))
                .on(LocalDate.of(2027, 2, 1))
                .permits(Officer.AMADI, Type.NOTIFY, "servedOn=2027-02-01");
        assertThat(Secrecy.owed(proceeding.docket(), Profiles.NONE))
                .extracting(Secrecy.Owed::state)
                .containsExactly("XB");
    }

    @Test
    void the_account_holder_is_told_where_the_law_of_the_state_says_so() {
        var law =
                new Profiles(
                        Map.of(
                                "XA",
                                new Profile(
                                        "XA",
                                        Json.object()
                                                .with("format", "comity-profile/1")
                                                .with(
                                                        "secrecy",
                                                        Json.object()
                                                                .with("accountHolder", true)))));
        var proceeding = proceeding();
        assertThat(Secrecy.owed(proceeding.docket(), law))
                .extracting(Secrecy.Owed::told)
                .containsExactly(Act.Told.PERSON, Act.Told.HOLDER);
        proceeding.on(LocalDate.of(2027, 1, 4)).permits(Officer.AMADI, Type.NOTIFY);
        assertThat(Secrecy.owed(proceeding.docket(), law))
                .extracting(Secrecy.Owed::told)
                .containsExactly(Act.Told.HOLDER);
        proceeding.permits(Officer.AMADI, Type.NOTIFY, "told=HOLDER");
        assertThat(Secrecy.owed(proceeding.docket(), law)).isEmpty();
    }

    @Test
    void whoever_cannot_be_found_stays_due_and_is_looked_for_again() {
        var proceeding =
                proceeding()
                        .on(LocalDate.of(2027, 1, 4))
                        .permits(Officer.AMADI, Type.REPORT_NOT_FOUND);
        assertThat(due(proceeding.docket(), Timer.NOTICE)).containsExactly(END.plusDays(14));
        assertThat(due(proceeding.docket(), Timer.SEARCH))
                .containsExactly(LocalDate.of(2027, 4, 4));
        proceeding.permits(Officer.AMADI, Type.NOTIFY);
        assertThat(Timers.on(proceeding.docket()))
                .extracting(Timers.Running::timer)
                .doesNotContain(Timer.NOTICE, Timer.SEARCH, Timer.SECRECY, Timer.SECRECY_REVIEW);
    }

    @Test
    void what_ended_before_anything_was_carried_out_owes_nothing() {
        var docket =
                new Proceeding()
                        .permits(Officer.SERRANO, Type.AUTHORISE)
                        .permits(Officer.AMADI, Type.REQUEST, SECRET)
                        .permits(Officer.AMADI, Type.WITHDRAW)
                        .docket();
        assertThat(Timers.on(docket)).isEmpty();
        assertThat(Secrecy.owed(docket, Profiles.NONE)).isEmpty();
    }

    @Test
    void the_notice_stays_due_once_the_proceeding_has_closed() {
        var closed = proceeding().permits(Officer.BRANDT, Type.CLOSE).docket();
        assertThat(due(closed, Timer.NOTICE)).containsExactly(END.plusDays(14));
    }

    private static Docket carriedOut() {
        return proceeding().docket();
    }

    private static Proceeding proceeding() {
        return new Proceeding()
                .permits(Officer.SERRANO, Type.AUTHORISE)
                .permits(Officer.AMADI, Type.REQUEST, SECRET)
                .permits(Officer.KATZ, Type.FIND, "safeguard=40(22)")
                .permits(Officer.KATZ, Type.FIND, "safeguard=6(2)")
                .permits(Officer.KATZ, Type.ASSESS)
                .permits(Officer.OKAFOR, Type.AUTHORISE_EXECUTION)
                .permits(Officer.LINDQVIST, Type.ORDER)
                .permits(Officer.MOREAU, Type.PRODUCE)
                .permits(Officer.LINDQVIST, Type.COMPARE)
                .permits(Officer.LINDQVIST, Type.TRANSMIT)
                .permits(Officer.BRANDT, Type.CONFIRM_RECEIPT);
    }

    private static List<LocalDate> due(Docket docket, Timer timer) {
        return Timers.on(docket).stream()
                .filter(running -> running.timer() == timer)
                .map(Timers.Running::due)
                .flatMap(Optional::stream)
                .toList();
    }
}
