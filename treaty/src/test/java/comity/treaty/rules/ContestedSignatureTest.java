package comity.treaty.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** "I did not sign this": what rests on the act waits, in both States, until it is resolved. */
class ContestedSignatureTest {
    private static final List<String> STAYED = List.of("W-007 24");

    private static Digest latest(Docket docket, Class<? extends Act> type) {
        return docket.latest(type).map(Entry::digest).orElseThrow();
    }

    private static String signed(Proceeding proceeding, Class<? extends Act> type) {
        return "signed=" + latest(proceeding.docket(), type).hex();
    }

    @Test
    void nothing_is_produced_under_an_authorisation_that_its_judge_contests() {
        var proceeding = Proceeding.upTo(Type.ORDER);
        proceeding
                .permits(Officer.OKAFOR, Type.CONTEST_SIGNATURE)
                .denies(Officer.MOREAU, Type.PRODUCE, STAYED);
        var docket = proceeding.docket();
        assertThat(docket.stayed(latest(docket, Act.AuthoriseExecution.class))).isPresent();
        assertThat(docket.stayed(latest(docket, Act.Order.class))).isPresent();
        assertThat(docket.stayed(latest(docket, Act.Request.class))).isEmpty();
    }

    @Test
    void the_requested_State_executes_nothing_on_a_request_that_the_other_State_contests() {
        var proceeding = Proceeding.upTo(Type.ASSESS);
        proceeding
                .permits(
                        Officer.SERRANO,
                        Type.CONTEST_SIGNATURE,
                        signed(proceeding, Act.Authorise.class))
                .denies(Officer.OKAFOR, Type.AUTHORISE_EXECUTION, STAYED);
    }

    @Test
    void nothing_is_confirmed_that_rests_on_it_through_others() {
        var proceeding = Proceeding.upTo(Type.TRANSMIT);
        proceeding
                .permits(Officer.KATZ, Type.CONTEST_SIGNATURE, signed(proceeding, Act.Assess.class))
                .denies(Officer.BRANDT, Type.CONFIRM_RECEIPT, STAYED);
    }

    @Test
    void what_only_stops_stays_possible() {
        var proceeding = Proceeding.upTo(Type.ACKNOWLEDGE);
        proceeding
                .permits(
                        Officer.AMADI,
                        Type.CONTEST_SIGNATURE,
                        signed(proceeding, Act.Request.class))
                .permits(Officer.BRANDT, Type.WITHDRAW);
    }

    @Test
    void it_is_resolved_by_another_officer_of_the_same_authority_and_by_nobody_else() {
        var proceeding = Proceeding.upTo(Type.ACKNOWLEDGE);
        proceeding
                .permits(
                        Officer.AMADI,
                        Type.CONTEST_SIGNATURE,
                        signed(proceeding, Act.Request.class))
                .denies(Officer.AMADI, Type.RESOLVE_CONTEST, List.of("W-009 24"))
                .denies(Officer.KATZ, Type.RESOLVE_CONTEST, List.of("W-009 24"))
                .denies(Officer.SERRANO, Type.RESOLVE_CONTEST, List.of("W-009 24"))
                .permits(Officer.BRANDT, Type.RESOLVE_CONTEST)
                .denies(Officer.BRANDT, Type.RESOLVE_CONTEST, List.of("W-009 24"));
        assertThat(proceeding.docket().stayed(latest(proceeding.docket(), Act.Request.class)))
                .isEmpty();
    }

    @Test
    void what_was_genuine_goes_on() {
        var proceeding = Proceeding.upTo(Type.ASSESS);
        proceeding
                .permits(
                        Officer.AMADI,
                        Type.CONTEST_SIGNATURE,
                        signed(proceeding, Act.Request.class))
                .permits(Officer.BRANDT, Type.RESOLVE_CONTEST)
                .permits(Officer.OKAFOR, Type.AUTHORISE_EXECUTION);
    }

