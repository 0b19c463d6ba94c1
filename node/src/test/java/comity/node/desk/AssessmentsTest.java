package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.treaty.assessment.MatterReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one State can obtain from another is asked before anything is drafted. */
class AssessmentsTest extends Borduria {

    static Json.Obj matter() {
        return Json.object()
                .with("format", MatterReader.FORMAT)
                .with("requesting", "XA")
                .with("requested", "XB")
                .with("measure", "PRODUCE_SUBSCRIBER")
                .with("language", "tlh");
    }

    @Test
    void an_answer_uses_the_profile_that_the_requested_state_published() {
        var answer = post(Who.KATZ, "/assessments", matter()).expect(200).object();
        assertThat(answer.text("verdict")).contains("FACTS_MISSING");
        assertThat(answer.items("findings"))
                .anySatisfy(
                        finding -> {
                            var said = (Json.Obj) finding;
                            assertThat(said.text("rule")).contains("R-055");
                            assertThat(said.bool("known")).contains(true);
                        });
    }

    @Test
    void what_is_no_document_is_refused_whole_with_each_place() {
        var before = filed();
        var refused =
                post(
                                Who.KATZ,
                                "/assessments",
                                matter().with("requested", "XA")
                                        .with(
                                                "offence",
                                                Json.object().with("maxMonthsRequesting", -1L))
                                        .with(
                                                "period",
                                                Json.object()
                                                        .with("from", "2026-10-12")
                                                        .with("to", "2026-10-03")))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("assessment.refused");
        assertThat(refused.object().object("facts").orElseThrow().members())
                .containsKeys("requested", "offence.maxMonthsRequesting", "period");
        assertThat(filed()).isEqualTo(before);
        var lines =
                send(bytes(
                                request("/assessments"),
                                "POST",
                                "{\n\"format\": \"comity-assessment/1\",\n\"requesting\": \"XA\",\n\"requested\": 7}"
                                        .getBytes(StandardCharsets.UTF_8)))
                        .expect(422);
        assertThat(lines.object().object("facts").orElseThrow().text("requested").orElseThrow())
                .startsWith("line 4: ");
    }

    @Test
    void anyone_can_ask() {
        var answer = send(json(request("/assessments"), "POST", matter())).expect(200).object();
        assertThat(answer.text("verdict")).contains("FACTS_MISSING");
    }

    private Answer form(String typed) {
        return send(
                request("/law/route")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(typed)));
    }

    private Answer shown(String asked) {
        return send(request("/law/route" + asked).setHeader("Accept", "text/html").GET());
    }

    private static final String CHOSEN = "requesting=XA&requested=XB&measure=PRODUCE_CONTENT";

    @Test
    void the_form_asks_what_the_measure_needs() {
        var interception = shown("?requesting=XA&requested=XB&measure=INTERCEPT");
        assertThat(interception.expect(200).text()).contains("law.interceptionCatalogue");
        var preservation = shown("?requesting=XA&requested=XB&measure=PRESERVE");
        assertThat(preservation.expect(200).text())
                .contains("preservation.necessity")
                .doesNotContain("law.interceptionCatalogue");
    }

    @Test
    void a_state_that_asks_itself_is_told_on_the_first_page() {
        var answer = shown("?requesting=XA&requested=XA&measure=PRESERVE");
        assertThat(answer.expect(422).text()).contains("route-wrong");
    }

    @Test
    void the_page_answers_what_the_program_is_answered() {
        var before = filed();
        var page = form(CHOSEN + "&language=tlh&offence.article=10").expect(200).text();
        assertThat(page).contains("id=\"findings\"").contains("R-055").contains("/law/rules/R-055");
        assertThat(filed()).isEqualTo(before);
    }

    @Test
    void nothing_that_was_typed_is_lost_on_bad_input() {
        var page =
                form(CHOSEN
                                + "&offence.maxMonthsRequesting=-3&proceeding.summary=Half+a+sen"
                                + "&identifiers.4.kind=IP&identifiers.4.value=203.0.113.7"
                                + "&identifiers.4.port=abc&identifiers.4.at=yesterday"
                                + "&period.from=2026-10-12&period.to=2026-10-03&day=soon")
                        .expect(422)
                        .text();
        assertThat(page)
                .contains("value=\"-3\"")
                .contains(">Half a sen</textarea>")
                .contains("value=\"abc\"")
                .contains("value=\"yesterday\"")
                .contains("value=\"soon\"")
                .contains("value=\"2026-10-12\"");
        for (var place :
                List.of(
                        "offence.maxMonthsRequesting",
                        "identifiers.0.port",
                        "identifiers.0.at",
                        "period.from",
                        "day")) assertThat(page).contains("href=\"#" + place + "\"");
    }

    @Test
    void the_document_is_taken_away_and_brought_back() {
        var taken = form(CHOSEN + "&do=take&offence.article=10");
        assertThat(taken.expect(200).response().headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"assessment.json\"");
        assertThat(taken.text()).contains("\"article\":10");
        assertThat(brought(taken.text()).expect(200).text()).contains("id=\"findings\"");
    }

    @Test
    void a_file_that_is_no_document_is_refused_at_its_line() {
        assertThat(brought("{\n\"format\": null}").expect(422).text()).contains("2)");
        assertThat(brought("\u0000\u00ff").expect(422).text()).contains("route-wrong");
        assertThat(brought("").expect(422).text()).contains("route-wrong");
        assertThat(brought("{}").expect(422).text()).contains("id=\"asked\"");
        assertThat(brought("{\n\n\"format\": \"comity-assessment/2\"}").expect(422).text())
                .contains("(line 3)");
    }

    private Answer brought(String file) {
        var body =
                "--mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + file
                        + "\r\n--mark--\r\n";
        return send(
                request("/law/route")
                        .header("Content-Type", "multipart/form-data; boundary=mark")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void the_schema_is_there_for_any_program() {
        var schema = send(request("/assessment.schema.json").GET()).expect(200).object();
        assertThat(schema.text("$schema")).isPresent();
    }
}
