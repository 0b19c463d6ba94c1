package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.rules.Openings;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** SECURITY, T24: an inspector reads what another agreed to, as long as that lasts, and no more. */
class InspectionTest extends Borduria {

    /** In the request's section {@code subject}, and in no other. */
    private static final String ACCOUNT = "k.orlov";

    /** In its section {@code facts}. */
    private static final String FACTS = "hospital";

    @Test
    void what_two_inspectors_opened_they_read_and_nobody_else_and_nothing_else() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening = take(Who.INSPECTOR, docket, "propose-opening", proposal(request, "subject"));
        assertThat(read(Who.INSPECTOR, docket)).doesNotContain(ACCOUNT).contains("Drawn by lot");
        take(Who.IQBAL, docket, "answer-opening", answer(opening, "AGREED"));

        for (var who : List.of(Who.INSPECTOR, Who.IQBAL)) {
            assertThat(read(who, docket)).contains(ACCOUNT).doesNotContain(FACTS);
            assertThat(page(who, "/dockets/" + docket)).contains(ACCOUNT).doesNotContain(FACTS);
            get(who, "/dockets/" + docket + "/case").expect(403);
            get(who, "/acts/" + request.hex()).expect(403);
            send(request(who, "/dockets/" + docket + "/acts/" + request.hex() + "/paper")
                            .setHeader("Accept", "*/*")
                            .GET())
                    .expect(403);
        }
        assertThat(read(Who.KELLER, docket)).doesNotContain(ACCOUNT);

