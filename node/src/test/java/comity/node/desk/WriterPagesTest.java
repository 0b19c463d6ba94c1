package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.docket.Form;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guided writer as an investigator meets it, without a script. */
class WriterPagesTest extends Borduria {
    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer submit(String path, Map<String, String> fields) {
        return send(
                request(path)
                        .header("Authorization", "Bearer " + token(Who.KATZ))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    private String page(String path) {
        var answer =
                send(
                        request(path)
                                .header("Authorization", "Bearer " + token(Who.KATZ))
                                .setHeader("Accept", "text/html")
                                .GET());
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static String place(Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        return answer.response().headers().firstValue("Location").orElseThrow();
    }

    private String begun(String form, String measure) {
        return place(submit("/writer", Map.of("form", form, "measure", measure)))
                .replaceAll("^https?://[^/]+", "");
    }

    @Test
    void all_fourteen_forms_are_offered() {
        var start = page("/writer");
        for (var form : Form.values()) assertThat(start).contains("value=\"" + form + "\"");
    }

    @Test
    void a_form_asks_what_its_measure_needs_and_nothing_else() {
        var preservation = page(begun("PRESERVATION", "PRESERVE"));
        assertThat(preservation)
                .contains("name=\"reasons.necessity\"")
                .contains("name=\"terms.mlaIntended\"")
                .doesNotContain("name=\"terms.courtOrder\"")
                .doesNotContain("name=\"subject.witness\"");
        assertThat(page(begun("ASSISTANCE", "HEARING")))
                .contains("name=\"subject.witness\"")
                .doesNotContain("name=\"terms.mlaIntended\"");
    }

    @Test
    void another_measure_asks_something_else_and_loses_nothing() {
        var draft = begun("ASSISTANCE", "HEARING");
        submit(
                draft,
                Map.of("terms.measure", "HEARING", "subject.witness", "A. Novak", "do", "keep"));
        submit(draft, Map.of("terms.measure", "SERVICE", "do", "keep"));
        assertThat(page(draft)).doesNotContain("A. Novak");
        submit(draft, Map.of("terms.measure", "HEARING", "do", "keep"));
        assertThat(page(draft)).contains("A. Novak");
    }

    @Test
    void what_was_discarded_can_be_brought_back_for_a_day() {
        var draft = begun("SUBSCRIBER", "PRODUCE_SUBSCRIBER");
        var id = draft.replaceAll(".*/", "").replaceAll("\\?.*", "");
        submit(draft, Map.of("terms.offenceTitle", "Fraud thrown away", "do", "keep"));
        place(submit(draft, Map.of("do", "drop")));
        assertThat(page("/writer")).contains("Fraud thrown away").contains("/writer/back");
        assertThat(submit(draft, Map.of("do", "keep")).status()).isEqualTo(404);

        assertThat(place(submit("/writer/back", Map.of("draft", id)))).endsWith("/writer/" + id);
        assertThat(page(draft)).contains("Fraud thrown away");
        assertThat(submit("/writer/back", Map.of("draft", id)).status()).isEqualTo(404);

        submit(draft, Map.of("do", "drop"));
        clock.pass(Drafts.BACK.plusSeconds(1));
        assertThat(page("/writer")).doesNotContain("Fraud thrown away");
        assertThat(submit("/writer/back", Map.of("draft", id)).status()).isEqualTo(404);
        assertThat(submit("/writer/back", Map.of("draft", "x")).status()).isEqualTo(400);
    }

    @Test
    void a_template_begins_as_many_drafts_as_one_likes() {
        var draft = begun("SUBSCRIBER", "PRODUCE_SUBSCRIBER");
        submit(
                draft,
                Map.of(
                        "terms.measure",
                        "PRODUCE_SUBSCRIBER",
                        "terms.offenceTitle",
                        "Fraud of the template",
                        "do",
                        "template"));
        var start = page("/writer");
        assertThat(start).contains("Fraud of the template");
        var template =
                start.replaceAll("(?s).*name=\"template\" value=\"([0-9a-f-]{36})\".*", "$1");
        var another =
                place(submit("/writer", Map.of("template", template)))
                        .replaceAll("^https?://[^/]+", "");
        assertThat(another).isNotEqualTo(draft);
        assertThat(page(another)).contains("Fraud of the template");
    }

    @Test
    void a_translator_sees_the_locked_terms_and_the_paper_prints_them() {
        var draft = begun("TRAFFIC", "PRODUCE_TRAFFIC");
        submit(
                draft,
                Map.of(
                        "terms.measure", "PRODUCE_TRAFFIC",
                        "terms.language", "en",
                        "terms.assistance", "Traffic data of one account",
                        "translation.language", "fr",
                        "translation.terms.assistance", "Les journaux d’un compte",
                        "do", "keep"));
        assertThat(page(draft)).contains("données de trafic").contains("not used yet");
        var paper =
                send(
                        request(draft + "/paper?left=en&right=fr")
                                .header("Authorization", "Bearer " + token(Who.KATZ))
                                .setHeader("Accept", "*/*")
                                .GET());
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.response().headers().firstValue("Content-Type"))
                .contains("application/pdf");
    }

    @Test
    void what_is_missing_is_heard_and_what_was_typed_stays() {
        var draft = begun("PRESERVATION", "PRESERVE");
        var heard =
                submit(
                        draft,
                        Map.of(
                                "terms.measure", "PRESERVE",
                                "terms.requestedState", "XA",
                                "reasons.necessity", "Logs rotate after seven days",
                                "do", "assess"));
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.text()).contains("Logs rotate after seven days").contains("findings");
    }

    @Test
    void bad_input_is_refused_and_nobody_sees_another_ones_draft() {
        assertThat(submit("/writer", Map.of("form", "POEM")).status()).isEqualTo(400);
        assertThat(submit("/writer", Map.of("form", "REFUSAL")).status()).isEqualTo(400);
        var draft = begun("PRESERVATION", "PRESERVE");
        var other =
                send(
                        request(draft)
                                .header("Authorization", "Bearer " + token(Who.ORBAN))
                                .setHeader("Accept", "text/html")
                                .GET());
        assertThat(other.status()).isIn(403, 404);
        var paper =
                send(
                        request(draft + "/paper?left=tlh")
                                .header("Authorization", "Bearer " + token(Who.KATZ))
                                .setHeader("Accept", "*/*")
                                .GET());
        assertThat(paper.status()).isEqualTo(400);
    }

    @Test
    void the_schema_is_there_for_any_program() {
        assertThat(send(request("/request.schema.json").GET()).expect(200).object().text("$schema"))
                .isPresent();
    }

    @Test
    void the_worker_may_rule_the_writers_pages_alone() {
        var worker = send(request("/writer/worker.js").setHeader("Accept", "*/*").GET());
        assertThat(worker.status()).isEqualTo(200);
        assertThat(worker.response().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("worker-src 'self'");
    }
}