    @Test
    void what_was_not_genuine_is_void_and_what_rests_on_it_stays_stayed() {
        var proceeding = Proceeding.upTo(Type.ASSESS);
        var request = latest(proceeding.docket(), Act.Request.class);
        proceeding
                .permits(Officer.AMADI, Type.CONTEST_SIGNATURE, "signed=" + request.hex())
                .permits(Officer.BRANDT, Type.RESOLVE_CONTEST, "resolution=NOT_GENUINE");
        assertThat(proceeding.docket().overridden(request)).isTrue();
        assertThat(proceeding.docket().request()).isEmpty();
        assertThat(proceeding.docket().stayed(request)).isPresent();
    }

    /**
     * The court had a finding before it that nobody had made. Another is made in its place, and the
     * court decides again: what it decided before is not executed.
     */
    @Test
    void an_authorisation_that_a_false_finding_led_to_is_given_anew() {
        var proceeding = Proceeding.upTo(Type.AUTHORISE_EXECUTION);
        var before = latest(proceeding.docket(), Act.AuthoriseExecution.class);
        var finding = latest(proceeding.docket(), Act.Find.class);
        proceeding
                .permits(Officer.KATZ, Type.CONTEST_SIGNATURE, "signed=" + finding.hex())
                .permits(Officer.LINDQVIST, Type.RESOLVE_CONTEST, "resolution=NOT_GENUINE")
                .permits(Officer.KATZ, Type.FIND, "safeguard=6(2)");
        assertThat(proceeding.docket().overridden(finding)).isTrue();
        assertThat(proceeding.docket().stayed(before)).isPresent();
        proceeding.denies(Officer.LINDQVIST, Type.ORDER, STAYED, "authorisation=" + before.hex());
        proceeding
                .permits(Officer.OKAFOR, Type.AUTHORISE_EXECUTION)
                .permits(Officer.LINDQVIST, Type.ORDER);
    }

    /** A refusal that nobody signed lets nothing be deleted, and void, it has ended nothing. */
    @Test
    void a_refusal_that_was_not_genuine_has_ended_nothing() {
        var proceeding =
                Proceeding.upTo(Type.AUTHORISE)
                        .permits(
                                Officer.AMADI,
                                Type.REQUEST,
                                "conventionArticle=-",
                                "maxMonths=72",
                                "maxMonthsRequested=72")
                        .permits(Officer.KATZ, Type.FIND, "safeguard=40(22)")
                        .permits(
                                Officer.KATZ,
                                Type.FIND,
                                "safeguard=6(2)",
                                "outcome=CONCERN",
                                "conduct=SOGI_EXPRESSION")
                        .permits(Officer.KATZ, Type.ASSESS)
                        .permits(Officer.KATZ, Type.CONSULT)
                        .permits(Officer.KATZ, Type.REFUSE);
        proceeding
                .permits(Officer.KATZ, Type.CONTEST_SIGNATURE, signed(proceeding, Act.Refuse.class))
                .denies(Officer.LINDQVIST, Type.CLOSE, STAYED)
                .permits(Officer.LINDQVIST, Type.RESOLVE_CONTEST, "resolution=NOT_GENUINE");
        assertThat(proceeding.docket().latest(Act.Refuse.class)).isEmpty();
        proceeding.permits(Officer.KATZ, Type.CONSULT);
    }

    @Test
    void an_act_that_needs_no_person_and_one_of_another_authority_are_not_contested() {
        var proceeding = Proceeding.upTo(Type.ACKNOWLEDGE);
        proceeding
                .denies(
                        Officer.KATZ,
                        Type.CONTEST_SIGNATURE,
                        List.of("W-008 24"),
                        signed(proceeding, Act.Acknowledge.class))
                .denies(
                        Officer.KATZ,
                        Type.CONTEST_SIGNATURE,
                        List.of("W-008 24"),
                        signed(proceeding, Act.Request.class));
    }

    /** Whoever acts without having heard of the contest acts in vain, whatever the clocks said. */
    @Test
    void a_concurrent_order_does_not_stand() {
        var before = Proceeding.upTo(Type.AUTHORISE_EXECUTION).docket();
        var heads = new TreeSet<>(before.causality().heads());
        var at = before.headers().getLast().at();
        var contest =
                World.act(
                        Officer.SERRANO,
                        Type.CONTEST_SIGNATURE,
                        heads,
                        World.content(
                                Type.CONTEST_SIGNATURE,
                                before,
                                Map.of("signed", latest(before, Act.Authorise.class).hex())),
                        at);
        var order =
                World.act(
                        Officer.LINDQVIST,
                        Type.ORDER,
                        heads,
                        World.content(Type.ORDER, before, Map.of()),
                        at);
        for (var docket :
                List.of(before.with(contest).with(order), before.with(order).with(contest))) {
            assertThat(docket.overridden(order.digest())).isTrue();
            assertThat(docket.stayed(order.digest())).contains(contest.digest());
        }
    }