        clock.pass(Duration.ofDays(1));
        for (var who : List.of(Who.INSPECTOR, Who.IQBAL))
            assertThat(read(who, docket)).doesNotContain(ACCOUNT).contains("Drawn by lot");
    }

    @Test
    void nobody_opens_alone() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening = take(Who.INSPECTOR, docket, "propose-opening", proposal(request, "subject"));
        var alone = propose(Who.INSPECTOR, docket, "answer-opening", answer(opening, "AGREED"));
        assertThat(alone.expect(422).text()).contains("W-100");
        take(Who.IQBAL, docket, "answer-opening", answer(opening, "DECLINED"));
        assertThat(read(Who.INSPECTOR, docket)).doesNotContain(ACCOUNT);
        var again = propose(Who.KELLER, docket, "answer-opening", answer(opening, "AGREED"));
        assertThat(again.expect(422).text()).contains("W-102");
    }

    @Test
    void an_act_signed_with_the_first_inspectors_passkey_is_refused_at_the_door() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening = take(Who.INSPECTOR, docket, "propose-opening", proposal(request, "subject"));
        var composed =
                propose(Who.IQBAL, docket, "answer-opening", answer(opening, "AGREED"))
                        .expect(201)
                        .object();
        var digest = new Digest(composed.text("digest").orElseThrow());
        var borrowed =
                passkey(Who.INSPECTOR.person)
                        .assertion(digest.bytes(), relyingParty.origin(), relyingParty.id());
        var refused =
                post(
                        Who.IQBAL,
                        "/proposals/" + composed.text("proposal").orElseThrow() + "/filing",
                        Json.object().with("personal", borrowed.json()));
        assertThat(refused.expect(422).text()).contains("W-100");
    }

    /** SECURITY, 3.3: two humans, neither made by the other in the last seven days. */
    @Test
    void whoever_confirmed_the_others_passkey_this_week_is_no_second_person() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening = take(Who.INSPECTOR, docket, "propose-opening", proposal(request, "subject"));
        confirmedPasskey(Who.INSPECTOR, Who.KELLER, Duration.ofDays(8));
        var before =
                propose(Who.KELLER, docket, "answer-opening", answer(opening, "AGREED"))
                        .expect(201)
                        .object();

        confirmedPasskey(Who.INSPECTOR, Who.KELLER, Duration.ofDays(6));
        assertThat(file(Who.KELLER, before).expect(400).code()).isEqualTo("four-eyes.made-lately");
        var again = propose(Who.KELLER, docket, "answer-opening", answer(opening, "AGREED"));
        assertThat(again.expect(409).code()).isEqualTo("four-eyes.made-lately");
        assertThat(read(Who.INSPECTOR, docket)).doesNotContain(ACCOUNT);

        take(Who.IQBAL, docket, "answer-opening", answer(opening, "AGREED"));
        assertThat(read(Who.INSPECTOR, docket)).contains(ACCOUNT);
    }

    @Test
    void an_opening_is_listed_with_its_reasons_for_oversight_and_for_the_authority() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening = take(Who.INSPECTOR, docket, "propose-opening", proposal(request, "subject"));
        assertThat(row(Who.INSPECTOR, opening).bool("mayAnswer")).contains(false);
        assertThat(row(Who.IQBAL, opening).bool("mayAnswer")).contains(true);
        assertThat(page(Who.IQBAL, "/oversight/openings"))
                .contains("terms.proposal=" + opening.hex());
        var form =
                page(
                        Who.IQBAL,
                        "/dockets/"
                                + docket
                                + "/acts/answer-opening?terms.proposal="
                                + opening.hex());
        assertThat(form).contains(opening.hex()).doesNotContain(ACCOUNT);
        take(Who.IQBAL, docket, "answer-opening", answer(opening, "AGREED"));
        var seen = row(Who.KATZ, opening);
        assertThat(seen.text("standing")).contains("OPEN");
        assertThat(seen.text("reasons").orElse("")).contains("Drawn by lot");
        assertThat(seen.object("answer").flatMap(answer -> answer.text("by")))
                .contains("Sana Iqbal");
        assertThat(page(Who.KATZ, "/oversight/openings?language=ar")).contains("Drawn by lot");
        get(Who.OKAFOR, "/oversight/openings").expect(403);
    }

    @Test
    void each_reading_under_an_opening_is_known_to_the_authority_with_the_opening() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var opening = take(Who.INSPECTOR, docket, "propose-opening", proposal(request, "subject"));
        read(Who.IQBAL, docket);
        take(Who.IQBAL, docket, "answer-opening", answer(opening, "AGREED"));
        read(Who.IQBAL, docket);
        var known =
                get(Who.KATZ, "/readings").expect(200).object().items("readings").stream()
                        .map(Json.Obj.class::cast)
                        .filter(row -> row.text("docket").orElse("").equals(docket.toString()))
                        .filter(row -> row.text("person").orElse("").equals("iqbal"))
                        .toList();
        assertThat(known).hasSize(1);
        assertThat(known.getFirst().texts("openings")).containsExactly(opening.hex());
        assertThat(known.getFirst().texts("sections")).containsExactly("subject");
        assertThat(known.getFirst().text("purpose")).contains("OVERSIGHT");
        assertThat(page(Who.KATZ, "/readings")).contains("#act-" + opening.hex());
        assertThat(get(Who.ORBAN, "/readings").expect(200).text()).doesNotContain(opening.hex());
    }

    @Test
    void who_opens_in_bulk_is_stopped_by_a_number_and_by_the_door() {
        for (var i = 1; i < Openings.MOST_PROPOSALS; i++) {
            var docket = UUID.randomUUID();
            take(Who.KELLER, docket, "propose-opening", proposal(arrived(docket), "subject"));
        }
        var last = UUID.randomUUID();
        var beyond = UUID.randomUUID();
        var one = propose(Who.KELLER, last, "propose-opening", proposal(arrived(last), "facts"));
        var two =
                propose(Who.KELLER, beyond, "propose-opening", proposal(arrived(beyond), "facts"));
        file(Who.KELLER, one.expect(201).object()).expect(201);
        assertThat(file(Who.KELLER, two.expect(201).object()).expect(400).code())
                .isEqualTo("opening.quota");
        var more = UUID.randomUUID();
        var refused =
                propose(Who.KELLER, more, "propose-opening", proposal(arrived(more), "facts"));
        assertThat(refused.expect(409).code()).isEqualTo("opening.quota");
        assertThat(get(Who.KELLER, "/oversight/openings").text()).contains("\"left\":0");
    }

    @Test
    void an_inspector_learns_nothing_by_trying_to_take_others_steps() {
        var docket = UUID.randomUUID();
        arrived(docket);
        assertThat(propose(Who.INSPECTOR, docket, "order", Json.object()).expect(403).code())
                .isEqualTo("oversight.other-act");
        assertThat(
                        send(request(Who.INSPECTOR, "/dockets/" + docket + "/acts/order")
                                        .setHeader("Accept", "text/html")
                                        .GET())
                                .status())
                .isEqualTo(403);
        assertThat(get(Who.INSPECTOR, "/dockets/" + docket + "/options").expect(200).text())
                .contains("propose-opening")
                .doesNotContain("authorise-execution");
        assertThat(page(Who.INSPECTOR, "/dockets/" + docket + "/acts/propose-opening"))
                .contains("/subject")
                .contains("/victims")
                .doesNotContain(ACCOUNT);
    }

    private Json.Obj row(Who who, Digest opening) {
        return get(who, "/oversight/openings").expect(200).object().items("openings").stream()
                .map(Json.Obj.class::cast)
                .filter(row -> row.text("proposal").orElse("").equals(opening.hex()))
                .findFirst()
                .orElseThrow();
    }

    private String read(Who who, UUID docket) {
        return get(who, "/dockets/" + docket).expect(200).text();
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    private Json.Obj proposal(Digest act, String section) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Json.object()
                .with(
                        "terms",
                        Json.object()
                                .with("sections", Json.strings(List.of(act.hex() + "/" + section)))
                                .with("purpose", "SAMPLE")
                                .with("until", today.toString()))
                .with(
                        "reasons",
                        Json.object()
                                .with(
                                        "reasons",
                                        "Drawn by lot for the inspection of the fourth quarter."));
    }

    private static Json.Obj answer(Digest opening, String answer) {
        return Json.object()
                .with("terms", Json.object().with("proposal", opening.hex()).with("answer", answer))
                .with(
                        "reasons",
                        Json.object().with("reasons", "The plan of inspection names this docket."));
    }
}
