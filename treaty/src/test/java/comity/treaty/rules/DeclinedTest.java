package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Phase;
import comity.treaty.docket.Type;
import comity.treaty.terms.Truth;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the case files cannot say: what crosses on the wire, and who holds what. */
class DeclinedTest {
    private static final String INFORMATION = "tests=INFORMATION";

    @Test
    void an_answer_that_crossed_with_the_refusal_is_new_to_the_judge() {
        var asked = upTo(Type.ASSESS).permits(Officer.KATZ, Type.ASK_INFORMATION).docket();
        var answer = act(Officer.BRANDT, Type.SUPPLY_INFORMATION, asked);
        var declined = act(Officer.OKAFOR, Type.DECLINE, asked);
        var alone = asked.with(declined);
        assertThat(Declined.standing(alone, "XB").map(entry -> entry.digest()))
                .contains(declined.digest());
        assertThat(Declined.standing(alone.with(answer), "XB")).isEmpty();
        assertThat(Declined.before(alone.with(answer), "XB")).isPresent();
        assertThat(Declined.before(alone, "XB")).isEmpty();
    }

    @Test
    void what_the_judge_has_seen_is_not_new_in_whatever_order_it_arrives() {
        var docket = upTo(Type.ASSESS).permits(Officer.OKAFOR, Type.DECLINE, INFORMATION).docket();
        var acts = new ArrayList<>(docket.entries());
        var arrived = Docket.empty(World.DOCKET);
        for (var entry : acts.reversed())
            arrived = arrived.with(docket.act(entry.digest()).orElseThrow());
        assertThat(Declined.standing(arrived, "XB")).isPresent();
        assertThat(arrived.phase()).isEqualTo(Phase.DECLINED);
    }

    @Test
    void nothing_is_before_a_judge_once_the_proceeding_has_ended() {
        var asked = upTo(Type.ASSESS);
        assertThat(Declined.before(asked.docket(), "XB")).isPresent();
        var withdrawn = asked.permits(Officer.AMADI, Type.WITHDRAW).docket();
        assertThat(Declined.before(withdrawn, "XB")).isEmpty();
    }

    @Test
    void an_application_and_its_refusal_stay_in_the_state_that_asks() {
        var docket =
                new Proceeding()
                        .permits(Officer.IBARRA, Type.APPLY)
                        .permits(Officer.SERRANO, Type.DECLINE)
                        .docket();
        assertThat(docket.requested()).contains("XB");
        for (var entry : docket.entries())
            assertThat(Cooperation.audience(docket, entry.digest())).containsExactly("XA");
    }

    @Test
    void another_state_cannot_disclose_them_by_naming_them() {
        var walked =
                new Proceeding()
                        .permits(Officer.IBARRA, Type.APPLY)
                        .permits(Officer.SERRANO, Type.AUTHORISE)
                        .permits(Officer.AMADI, Type.REQUEST)
                        .docket();
        var application = walked.latest(Act.Apply.class).orElseThrow().digest();
        var taken =
                World.act(
                        Officer.LINDQVIST,
                        Type.TRANSMIT,
                        new TreeSet<>(walked.causality().heads()),
                        World.content(
                                Type.TRANSMIT, walked, Map.of("discloses", application.hex())),
                        Instant.parse("2026-11-25T12:00:00Z"));
        var after = walked.with(taken);
        assertThat(((Act.Transmit) after.entry(taken.digest()).orElseThrow().act()).discloses())
                .contains(application);
        assertThat(Cooperation.audience(after, application)).containsExactly("XA");
    }

    @Test
    void an_application_that_the_other_state_does_not_hold_excuses_no_request() {
        var home = new Proceeding().permits(Officer.IBARRA, Type.APPLY).docket();
        var application = home.latest(Act.Apply.class).orElseThrow().digest();
        var there = Docket.empty(World.DOCKET).before(Set.of(application));
        assertThat(there.unknown()).containsExactly(application);
        var request = Cooperation.read(act(Officer.AMADI, Type.REQUEST, home));
        var ruling =
                Rulebook.current()
                        .ruling(
                                there,
                                request,
                                Officer.AMADI.author(),
                                World.PROFILES,
                                LocalDate.of(2026, 11, 23));
        assertThat(ruling.all())
                .filteredOn(finding -> finding.rule().equals("R-030"))
                .extracting(Finding::truth)
                .containsExactly(Truth.FALSE);
    }

    @Test
    void a_contested_application_stays_what_rests_on_it() {
        var docket =
                new Proceeding()
                        .permits(Officer.IBARRA, Type.APPLY)
                        .permits(Officer.SERRANO, Type.AUTHORISE)
                        .docket();
        var application = docket.latest(Act.Apply.class).map(entry -> entry.digest());
        var contested =
                docket.with(
                        World.act(
                                Officer.AMADI,
                                Type.CONTEST_SIGNATURE,
                                new TreeSet<>(docket.causality().heads()),
                                World.content(
                                        Type.CONTEST_SIGNATURE,
                                        docket,
                                        Map.of(
                                                "signed",
                                                application.map(Digest::hex).orElseThrow())),
                                Instant.parse("2026-11-25T12:00:00Z")));
        var authorised = docket.latest(Act.Authorise.class).map(entry -> entry.digest());
        assertThat(authorised.flatMap(contested::stayed)).isNotEqualTo(Optional.empty());
    }

    private static Proceeding upTo(Type type) {
        return Proceeding.upTo(type);
    }

    private static Envelope act(Officer officer, Type type, Docket docket) {
        return World.act(
                officer,
                type,
                new TreeSet<>(docket.causality().heads()),
                World.content(type, docket, Map.of()),
                Instant.parse("2026-11-24T12:00:00Z"));
    }
}
