package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The register of laws at a node: read by everybody, enacted by its registrar alone. */
class ProvisionsTest extends Borduria {
    @Autowired LawEntriesAwaiting entries;

    @Autowired Offices offices;

    static Json.Obj provision(String id, long months) {
        return Json.object()
                .with("id", id)
                .with("label", "Penal Code of Borduria, article " + id.substring(3))
                .with("title", "Interference with a system")
                .with("articles", new Json.Arr(List.of(new Json.Int(10))))
                .with("conduct", Json.strings(List.of("HINDER_SYSTEM")))
                .with(
                        "elements",
                        Json.strings(List.of("WITHOUT_RIGHT", "INTENT", "SERIOUS_HINDERING")))
                .with("base", months)
                .with("source", "Gazette")
                .with("asOf", "2026-11-01")
                .with("confidence", "seen");
    }

    static Json.Obj batch(String reason, Json... provisions) {
        return Json.object()
                .with("format", "comity-provisions/1")
                .with("reason", reason)
                .with("provisions", new Json.Arr(List.of(provisions)));
    }

    private Answer read(String path, String accept) {
        return send(request(path).setHeader("Accept", accept).GET());
    }

    private Answer form(Who who, String path, Map<String, String> fields) {
        var body =
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(who, path)
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void what_the_state_file_says_came_through_the_door() {
        var own = read("/law/provisions/XB/121", "application/json").expect(200).object();
        assertThat(own.bool("stands")).contains(true);
        assertThat(own.object("relations").orElseThrow().text("9")).contains("NARROWER");
        var enacted = (Json.Obj) own.items("history").getLast();
        assertThat(enacted.text("act").orElse("")).matches("[0-9a-f]{64}");
        assertThat(enacted.text("reason")).contains("First.");
        var collected = read("/law/provisions/DE/StGB-202a", "application/json").expect(200);
        assertThat(((Json.Obj) collected.object().items("history").getLast()).text("act"))
                .contains("");
    }

    @Test
    void a_batch_is_looked_at_published_and_read_back() {
        var batch = batch("A new article.", provision("XB/501", 60));
        var looked = post(Who.ZELENKA, "/law/provisions?preview=true", batch).expect(200).object();
        assertThat(looked.texts("added")).containsExactly("XB/501");
        read("/law/provisions/XB/501", "application/json").expect(404);

        var entered = post(Who.ZELENKA, "/law/provisions", batch).expect(202).object();
        assertThat(entered.texts("added")).containsExactly("XB/501");
        read("/law/provisions/XB/501", "application/json").expect(404);
        var said = activated(Who.OZOLS, entered).expect(201).object();
        assertThat(said.text("digest").orElse("")).matches("[0-9a-f]{64}");
        var raised = batch("Raised.", provision("XB/501", 96));
        assertThat(enacted("/law/provisions", raised).texts("changed")).containsExactly("XB/501");
        var one = read("/law/provisions/XB/501", "application/json").expect(200).object();
        assertThat(one.items("history")).hasSize(2);
        assertThat(read("/law/provisions/XB/501", "application/json").text())
                .contains("\"base\":96");
        assertThat(read("/law/register/XB/501", "text/html").expect(200).text())
                .contains("Raised.")
                .contains("A new article.");
    }

    @Test
    void what_it_exports_it_imports() {
        var table = read("/law/provisions/XB.csv", "*/*").expect(200);
        assertThat(table.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/csv");
        var looked =
                send(
                        request(Who.ZELENKA, "/law/provisions?preview=true&reason=same")
                                .header("Content-Type", "text/csv")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                table.response().body())));
        assertThat(looked.expect(200).object().texts("added")).isEmpty();
        assertThat(looked.object().texts("changed")).isEmpty();
        assertThat(looked.object().texts("unchanged")).contains("XB/118");
        var document = read("/law/provisions/XB", "application/json").expect(200);
        var again =
                send(
                        bytes(
                                request(Who.ZELENKA, "/law/provisions?preview=true"),
                                "POST",
                                document.response().body()));
        assertThat(again.expect(200).object().texts("unchanged")).contains("XB/118");
        assertThat(read("/law/provisions", "text/csv").expect(200).text()).contains("US/");
    }