    /** What a court had permitted need not be decided twice because somebody asked whether. */
    @Test
    void a_concurrent_order_stands_again_once_the_signature_was_found_genuine() {
        var before = Proceeding.upTo(Type.AUTHORISE_EXECUTION).docket();
        var heads = new TreeSet<>(before.causality().heads());
        var contest =
                taken(
                        before,
                        Officer.SERRANO,
                        Type.CONTEST_SIGNATURE,
                        heads,
                        Map.of("signed", latest(before, Act.Authorise.class).hex()));
        var order = taken(before, Officer.LINDQVIST, Type.ORDER, heads, Map.of());
        var both = before.with(contest).with(order);
        for (var resolution : List.of("GENUINE", "NOT_GENUINE")) {
            var resolved =
                    taken(
                            both,
                            Officer.SERRANO,
                            Type.RESOLVE_CONTEST,
                            new TreeSet<>(Set.of(contest.digest())),
                            Map.of("contest", contest.digest().hex(), "resolution", resolution));
            var docket = both.with(resolved);
            assertThat(docket.overridden(order.digest()))
                    .as(resolution)
                    .isEqualTo(resolution.equals("NOT_GENUINE"));
            assertThat(docket.stayed(order.digest()).isPresent())
                    .as(resolution)
                    .isEqualTo(resolution.equals("NOT_GENUINE"));
        }
    }

    /**
     * A finding stays within its State; that it is contested does not. The other State cannot tell
     * what is contested, and hears it all the same.
     */
    @Test
    void the_other_State_hears_that_a_finding_is_contested_which_it_never_saw() {
        var whole = Proceeding.upTo(Type.AUTHORISE_EXECUTION).docket();
        var finding = whole.all(Act.Find.class).getFirst().digest();
        var shared =
                Docket.of(
                        whole.id(),
                        whole.entries().stream()
                                .filter(entry -> !Cooperation.internal(entry.header().type()))
                                .flatMap(entry -> whole.act(entry.digest()).stream())
                                .toList());
        var seen = new TreeSet<>(whole.causality().heads());
        seen.addAll(shared.causality().heads());
        var contest =
                taken(
                        whole,
                        Officer.KATZ,
                        Type.CONTEST_SIGNATURE,
                        seen,
                        Map.of("signed", finding.hex()));
        assertThat(shared.entry(finding)).isEmpty();
        assertThat(untruths(shared, contest)).isEmpty();
        assertThat(untruths(whole, contest)).isEmpty();

        var nothing =
                taken(
                        whole,
                        Officer.KATZ,
                        Type.CONTEST_SIGNATURE,
                        seen,
                        Map.of("signed", Digest.of("nothing".getBytes(UTF_8)).hex()));
        assertThat(untruths(whole, nothing)).as("at home nothing is kept").containsExactly("W-008");
    }

    /** What is held against an act for certain, by whoever holds {@code docket}. */
    private static List<String> untruths(Docket docket, Envelope act) {
        var ruling =
                Rulebook.current()
                        .ruling(
                                docket.before(act.header().seen()),
                                Cooperation.read(act),
                                act.header().author(),
                                World.PROFILES,
                                LocalDate.ofInstant(act.header().at(), ZoneOffset.UTC));
        return ruling.all().stream()
                .filter(finding -> finding.effect().denies() && finding.truth() == Truth.FALSE)
                .map(Finding::rule)
                .toList();
    }

    private static Envelope taken(
            Docket docket,
            Officer officer,
            Type type,
            TreeSet<Digest> seen,
            Map<String, String> changes) {
        return World.act(
                officer,
                type,
                seen,
                World.content(type, docket, changes),
                docket.headers().getLast().at());
    }
}
