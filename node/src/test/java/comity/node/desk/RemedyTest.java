package comity.node.desk;

import static comity.node.desk.Borduria.Who.ADEYEMI;
import static comity.node.desk.Borduria.Who.KATZ;
import static comity.node.desk.Borduria.Who.LINDQVIST;
import static comity.node.desk.Borduria.Who.MOREAU;
import static comity.node.desk.Borduria.Who.OKAFOR;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 24(2): what a judge of review orders, over HTTP, by each office that may and that may not. */
class RemedyTest extends Borduria {
    private static final String DUE = "2031-12-31";

    private static Json.Obj remedy(String kind, Digest struck, Map<String, String> more) {
        return Json.object()
                .with(
                        "terms",
                        terms(more)
                                .with("remedy", kind)
                                .with("struck", Json.strings(List.of(struck.hex())))
                                .with("tests", Json.strings(List.of("PROPORTIONALITY"))))
                .with("reasons", reasons());
    }

    private Digest authorisation(UUID docket) {
        return new Digest(
                acts(docket).stream()
                        .filter(act -> act.text("type").orElse("").equals("authorise-execution"))
                        .findFirst()
                        .flatMap(act -> act.text("digest"))
                        .orElseThrow());
    }

    private List<Json.Obj> acts(UUID docket) {
        return objects(docket, "acts");
    }

    private List<Json.Obj> objects(UUID docket, String name) {
        return get(KATZ, "/dockets/" + docket).expect(200).object().items(name).stream()
                .map(Json.Obj.class::cast)
                .toList();
    }

