package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Wording;
import comity.treaty.text.Coverage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The rules are there for everybody; the certified text comes from a registrar of laws alone. */
class RulesTest extends Borduria {
    @Autowired JdbcClient sql;
    @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

    private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

    private Answer page(String path) {
        return send(request(path).setHeader("Accept", "text/html").GET()).expect(200);
    }

    private List<Json> list(String path) {
        return ((Json.Arr) send(request(path).GET()).expect(200).json()).items();
    }

    private Answer load(String language, byte[] file) {
        return send(
                request(Who.ZELENKA, "/law/texts/" + language)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private long stored() {
        return sql.sql("SELECT count(*) FROM certified_text").query(Long.class).single();
    }

    @Test
    void every_rule_has_its_page_in_every_language() {
        assertThat(list("/law/rules")).hasSize(Rulebook.current().rules().size());
        for (var rule : Rulebook.current().rules()) {
            var language = LANGUAGES.get(Math.floorMod(rule.id().hashCode(), LANGUAGES.size()));
            assertThat(page("/law/rules/" + rule.id() + "?language=" + language).text())
                    .contains(rule.id());
            send(request("/law/rules/" + rule.id()).GET()).expect(200);
        }
        for (var language : LANGUAGES)
            for (var path : List.of("/law/rules", "/law/texts", "/law/citations", "/law/coverage"))
                assertThat(page(path + "?language=" + language).text()).contains("<main");
        assertThat(send(request("/law/rules/R-999").GET()).status()).isEqualTo(404);
    }

    @Test
    void a_paragraph_is_explained_in_the_language_of_its_reader() {
        for (var language : Wording.LANGUAGES) {
            var path = "/law/coverage?language=" + language.getLanguage();
            assertThat(list(path))
                    .extracting(row -> ((Json.Obj) row).text("words").orElseThrow())
                    .isEqualTo(
                            Coverage.rows().stream()
                                    .map(row -> Coverage.subject(row, language))
                                    .toList());
            var sovereignty =
                    Coverage.rows().stream()
                            .filter(row -> row.citation().equals("5(1)"))
                            .findFirst()
                            .orElseThrow();
            assertThat(page(path).text())
                    .contains("<span class=\"ltr\">(1)</span>")
                    .contains(Coverage.subject(sovereignty, language));
        }
    }

    @Test
    void rules_are_found_by_article_effect_basis_and_stage() {
        assertThat(list("/law/rules?article=42&basis=TREATY"))
                .isNotEmpty()
                .allSatisfy(
                        rule ->
                                assertThat(((Json.Obj) rule).text("citation").orElseThrow())
                                        .startsWith("42"));
        assertThat(list("/law/rules?effect=REFUSE_MANDATORY&stage=RELEASE"))
                .extracting(rule -> ((Json.Obj) rule).text("id").orElseThrow())
                .contains("R-093");
        assertThat(send(request("/law/rules?effect=NONSENSE").GET()).expect(400).code())
                .isEqualTo("parameter.malformed");
    }

    @Test
    void a_paragraph_from_memory_is_shown_as_its_article_alone() {
        assertThat(send(request("/law/rules/R-065").GET()).object().object("rule").orElseThrow())
                .satisfies(
                        rule -> {
                            assertThat(rule.text("citation")).contains("40");
                            assertThat(rule.text("certainty")).contains("MEMORY_MEDIUM");
                        });
    }

    @Test
    void a_rule_can_be_tried_with_other_facts() {
        var tried = "/law/rules/R-093?language=en&try=1&f.preservation.daysSinceEffected=";
        assertThat(page(tried + "59").text()).contains("It speaks");
        assertThat(page(tried + "60").text()).contains("It is silent");
        assertThat(page(tried + "%3F").text()).contains("It cannot be told");
        assertThat(page(tried + "nonsense").text()).contains("A whole number").contains("nonsense");
        assertThat(page("/law/rules/R-093?language=en&example=1").text()).contains("It speaks");
    }

    @Test
    void a_text_is_loaded_read_and_shown_beside_its_rule_until_a_lawyer_confirms()
            throws IOException {
        var report = load("en", Specimen.pdf()).expect(200).object();
        assertThat(report.items("articles")).hasSize(68);
        assertThat(report.items("remarks")).isEmpty();
        assertThat(report.object("text").orElseThrow().text("by")).contains("Piotr Zelenka");
        assertThat(page("/law/rules/R-093?language=fr").text()).contains("sixty days preserv");

        var again = load("en", Specimen.pdf().clone());
        assertThat(again.status()).isEqualTo(200);
        var versions = stored();
        load("en", Specimen.text().getBytes(StandardCharsets.UTF_8)).expect(200);
        load("en", Specimen.text().getBytes(StandardCharsets.UTF_8)).expect(200);
        assertThat(stored()).as("the same file is the same version").isEqualTo(versions + 1);

        var finding = Json.object().with("citation", "40(25)").with("outcome", "CONFIRMED");
        assertThat(post(Who.KATZ, "/law/citations", finding).status()).isEqualTo(403);
        post(Who.ZELENKA, "/law/citations", finding).expect(201);
        var rule = send(request("/law/rules/R-065").GET()).object();
        assertThat(rule.object("rule").orElseThrow().text("citation")).contains("40(25)");
        assertThat(rule.object("rule").orElseThrow().text("certainty")).contains("CONFIRMED");
        assertThat(page("/law/rules/R-065?language=en").text())
                .contains("Confirmed against the certified text")
                .contains("Piotr Zelenka");

        load(
                        "en",
                        Specimen.text()
                                .replace("reasons refus", "nothing at all")
                                .getBytes(StandardCharsets.UTF_8))
                .expect(200);
        assertThat(
                        send(request("/law/rules/R-065").GET())
                                .object()
                                .object("rule")
                                .orElseThrow()
                                .text("citation"))
                .as("the words have changed since")
                .contains("40");
        assertThat(list("/law/citations"))
                .anySatisfy(
                        one -> {
                            assertThat(((Json.Obj) one).text("citation")).contains("40(25)");
                            assertThat(((Json.Obj) one).text("verdict")).contains("DIFFERS");
                        });
        var corrected =
                Json.object()
                        .with("citation", "40(25)")
                        .with("outcome", "CORRECTED")
                        .with("correct", "40(26)")
                        .with("note", "as printed");
        post(Who.ZELENKA, "/law/citations", corrected).expect(201);
        assertThat(page("/law/citations?language=en").text())
                .contains("40(26)")
                .contains("as printed");
    }

    @Test
    void a_finding_names_a_citation_and_a_paragraph_that_are_there() throws IOException {
        load("en", Specimen.pdf()).expect(200);
        for (var wrong :
                List.of(
                        Json.object().with("citation", "42(8)"),
                        Json.object().with("citation", "42(8)").with("outcome", "PERHAPS"),
                        Json.object()
                                .with("citation", "42(8)")
                                .with("outcome", "CORRECTED")
                                .with("correct", "x"),
                        Json.object()
                                .with("citation", "42(8)")
                                .with("outcome", "CORRECTED")
                                .with("correct", "42(77)"),
                        Json.object()
                                .with("citation", "42(8)")
                                .with("outcome", "CONFIRMED")
                                .with("note", "n".repeat(3_000))))
            assertThat(post(Who.ZELENKA, "/law/citations", wrong).status()).isEqualTo(422);
        assertThat(
                        post(
                                        Who.ZELENKA,
                                        "/law/citations",
                                        Json.object()
                                                .with("citation", "99(9)")
                                                .with("outcome", "CONFIRMED"))
                                .expect(404)
                                .code())
                .isEqualTo("citation.unknown");
    }

    @Test
    void what_is_not_the_Convention_is_refused_whole() throws IOException {
        var before = stored();
        var pdf = Specimen.pdf();
        assertThat(load("fr", new byte[0]).expect(422).code()).isEqualTo("text.empty");
        assertThat(load("fr", "bonjour".getBytes(StandardCharsets.UTF_8)).expect(422).code())
                .isEqualTo("text.no-articles");
        assertThat(load("tlh", pdf).expect(422).code()).isEqualTo("text.language");
        assertThat(load("ar", pdf).expect(422).code()).isEqualTo("text.no-articles");
        assertThat(load("es", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}).expect(422).code())
                .isEqualTo("text.not-utf8");
        assertThat(load("fr", Arrays.copyOf(pdf, pdf.length / 2)).expect(422).code())
                .startsWith("text.");
        assertThat(
                        load("fr", "%PDF-1.7\nnothing that is one".getBytes(StandardCharsets.UTF_8))
                                .expect(422)
                                .code())
                .isEqualTo("text.pdf-unreadable");
        assertThat(load("fr", bomb()).expect(422).code()).isEqualTo("text.pdf-too-large");
        assertThat(load("fr", new byte[13 * 1024 * 1024]).expect(413).code())
                .isEqualTo("text.too-large");
        assertThat(stored()).isEqualTo(before);
    }

    /** A small PDF with a stream that unpacks to a hundred megabytes. */
    private static byte[] bomb() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (var at = 0; at < 100; at++) deflater.write(new byte[1024 * 1024]);
        }
        var file = new ByteArrayOutputStream();
        file.write(
                "%PDF-1.7\n1 0 obj <</Filter /FlateDecode /Length 100000>> stream\n"
                        .getBytes(StandardCharsets.US_ASCII));
        file.write(packed.toByteArray());
        file.write("\nendstream endobj".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    @Test
    void a_form_carries_the_file_and_says_what_was_wrong_with_it() throws IOException {
        var wrong =
                form("fr", "letter.txt", "bonjour".getBytes(StandardCharsets.UTF_8)).expect(422);
        assertThat(wrong.text())
                .contains("text.no-articles")
                .contains("<option value=\"fr\" selected");
        assertThat(form("en", "text.pdf", Specimen.pdf()).status()).isEqualTo(303);
        assertThat(page("/law/texts/en?language=en").text()).contains("68 of 68 articles");
        assertThat(
                        send(request(Who.ZELENKA, "/law/texts/new")
                                        .setHeader("Accept", "text/html")
                                        .GET())
                                .expect(200)
                                .text())
                .contains("multipart/form-data");
    }

    private Answer form(String language, String name, byte[] file) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(
                ("--part\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
                                + language
                                + "\r\n--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.write(file);
        body.write("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                request(Who.ZELENKA, "/law/texts")
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "multipart/form-data; boundary=part")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    @Test
    void a_page_that_answers_a_paragraph_is_one_that_the_node_serves() {
        var served =
                RoutesTest.routes(requestMappingHandlerMapping).stream()
                        .map(RoutesTest.Route::path)
                        .toList();
        for (var row : Coverage.rows()) assertThat(served).containsAll(row.pages());
    }
}
