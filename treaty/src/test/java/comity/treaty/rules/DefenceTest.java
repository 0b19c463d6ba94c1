package comity.treaty.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.treaty.Proceeding;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.Defence.Admission;
import comity.treaty.rules.Defence.Outage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Article 21(4): a judge admits counsel, whose access never ends by surprise. */
class DefenceTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate END = LocalDate.of(2026, 12, 10);
    private static final Digest HOLM = Digest.of("HOLM".getBytes(UTF_8));

    private static Proceeding admitted() {
        return Proceeding.upTo(Type.CONFIRM_RECEIPT)
                .permits(Officer.RINALDI, Type.ADMIT, "until=" + END);
    }

    private static Admission admission(Proceeding proceeding) {
        return Defence.on(proceeding.docket()).getLast();
    }

    @Test
    void only_a_judge_admits_counsel_and_says_whom_for_whom_what_and_until_when() {
        var proceeding = Proceeding.upTo(Type.CONFIRM_RECEIPT);
        proceeding
                .denies(Officer.AMADI, Type.ADMIT, List.of("W-003 40"), "until=" + END)
                .denies(Officer.RINALDI, Type.ADMIT, List.of("W-124 21"), "until=-")
                .denies(Officer.RINALDI, Type.ADMIT, List.of("W-124 21"), "until=2026-11-22")
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-124 21"),
                        "counsel=-",
                        "until=" + END)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-124 21"),
                        "client=-",
                        "until=" + END)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-124 21"),
                        "opened=-",
                        "until=" + END)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("R-065 40"),
                        "reasons=-",
                        "until=" + END);
        var admission = admission(admitted());
        assertThat(admission.opened()).containsExactlyInAnyOrder("terms", "facts");
        assertThat(admission.counsel()).isEqualTo(HOLM);
        assertThat(admission.runs(END)).isTrue();
        assertThat(admission.runs(END.plusDays(1))).isFalse();
    }

    @Test
    void counsel_are_admitted_also_when_the_assistance_is_over() {
        Proceeding.upTo(Type.CONFIRM_RECEIPT)
                .permits(Officer.BRANDT, Type.CLOSE)
                .permits(Officer.RINALDI, Type.ADMIT, "until=" + END);
    }

    @Test
    void whoever_has_another_part_in_it_does_not_defend_and_whoever_defends_has_no_other() {
        var judge = Digest.of("RINALDI".getBytes(UTF_8)).hex();
        var sender = Digest.of("AMADI".getBytes(UTF_8)).hex();
        Proceeding.upTo(Type.CONFIRM_RECEIPT)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-125 21"),
                        "counsel=" + judge,
                        "until=" + END)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-125 21"),
                        "counsel=" + sender,
                        "until=" + END);
        Proceeding.upTo(Type.CONFIRM_RECEIPT)
                .permits(
                        Officer.RINALDI,
                        Type.ADMIT,
                        "counsel=" + Digest.of("PAVLOVA".getBytes(UTF_8)).hex(),
                        "until=" + END)
                .denies(Officer.PAVLOVA, Type.CONFIRM_RECEIPT, List.of("W-125 21"));
    }

    @Test
    void no_admission_opens_who_the_victims_are() {
        Proceeding.upTo(Type.CONFIRM_RECEIPT)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-126 21"),
                        "opened=TERMS,VICTIMS",
                        "until=" + END)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-126 21"),
                        "opened=OFFICER",
                        "until=" + END);
        assertThat(Act.Opened.values())
                .extracting(Act.Opened::section)
                .doesNotContain(Cooperation.VICTIMS, Cooperation.OFFICER);
    }

    @Test
    void while_it_is_secret_towards_the_person_only_a_judge_who_says_so_opens_it() {
        var secret =
                Proceeding.upTo(Type.CONFIRM_RECEIPT)
                        .permits(
                                Officer.SERRANO,
                                Type.DELAY_NOTICE,
                                "secrecy=-",
                                "until=2026-12-31");
        secret.denies(Officer.RINALDI, Type.ADMIT, List.of("W-126 21"), "until=" + END)
                .denies(
                        Officer.RINALDI,
                        Type.ADMIT,
                        List.of("W-126 21"),
                        "despiteSecrecy=FALSE",
                        "until=" + END)
                .permits(Officer.RINALDI, Type.ADMIT, "despiteSecrecy=TRUE", "until=" + END);
    }

    @Test
    void its_end_is_a_clock_that_warns_fourteen_seven_and_one_days_before() {
        var running =
                Timers.on(admitted().docket()).stream()
                        .filter(one -> one.timer() == Timer.ADMISSION)
                        .toList();
        assertThat(running).singleElement().extracting(one -> one.due().get()).isEqualTo(END);
        assertThat(running).singleElement().extracting(one -> one.state()).isEqualTo("XA");
        assertThat(Timer.ADMISSION.id()).isEqualTo("T17");
        assertThat(Timer.ADMISSION.warnings()).containsExactly(14, 7, 1);
    }

    @Test
    void a_judge_of_the_same_State_extends_it_while_it_runs_and_fourteen_days_after() {
        var proceeding = admitted();
        proceeding
                .denies(
                        Officer.OKAFOR,
                        Type.EXTEND_ADMISSION,
                        List.of("W-127 21"),
                        "until=2026-12-31")
                .denies(
                        Officer.HOLM,
                        Type.EXTEND_ADMISSION,
                        List.of("W-003 40"),
                        "until=2026-12-31")
                .denies(Officer.SERRANO, Type.EXTEND_ADMISSION, List.of("W-127 21"), "until=" + END)
                .on(END.plusDays(Defence.LAPSE_DAYS))
                .permits(Officer.SERRANO, Type.EXTEND_ADMISSION, "until=2026-12-31");
        assertThat(admission(proceeding).ends()).isEqualTo(LocalDate.of(2026, 12, 31));
        admitted()
                .on(END.plusDays(Defence.LAPSE_DAYS + 1))
                .denies(
                        Officer.SERRANO,
                        Type.EXTEND_ADMISSION,
                        List.of("W-127 21"),
                        "until=2026-12-31");
    }

    @Test
    void a_judge_ends_it_with_reasons_or_counsel_lay_down_their_mandate_and_nothing_revives_it() {
        var proceeding = admitted();
        proceeding
                .denies(Officer.OKAFOR, Type.END_ADMISSION, List.of("W-127 21"))
                .denies(Officer.SERRANO, Type.END_ADMISSION, List.of("R-065 40"), "reasons=-")
                .permits(Officer.HOLM, Type.END_ADMISSION)
                .denies(Officer.SERRANO, Type.END_ADMISSION, List.of("W-127 21"))
                .denies(
                        Officer.SERRANO,
                        Type.EXTEND_ADMISSION,
                        List.of("W-127 21"),
                        "until=2026-12-31");
        assertThat(admission(proceeding).runs(TODAY)).isFalse();
        assertThat(Timers.on(proceeding.docket()))
                .extracting(Timers.Running::timer)
                .doesNotContain(Timer.ADMISSION);
        var anothers =
                Proceeding.upTo(Type.CONFIRM_RECEIPT)
                        .permits(
                                Officer.RINALDI,
                                Type.ADMIT,
                                "counsel=" + Digest.of("another".getBytes(UTF_8)).hex(),
                                "until=" + END);
        anothers.denies(Officer.HOLM, Type.END_ADMISSION, List.of("W-127 21"));
    }

    @Test
    void a_day_on_which_the_node_did_not_serve_is_given_back_once() {
        var proceeding = admitted().on(END);
        proceeding
                .denies(
                        Officer.AMADI,
                        Type.COUNT_OUTAGE,
                        List.of("W-128 21"),
                        "outages=2026-12-01 59")
                .denies(
                        Officer.AMADI,
                        Type.COUNT_OUTAGE,
                        List.of("W-128 21"),
                        "outages=2026-12-11 60")
                .denies(
                        Officer.AMADI,
                        Type.COUNT_OUTAGE,
                        List.of("W-128 21"),
                        "outages=2026-11-22 60")
                .denies(Officer.AMADI, Type.COUNT_OUTAGE, List.of("W-128 21"), "outages=yesterday")
                .denies(Officer.AMADI, Type.COUNT_OUTAGE, List.of("W-128 21"), "outages=-")
                .denies(
                        Officer.KATZ,
                        Type.COUNT_OUTAGE,
                        List.of("W-128 21"),
                        "outages=2026-12-01 60")
                .permits(Officer.AMADI, Type.COUNT_OUTAGE, "outages=2026-12-01 60,2026-12-02 1440")
                .denies(
                        Officer.AMADI,
                        Type.COUNT_OUTAGE,
                        List.of("W-128 21"),
                        "outages=2026-12-02 90");
        var admission = admission(proceeding);
        assertThat(admission.decided()).isEqualTo(END);
        assertThat(admission.lost())
                .containsExactly(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 2));
        assertThat(admission.ends()).isEqualTo(END.plusDays(2));
        // The days that were given back are counsel's too.
        proceeding
                .on(END.plusDays(2))
                .permits(Officer.AMADI, Type.COUNT_OUTAGE, "outages=2026-12-12 100");
        assertThat(admission(proceeding).ends()).isEqualTo(END.plusDays(3));
    }

    @Test
    void a_judge_who_extends_it_has_the_days_in_mind_that_were_counted_before() {
        var proceeding =
                admitted()
                        .on(LocalDate.of(2026, 12, 5))
                        .permits(Officer.AMADI, Type.COUNT_OUTAGE, "outages=2026-12-01 60")
                        .permits(Officer.SERRANO, Type.EXTEND_ADMISSION, "until=2026-12-20");
        assertThat(admission(proceeding).ends()).isEqualTo(LocalDate.of(2026, 12, 20));
        proceeding.permits(Officer.AMADI, Type.COUNT_OUTAGE, "outages=2026-12-02 60");
        assertThat(admission(proceeding).ends()).isEqualTo(LocalDate.of(2026, 12, 21));
    }

    @Test
    void an_outage_is_a_day_and_its_minutes_and_nothing_else() {
        for (var text :
                List.of(
                        "",
                        "2026-12-01",
                        "2026-12-01 ",
                        "2026-12-01 -5",
                        "2026-12-01 1441",
                        "2026-02-30 60",
                        "2026-12-01  60",
                        "2026-12-01 6e1",
                        "2026-12-01 99999")) assertThat(Outage.of(text)).as(text).isEmpty();
        assertThat(Outage.of("2026-12-01 330").map(Outage::text)).contains("2026-12-01 330");
    }

    @Test
    void counsel_ask_a_judge_as_the_prosecution_does_and_their_State_sends_what_is_granted() {
        var proceeding = Proceeding.upTo(Type.CONFIRM_RECEIPT);
        proceeding
                .denies(Officer.HOLM, Type.APPLY, List.of("W-129 21"))
                .permits(Officer.RINALDI, Type.ADMIT, "until=" + END)
                .denies(Officer.HOLM, Type.APPLY, List.of("W-095 24"), "proportionality=-")
                .permits(Officer.HOLM, Type.APPLY)
                .permits(Officer.SERRANO, Type.AUTHORISE);
        assertThat(granted(proceeding)).containsExactly(TODAY.plusDays(7));
        proceeding.permits(Officer.AMADI, Type.REQUEST);
        assertThat(granted(proceeding)).isEmpty();
        proceeding.on(END.plusDays(1)).denies(Officer.HOLM, Type.APPLY, List.of("W-129 21"));
    }

    @Test
    void what_a_judge_refuses_one_party_is_not_refused_to_the_other() {
        var proceeding =
                new Proceeding()
                        .permits(Officer.VEGA, Type.APPLY)
                        .permits(Officer.RINALDI, Type.ADMIT, "until=" + END)
                        .permits(Officer.SERRANO, Type.DECLINE)
                        .denies(Officer.VEGA, Type.APPLY, List.of("W-091 24"))
                        .permits(Officer.HOLM, Type.APPLY)
                        .permits(Officer.VEGA, Type.APPLY, "newSince=A witness was heard.");
        var applications = proceeding.docket().all(Act.Apply.class);
        assertThat(applications).hasSize(3);
        var defence = applications.get(1).digest().hex();
        proceeding
                .permits(Officer.SERRANO, Type.DECLINE, "declined=" + defence)
                .denies(Officer.HOLM, Type.APPLY, List.of("W-091 24"))
                .permits(Officer.SERRANO, Type.AUTHORISE)
                .permits(Officer.HOLM, Type.APPLY, "newSince=The account was found.");
    }

    private static List<LocalDate> granted(Proceeding proceeding) {
        return Timers.on(proceeding.docket()).stream()
                .filter(running -> running.timer() == Timer.GRANTED)
                .flatMap(running -> running.due().stream())
                .toList();
    }
}