    private Answer page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET());
    }

    @Test
    void what_a_judge_of_review_quashes_is_executed_and_transmitted_by_nobody() {
        var docket = UUID.randomUUID();
        var order = ordered(docket);
        var authorisation = authorisation(docket);
        var quashing = remedy("QUASH", authorisation, Map.of());

        assertThat(propose(OKAFOR, docket, "remedy", quashing).expect(422).text())
                .as("the judge of the first decision")
                .contains("W-112");
        for (var who : List.of(KATZ, LINDQVIST, MOREAU))
            assertThat(propose(who, docket, "remedy", quashing).status())
                    .as(who.person)
                    .isBetween(403, 422);
        var quashed = take(ADEYEMI, docket, "remedy", quashing);

        var refused = propose(MOREAU, docket, "produce", WalkTest.production(order)).expect(422);
        assertThat(refused.text()).contains("W-113", "\"citation\":\"24\"", quashed.brief());
        assertThat(
                        propose(LINDQVIST, docket, "order", WalkTest.order(authorisation))
                                .expect(422)
                                .text())
                .contains("W-113");
        assertThat(acts(docket))
                .filteredOn(act -> act.text("type").orElse("").equals("order"))
                .allMatch(act -> act.text("quashed").orElse("").equals(quashed.hex()));
        assertThat(objects(docket, "remedies"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.text("kind")).contains("QUASH");
                            assertThat(one.text("standing")).contains("IN_FORCE");
                        });
        assertThat(propose(ADEYEMI, docket, "lift-suspension", lift(quashed)).expect(422).text())
                .contains("W-114");
    }

    private static Json.Obj lift(Digest suspension) {
        return Json.object()
                .with("terms", terms(Map.of("suspension", suspension.hex())))
                .with("reasons", reasons());
    }

    @Test
    void a_suspension_holds_the_provider_back_until_a_judge_lifts_it() {
        var docket = UUID.randomUUID();
        var order = ordered(docket);
        var suspension = take(ADEYEMI, docket, "remedy", remedy("SUSPEND", order, Map.of()));
        assertThat(
                        propose(MOREAU, docket, "produce", WalkTest.production(order))
                                .expect(422)
                                .text())
                .contains("W-113");
        assertThat(propose(KATZ, docket, "lift-suspension", lift(suspension)).status())
                .isBetween(403, 422);
        take(ADEYEMI, docket, "lift-suspension", lift(suspension));
        take(MOREAU, docket, "produce", WalkTest.production(order));
        assertThat(objects(docket, "remedies").getFirst().text("standing")).contains("LIFTED");
    }

    @Test
    void evidence_is_marked_on_its_docket_and_a_judge_finds_it_on_the_form() {
        var of = produced("a diary.txt", "Dear diary".getBytes(StandardCharsets.UTF_8));
        var form = "/dockets/" + of.docket() + "/acts/remedy?language=en&office=";
        assertThat(page(ADEYEMI, form + ADEYEMI.office).expect(200).text())
                .contains("a diary.txt", "Authorisation of execution", "value=\"QUASH\"");
        take(ADEYEMI, of.docket(), "remedy", remedy("QUASH", authorisation(of.docket()), Map.of()));
        assertThat(objects(of.docket(), "marks"))
                .singleElement()
                .satisfies(
                        mark -> {
                            assertThat(mark.text("exhibit")).contains(of.exhibit().hex());
                            assertThat(mark.bool("unlawful")).contains(true);
                        });
        assertThat(page(KATZ, "/dockets/" + of.docket() + "?language=en").expect(200).text())
                .contains("Unlawfully obtained", "Fallen: it rests on what a judge has quashed");
        assertThat(page(KATZ, "/dockets/" + of.docket() + "?language=ar").expect(200).text())
                .contains("حُصل عليه على نحو غير مشروع");
    }

    @Test
    void what_has_to_be_done_is_due_on_the_worklist_until_it_is_reported() {
        var docket = UUID.randomUUID();
        ordered(docket);
        var owed =
                take(
                        ADEYEMI,
                        docket,
                        "remedy",
                        remedy(
                                "COMPENSATE",
                                authorisation(docket),
                                Map.of("addressee", "XB", "due", DUE)));
        assertThat(objects(docket, "remedies").getFirst().text("standing")).contains("OPEN");
        assertThat(objects(docket, "timers"))
                .anyMatch(
                        timer ->
                                timer.text("timer").orElse("").equals("T15")
                                        && timer.text("due").orElse("").equals(DUE)
                                        && timer.text("state").orElse("").equals("XB"));
        assertThat(page(KATZ, "/dockets/" + docket + "?language=en").expect(200).text())
                .contains("Not done yet", "/acts/remedied?office=");

        var done =
                Json.object()
                        .with("terms", terms(Map.of("ordered", owed.hex(), "doneOn", "2026-01-02")))
                        .with("reasons", Json.object().with("done", "It was paid."));
        assertThat(propose(ADEYEMI, docket, "remedied", done).status()).isEqualTo(422);
        take(KATZ, docket, "remedied", done);
        assertThat(objects(docket, "remedies").getFirst().text("standing")).contains("DONE");
        assertThat(objects(docket, "timers"))
                .noneMatch(timer -> timer.text("timer").orElse("").equals("T15"));
        assertThat(propose(KATZ, docket, "remedied", done).expect(422).text()).contains("W-114");
    }

    @Test
    void a_remedy_that_names_nothing_or_nobody_is_refused_whole() {
        var docket = UUID.randomUUID();
        ordered(docket);
        var authorisation = authorisation(docket);
        var before = acts(docket).size();
        for (var wrong :
                List.of(
                        remedy("PUNISH", authorisation, Map.of()),
                        remedy("QUASH", Digest.of(new byte[7]), Map.of()),
                        remedy("COMPENSATE", authorisation, Map.of("addressee", "XB")),
                        remedy("COMPENSATE", authorisation, Map.of("addressee", "XC", "due", DUE)),
                        remedy(
                                "COMPENSATE",
                                authorisation,
                                Map.of("addressee", "XB", "due", "2020-01-01")),
                        Json.object()))
            assertThat(propose(ADEYEMI, docket, "remedy", wrong).status())
                    .as(wrong.toString())
                    .isBetween(400, 422);
        assertThat(acts(docket)).hasSize(before);
    }
}
