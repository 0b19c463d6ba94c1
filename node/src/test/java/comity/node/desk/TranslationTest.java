package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.mail.Matter;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A translator's way: given sections, what is typed kept, what is lacking said, an act filed. */
class TranslationTest extends Borduria {
    @Autowired TranslationAwaiting awaiting;
    @Autowired Offices offices;

    private static final String DRAFT = "[?&]draft=([0-9a-f-]{36})";

    /** A request that arrived, and its facts and reasons given to the translator. */
    private record Given(UUID docket, Digest request) {
        String path() {
            return "/dockets/" + docket + "/translation/" + request.hex();
        }
    }

    private Given given(String... sections) {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        assign(Who.KATZ, docket, Who.TANAKA, sections).expect(200);
        return new Given(docket, request);
    }

    @Test
    void it_is_written_checked_filed_and_stands_beside_its_original() {
        var given = given("facts", "reasons");
        assertThat(page(Who.KATZ, "/dockets/" + given.docket()))
                .contains("Translation awaited")
                .contains("Yuki Tanaka");
        assertThat(page(Who.TANAKA, "/translations")).contains(given.path());
        var desk = page(Who.TANAKA, given.path() + "?into=fr");
        assertThat(desk).contains("name=\"text.facts.summary\"").doesNotContain("text.terms.");

        var typed = typed(given, "fr");
        var first = passages(given).getFirst().text("name").orElseThrow();
        var half = new LinkedHashMap<>(typed);
        half.remove("text." + first);
        half.remove("accurate");
        var kept = submit(given.path(), half, "keep");
        assertThat(kept.status()).isEqualTo(303);
        var draft = place(kept).replaceAll(".*" + DRAFT + ".*", "$1");
        half.put("draft", draft);

        var refused = submit(given.path(), half, "propose");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("each translated or left as it is: ")
                .contains("This is missing: The translator declares that it is accurate")
                .contains("Texte de ");

        typed.put("draft", draft);
        var proposed = submit(given.path(), typed, "propose");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(303);
        var id = place(proposed).replaceAll(".*/proposals/", "");
        var act =
                post(Who.TANAKA, "/proposals/" + id + "/filing", Json.object())
                        .expect(201)
                        .object()
                        .text("digest")
                        .orElseThrow();

        assertThat(page(Who.KATZ, "/dockets/" + given.docket() + "?language=fr"))
                .contains("side-by-side")
                .contains("Texte de ")
                .contains("Yuki Tanaka")
                .contains(act);
        assertThat(page(Who.KATZ, "/dockets/" + given.docket()))
                .doesNotContain("Translation awaited");
        // The back button: this draft became an act.
        var again = submit(given.path(), typed, "propose");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains(act);
        // Another one replaces it, by name, and both stay.
        typed.put("draft", "");
        typed.put("text." + first, typed.get("text." + first) + " Encore.");
        var id2 = place(submit(given.path(), typed, "propose")).replaceAll(".*/proposals/", "");
        post(Who.TANAKA, "/proposals/" + id2 + "/filing", Json.object()).expect(201);
        var docket = get(Who.KATZ, "/dockets/" + given.docket()).expect(200).object();
        assertThat(
                        docket.items("acts").stream()
                                .filter(one -> text(one, "type").equals("translate")))
                .hasSize(2);
        assertThat(docket.toString()).contains("replaces").contains(act);
    }

    @Test
    void a_refusal_names_fields_as_the_form_does_in_the_readers_language() {
        var given = given("facts");
        var typed = typed(given, "fr");
        typed.remove("accurate");
        typed.keySet().removeIf(name -> name.startsWith("text.facts."));
        var refused = submit("fr", given.path(), typed, "propose");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("Résumé des faits")
                .doesNotContain(": accurate")
                .doesNotContain(": summary");
    }

    /** Whatever was given to them: what they wrote themselves stays open to them. */
    @Test
    void a_translator_sees_their_own_translation_and_no_other_section() {
        var given = given("facts");
        filed(given, typed(given, "fr"));
        var docket = get(Who.TANAKA, "/dockets/" + given.docket()).expect(200).object();
        var own = acts(docket, "translate").getFirst().toString();
        assertThat(own).contains("Texte de ").contains("translatedInto");
        var request = acts(docket, "request").getFirst().toString();
        assertThat(request).doesNotContain("k.orlov");
        assertThat(page(Who.TANAKA, "/dockets/" + given.docket())).contains("Texte de ");
    }