    @Test
    void a_bad_batch_is_refused_whole_with_every_line() {
        var before = filed();
        var file =
                "{\"format\": \"comity-provisions/1\",\n \"reason\": \"x\",\n \"provisions\": [\n"
                        + CanonicalJson.text(provision("XB/601", 60))
                        + ",\n"
                        + CanonicalJson.text(provision("XA/602", -1))
                        + "]}";
        var refused =
                send(bytes(
                                request(Who.ZELENKA, "/law/provisions"),
                                "POST",
                                file.getBytes(StandardCharsets.UTF_8)))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("provisions.refused");
        assertThat(refused.object().object("facts").orElseThrow().members().keySet())
                .containsExactly("line 00005 base", "line 00005 id");
        var latin =
                send(
                        request(Who.ZELENKA, "/law/provisions?reason=x")
                                .header("Content-Type", "text/csv")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                "id,é\n".getBytes(StandardCharsets.ISO_8859_1))));
        assertThat(latin.expect(422).object().object("facts").orElseThrow().members())
                .containsKey("line 00001 file");
        assertThat(
                        post(Who.ZELENKA, "/law/provisions", batch("", provision("XB/603", 12)))
                                .expect(422)
                                .code())
                .isEqualTo("provisions.no-reason");
        assertThat(filed()).isEqualTo(before);
        read("/law/provisions/XB/601", "application/json").expect(404);
    }

    @Test
    void nobody_but_the_registrar_publishes() {
        assertThat(post(Who.KATZ, "/law/provisions", batch("x", provision("XB/604", 12))).status())
                .isEqualTo(403);
        assertThat(send(json(request("/law/provisions"), "POST", batch("x"))).status())
                .isEqualTo(401);
    }

    /** SECURITY, 3.2: entry and activation by two. */
    @Test
    void whoever_entered_it_does_not_activate_it() {
        var before = filed();
        var entered =
                post(Who.ZELENKA, "/law/provisions", batch("Alone.", provision("XB/606", 12)))
                        .expect(202)
                        .object();
        assertThat(activated(Who.ZELENKA, entered).expect(409).code()).isEqualTo("law.same-person");
        assertThat(activated(Who.KATZ, entered).status()).isEqualTo(403);
        assertThat(read(Who.ZELENKA, "/law/entries"))
                .contains("Alone.")
                .contains("Take back")
                .doesNotContain("Activate and publish");
        assertThat(filed()).isEqualTo(before);
        var taken = awaited(Who.ZELENKA);
        assertThat(taken.bool("own")).contains(true);
        assertThat(answered(Who.ZELENKA, taken, "refusal").status()).isEqualTo(303);
        var late = activated(Who.OZOLS, entered);
        assertThat(late.expect(409).code()).isEqualTo("law.unknown-entry");
        read("/law/provisions/XB/606", "application/json").expect(404);
    }

    @Test
    void what_waits_awaits_every_registrar_but_the_one_who_entered_it() {
        post(Who.ZELENKA, "/law/provisions", batch("Waits.", provision("XB/607", 12))).expect(202);
        assertThat(awaits(Who.OZOLS)).isEqualTo(awaits(Who.ZELENKA) + 1);
        assertThat(awaits(Who.KATZ)).isZero();
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            assertThat(read(Who.OZOLS, "/law/entries?language=" + language))
                    .contains("XB/607")
                    .doesNotContain("law.entries.");
        answered(Who.OZOLS, awaited(Who.OZOLS), "refusal");
    }

    private long awaits(Who who) {
        var person = new Person(who.person, who.person);
        return entries.candidates(person, offices.of(person), clock.instant()).size();
    }

    private Answer answered(Who who, Json.Obj waiting, String answer) {
        if (!(waiting.get("number").orElseThrow() instanceof Json.Real(var number)))
            throw new AssertionError(waiting.toString());
        return form(who, "/law/entries/" + (long) number + "/" + answer, Map.of());
    }

    private String read(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }

    @Test
    void the_form_gives_back_what_was_typed_with_what_is_wrong() {
        var fields =
                Map.of(
                        "id", "XB/701",
                        "label", "Article 701",
                        "title", "<b>Bold</b>",
                        "base", "-3",
                        "source", "Gazette",
                        "asOf", "2026-02-30",
                        "confidence", "seen",
                        "reason", "Because.");
        var refused = form(Who.ZELENKA, "/law/register/enact", fields).expect(422).text();
        assertThat(refused)
                .contains("Months cannot be negative: -3")
                .contains("2026-02-30")
                .contains("&lt;b>Bold&lt;/b>")
                .doesNotContain("<b>Bold")
                .contains("Because.");
    }

    @Test
    void the_form_publishes_what_it_showed() {
        var fields =
                Map.of(
                        "id", "XB/702",
                        "label", "Article 702",
                        "title", "Laundering",
                        "articles", "17",
                        "base", "120",
                        "source", "Gazette",
                        "asOf", "2026-02-01",
                        "confidence", "seen",
                        "reason", "Because.");
        var preview = form(Who.ZELENKA, "/law/register/enact", fields).expect(200).text();
        assertThat(preview).contains("Added: 1").contains("XB/702");
        var file =
                batch(
                        "Because.",
                        Json.object()
                                .with("id", "XB/702")
                                .with("label", "Article 702")
                                .with("title", "Laundering")
                                .with("articles", new Json.Arr(List.of(new Json.Int(17))))
                                .with("base", 120)
                                .with("source", "Gazette")
                                .with("asOf", "2026-02-01")
                                .with("confidence", "seen"));
        form(
                        Who.ZELENKA,
                        "/law/register/entry",
                        Map.of("file", CanonicalJson.text(file), "reason", "Because."))
                .expect(303);
        read("/law/provisions/XB/702", "application/json").expect(404);
        var waiting = awaited(Who.OZOLS);
        assertThat(waiting.bool("own")).contains(false);
        assertThat(read(Who.OZOLS, "/law/entries"))
                .contains("Added: 1")
                .contains("XB/702")
                .contains("Piotr Zelenka")
                .contains("Activate and publish");
        assertThat(answered(Who.OZOLS, waiting, "activation").status()).isEqualTo(303);
        read("/law/provisions/XB/702", "application/json").expect(200);
    }

    @Test
    void a_pasted_file_comes_back_with_its_lines() {
        var refused =
                form(
                                Who.ZELENKA,
                                "/law/register/import",
                                Map.of("file", "id,label\nXB/1,x\n", "reason", "r"))
                        .expect(422)
                        .text();
        assertThat(refused).contains("Line 1,").contains("XB/1,x");
    }

    @Test
    void conduct_is_asked_for_and_not_its_label() {
        var asked =
                Json.object()
                        .with("requesting", "XB")
                        .with("requested", "DE")
                        .with("conduct", Json.strings(List.of("ACCESS")))
                        .with(
                                "circumstances",
                                Json.object()
                                        .with("WITHOUT_RIGHT", true)
                                        .with("INTENT", true)
                                        .with("SECURITY_MEASURE", true));
        var answer = send(json(request("/law/conduct"), "POST", asked)).expect(200).object();
        assertThat(answer.text("criminalInBoth")).contains("TRUE");
        assertThat(answer.text("labelsDiffer")).contains("TRUE");
        assertThat(
                        answer.object("facts")
                                .flatMap(facts -> facts.object("offence"))
                                .flatMap(offence -> offence.bool("criminalInBoth")))
                .contains(true);
        var refused =
                send(json(
                                request("/law/conduct"),
                                "POST",
                                asked.with("conduct", Json.strings(List.of("THINK")))))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("conduct.refused");
        send(json(request("/law/conduct"), "POST", asked.with("requested", "QQ"))).expect(404);
    }

    @Test
    void every_page_is_there_in_every_language_and_says_no_key() {
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            for (var path :
                    List.of(
                            "/law/register?",
                            "/law/register?state=US&article=7&",
                            "/law/register/US?",
                            "/law/register/DE/StGB-202a?",
                            "/law/register/compare?first=XB&second=US&conduct=ACCESS&INTENT=true&")) {
                var page = read(path + "language=" + language, "text/html").expect(200).text();
                assertThat(page).as(path + language).doesNotContain("register.");
            }
        assertThat(read("/law/register", "text/html").expect(200).text())
                .contains("scope=\"row\"")
                .contains("scope=\"col\"");
    }

    @Test
    void what_is_not_understood_is_a_problem_and_never_a_500() {
        for (var path :
                List.of(
                        "/law/register?day=yesterday",
                        "/law/register?article=6",
                        "/law/register?state=QQ",
                        "/law/register/QQ",
                        "/law/register/US/nothing",
                        "/law/register/compare?first=QQ",
                        "/law/register/compare?conduct=THINK",
                        "/law/register/compare?INTENT=perhaps"))
            assertThat(read(path, "text/html").status()).as(path).isIn(400, 404);
        assertThat(read("/law/provisions/QQ.csv", "text/csv").status()).isEqualTo(404);
        assertThat(read("/law/provisions?day=2026-02-30", "application/json").status())
                .isEqualTo(400);
    }

    /** End to end: Borduria's request is filed, its law is amended, its owners are told. */
    @Test
    void whoever_rests_on_a_provision_that_changed_is_told() {
        enacted("/law/provisions", batch("First.", provision("XB/801", 60)));
        var draft = UUID.randomUUID();
        var terms = Json.object().with("provision", Json.strings(List.of("XB/801")));
        send(json(
                        request(Who.ORBAN, "/drafts/" + draft),
                        "PUT",
                        Json.object()
                                .with("type", "request")
                                .with("content", Json.object().with("terms", terms))))
                .expect(200);
        assertThat(changed(Who.ORBAN)).doesNotContain("XB/801");

        clock.pass(Duration.ofMinutes(1));
        enacted("/law/provisions", batch("Lowered.", provision("XB/801", 36)));

        assertThat(changed(Who.ORBAN)).contains("XB/801");
        assertThat(changed(Who.KATZ)).as("another person's draft").doesNotContain("XB/801");
        var page =
                send(request(Who.ORBAN, "/worklist").setHeader("Accept", "text/html").GET())
                        .expect(200)
                        .text();
        assertThat(page)
                .contains("It rests on a provision that changed since:")
                .contains("/law/register/XB/801")
                .contains("Lowered.");
    }

    @Test
    void the_authority_that_filed_a_request_is_told_that_the_law_under_it_changed() {
        arrived(UUID.randomUUID()); // so that Arcadia's law is known here
        enacted("/law/provisions", batch("First.", provision("XB/802", 60)));
        var docket = UUID.randomUUID();
        var asked = terms(Map.of("requestedState", "XA", "until", "2026-12-31"));
        var authorised =
                take(
                        Who.OKAFOR,
                        docket,
                        "authorise",
                        Json.object()
                                .with("terms", scope(asked))
                                .with("subject", subject())
                                .with("reasons", said("proportionality")));
        take(Who.KATZ, docket, "request", request(authorised, "XB/802"));
        assertThat(changed(Who.KATZ)).doesNotContain("XB/802");

        clock.pass(Duration.ofMinutes(1));
        enacted("/law/provisions", batch("Lowered.", provision("XB/802", 36)));

        assertThat(changed(Who.KATZ)).contains("XB/802");
        assertThat(changed(Who.ORBAN)).as("another authority").doesNotContain("XB/802");
    }

    static Json.Obj request(Digest authorisation, String provision) {
        var terms =
                scope(
                                terms(
                                        Map.of(
                                                "requestedState", "XA",
                                                "authorisation", authorisation.hex(),
                                                "measure", "PRODUCE_CONTENT",
                                                "nature", "CRIMINAL",
                                                "jurisdiction", "TERRITORY",
                                                "channel", "CENTRAL",
                                                "language", "en",
                                                "deathPenalty", "FALSE",
                                                "thirdPartiesAffected", "FALSE")))
                        .with("conventionArticle", new Json.Int(9))
                        .with("maxMonths", new Json.Int(60))
                        .with("provision", Json.strings(List.of(provision)));
        for (var field :
                List.of(
                        "conductingAuthority",
                        "proceeding",
                        "offenceTitle",
                        "statute",
                        "assistance",
                        "purpose",
                        "retention")) terms = terms.with(field, WORDS);
        return Json.object()
                .with("terms", terms)
                .with("subject", subject())
                .with("facts", said("summary"))
                .with("reasons", said("proportionality").with("lessIntrusiveMeans", WORDS));
    }

    private static final String WORDS =
            "What this case needs is said here, in more words than a heading has, so that nobody has to ask again.";

    private static Json.Obj said(String field) {
        return Json.object().with(field, WORDS);
    }

    private List<String> changed(Who who) {
        return get(who, "/worklist").expect(200).object().items("changed").stream()
                .map(row -> ((Json.Obj) row).text("provision").orElse(""))
                .toList();
    }
}