    @Test
    void what_was_given_awaits_its_translator_until_it_is_translated() {
        var before = waiting();
        var given = given("facts");
        assertThat(waiting()).isEqualTo(before + 1);
        assertThat(awaits(given)).hasSize(1);
        filed(given, typed(given, "fr"));
        assertThat(waiting()).isEqualTo(before);
        assertThat(awaits(given)).isEmpty();
    }

    /** As the backlog counts it. */
    private long waiting() {
        return get(Who.KATZ, "/backlog").expect(200).object().items("waiting").stream()
                .map(Json.Obj.class::cast)
                .filter(sum -> text(sum, "kind").equals("translation"))
                .mapToLong(
                        sum ->
                                sum.get("dockets").orElseThrow() instanceof Json.Real(var number)
                                        ? (long) number
                                        : -1)
                .sum();
    }

    /** As the letter to the translator counts it. */
    private List<Matter> awaits(Given given) {
        var person = new Person(Who.TANAKA.person, "Yuki Tanaka");
        return awaiting.candidates(person, offices.of(person), clock.instant()).stream()
                .filter(matter -> matter.about().equals(given.docket().toString()))
                .toList();
    }

    private void filed(Given given, Map<String, String> typed) {
        var id = place(submit(given.path(), typed, "propose")).replaceAll(".*/proposals/", "");
        post(Who.TANAKA, "/proposals/" + id + "/filing", Json.object()).expect(201);
    }

    private static List<Json.Obj> acts(Json.Obj docket, String type) {
        return docket.items("acts").stream()
                .map(Json.Obj.class::cast)
                .filter(act -> text(act, "type").equals(type))
                .toList();
    }

    @Test
    void what_was_discarded_by_mistake_is_brought_back() {
        var given = given("facts", "reasons");
        var typed = typed(given, "fr");
        var draft =
                place(submit(given.path(), typed, "keep")).replaceAll(".*" + DRAFT + ".*", "$1");
        typed.put("draft", draft);
        submit(given.path(), typed, "drop");
        assertThat(page(Who.TANAKA, given.path() + "?into=fr")).doesNotContain("Texte de ");
        assertThat(page(Who.TANAKA, "/translations"))
                .contains("/translations/back")
                .contains(draft);

        var back = submit("/translations/back", Map.of("draft", draft), "back");
        assertThat(back.status()).isEqualTo(303);
        assertThat(page(Who.TANAKA, given.path() + "?draft=" + draft)).contains("Texte de ");
        assertThat(submit("/translations/back", Map.of("draft", draft), "back").status())
                .isEqualTo(404);
    }

    @Test
    void an_account_that_was_changed_on_the_way_is_shown_and_never_filed() {
        var given = given("facts", "reasons", "terms");
        var passage =
                passages(given).stream()
                        .filter(one -> !one.items("kept").isEmpty())
                        .findFirst()
                        .orElseThrow();
        var name = "text." + passage.text("name").orElseThrow();
        var identifier = passage.texts("kept").getFirst();
        var typed = typed(given, "fr");
        var changed = typed.getOrDefault(name, "").replace(identifier, identifier + "9");
        typed.put(name, changed);
        var refused = submit(given.path(), typed, "propose");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("this is missing, letter for letter")
                .contains("id=\"missing-");
        // What was typed is still there.
        assertThat(refused.text()).contains("Texte de ");
    }

    @Test
    void what_turns_the_direction_of_a_text_is_shown_by_its_number_in_both_columns() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var asked =
                take(
                        Who.KATZ,
                        docket,
                        "ask-information",
                        Json.object()
                                .with("terms", terms(Map.of("request", request.hex())))
                                .with(
                                        "facts",
                                        Json.object()
                                                .with(
                                                        "question",
                                                        "Of k.оrlov@mail.example or \u202Emoc.live\u202C 77, <script>alert(1)</script>?")));
        assign(Who.KATZ, docket, Who.TANAKA, "facts").expect(200);
        var path = "/dockets/" + docket + "/translation/" + asked.hex();
        // It goes out to Arcadia, which reads English and nothing else.
        var typed = new LinkedHashMap<String, String>();
        typed.put("writtenIn", "ru");
        typed.put("translatedInto", "en");
        typed.put("text.facts.question", "Of \u202E\u2066 k.orlov@mail.example, 77?");
        var draft = place(submit(path, typed, "keep")).replaceAll(".*" + DRAFT + ".*", "$1");
        var desk = page(Who.TANAKA, path + "?draft=" + draft);
        assertThat(desk)
                .contains("U+202E")
                .contains("U+2066")
                .contains("о U+043E")
                .contains("k.оrlov@mail.example</bdi>")
                .doesNotContain("<script>alert");
        assertThat(desk.replaceAll("(?s)<textarea.*?</textarea>", ""))
                .doesNotContain("\u202E")
                .doesNotContain("\u2066");
        typed.put("draft", draft);
        typed.put("accurate", "yes");
        assertThat(submit(path, typed, "propose").text())
                .contains("this is missing, letter for letter");
    }

    @Test
    void a_translator_does_nothing_else_and_translates_nothing_that_was_not_given() {
        var given = given("facts");
        var other = UUID.randomUUID();
        var request = arrived(other);
        assertThat(get(Who.TANAKA, "/dockets/" + other + "/translation/" + request.hex()).status())
                .isEqualTo(404);
        assertThat(
                        get(
                                        Who.TANAKA,
                                        "/dockets/"
                                                + given.docket()
                                                + "/translation/"
                                                + "0".repeat(64))
                                .status())
                .isEqualTo(404);
        var acknowledged =
                propose(
                        Who.TANAKA,
                        given.docket(),
                        "acknowledge",
                        Json.object()
                                .with("terms", terms(Map.of("request", given.request().hex()))));
        assertThat(acknowledged.status()).isEqualTo(422);
        assertThat(acknowledged.text()).contains("W-003");
        get(Who.KATZ, given.path()).expect(403);
        var typed = typed(given, "fr");
        typed.put("text.subject.custodian", "invented");
        typed.put("text.reasons.proportionality", "invented");
        var id = place(submit(given.path(), typed, "propose")).replaceAll(".*/proposals/", "");
        assertThat(get(Who.TANAKA, "/proposals/" + id).expect(200).text())
                .doesNotContain("invented")
                .contains("untranslated");
    }

    @Test
    void the_paper_has_the_translation_in_its_own_column() throws IOException {
        var given = given("facts", "reasons", "terms");
        var typed = typed(given, "ar");
        var id = place(submit(given.path(), typed, "propose")).replaceAll(".*/proposals/", "");
        post(Who.TANAKA, "/proposals/" + id + "/filing", Json.object()).expect(201);
        var paper =
                send(
                        request(
                                        Who.KATZ,
                                        "/dockets/"
                                                + given.docket()
                                                + "/acts/"
                                                + given.request().hex()
                                                + "/paper?left=en&right=ar")
                                .setHeader("Accept", "*/*")
                                .GET());
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.response().headers().firstValue("Content-Type"))
                .contains("application/pdf");
        try (var document = Loader.loadPDF(paper.response().body())) {
            assertThat(new PDFTextStripper().getText(document))
                    .as("what the authority is called, and its identifier")
                    .contains("XA.central-authority (XA.central-authority) ·");
        }
    }

    /** Every passage translated into something that keeps what has to be kept. */
    private Map<String, String> typed(Given given, String into) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("translatedInto", into);
        typed.put("accurate", "yes");
        for (var passage : passages(given, into)) {
            var words = new ArrayList<String>();
            words.add("Texte de " + passage.text("field").orElseThrow() + ":");
            words.addAll(passage.texts("kept"));
            for (var term : passage.items("terms")) words.add(text(term, "authentic"));
            typed.put("text." + passage.text("name").orElseThrow(), String.join(" ", words) + " .");
        }
        return typed;
    }

    private List<Json.Obj> passages(Given given) {
        return passages(given, "fr");
    }

    private List<Json.Obj> passages(Given given, String into) {
        var path = given.path() + "?into=" + into + "&language=" + into;
        return get(Who.TANAKA, path).expect(200).object().items("parts").stream()
                .map(Json.Obj.class::cast)
                .flatMap(part -> part.items("passages").stream())
                .map(Json.Obj.class::cast)
                .toList();
    }

    private static String text(Json object, String member) {
        return object instanceof Json.Obj json ? json.text(member).orElse("") : "";
    }

    private Answer submit(String path, Map<String, String> fields, String step) {
        return submit("en", path, fields, step);
    }

    private Answer submit(String language, String path, Map<String, String> fields, String step) {
        var form = new LinkedHashMap<>(fields);
        form.put("do", step);
        return send(
                request(Who.TANAKA, path)
                        .header("Accept-Language", language)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .setHeader("Accept", "text/html")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        form.entrySet().stream()
                                                .map(
                                                        field ->
                                                                encoded(field.getKey())
                                                                        + "="
                                                                        + encoded(field.getValue()))
                                                .collect(Collectors.joining("&")))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String place(Answer answer) {
        return answer.response()
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.status() + " " + answer.text()));
    }

    private String page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET()).expect(200).text();
    }
}
