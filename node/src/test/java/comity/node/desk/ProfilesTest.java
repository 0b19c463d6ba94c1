package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A State's registrar of laws publishes its profile; anybody reads it. */
class ProfilesTest extends Borduria {

    /** The next version, as things stand: the whole form with nothing but what it must say. */
    private Json.Obj next() {
        var version = registry.profiles(Set.of("XB")).of("XB").orElseThrow().version() + 1;
        return Json.object()
                .with("format", "comity-profile/1")
                .with("state", "XB")
                .with("version", version)
                .with("asOf", "2026-11-20")
                .with("inForceFrom", "2026-11-20")
                .with("authorities", Json.object().with("central", "XB.central-authority"))
                .with("languages", Json.strings(List.of("en")));
    }

    private HttpRequest.Builder page(Who who, String path) {
        return request(path)
                .header("Authorization", "Bearer " + token(who))
                .setHeader("Accept", "text/html")
                .header("Comity-Office", who.office);
    }

    private Answer form(Who who, String path, Map<String, String> fields) {
        return send(
                page(who, path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        fields.entrySet().stream()
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

    @Test
    void a_version_is_published_by_program_and_stands() throws Exception {
        var document = next().with("caps", Json.object().with("accounts", 3));
        enacted("/law/profiles", document);
        var standing =
                JsonReader.actObject(
                        send(request("/law/profiles/XB").GET()).expect(200).response().body());
        assertThat(standing.object("document")).contains(document);
        assertThat(standing.object("version").flatMap(version -> version.text("profile")))
                .contains(Digest.of(document).hex());
        var versions = send(request("/law/profiles/XB/versions").GET()).expect(200).json();
        assertThat(((Json.Arr) versions).items()).hasSizeGreaterThan(1);
        assertThat(send(request("/law/profiles").GET()).expect(200).text()).contains("\"XB\"");
        assertThat(registry.profiles(Set.of("XB")).of("XB").orElseThrow().mostAccounts())
                .isEqualTo(3);
    }

    @Test
    void what_is_wrong_is_refused_whole_with_line_and_reason() {
        var before = filed();
        var text =
                """
                { "format": "comity-profile/1", "state": "XA", "version": 900,
                  "asOf": "2026-11-20", "inForceFrom": "2026-11-20",
                  "authorities": { "central": "XB.ministry" },
                  "languages": ["en"],
                  "preservation": { "days": 59 } }
                """;
        var answer =
                send(
                        bytes(
                                request(Who.ZELENKA, "/law/profiles"),
                                "POST",
                                text.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("profile.refused");
        var facts = answer.object().object("facts").orElseThrow();
        assertThat(facts.text("/state").orElse("")).startsWith("1: ");
        assertThat(facts.text("/authorities/central").orElse("")).startsWith("3: ");
        assertThat(facts.text("/preservation/days").orElse(""))
                .startsWith("5: ")
                .contains("Article 42");
        var latin = "{ \"format\": \"b\u00fc\" }".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(send(bytes(request(Who.ZELENKA, "/law/profiles"), "POST", latin)).status())
                .isEqualTo(422);
        assertThat(filed()).isEqualTo(before);
    }

    @Test
    void nobody_else_publishes() {
        assertThat(post(Who.KATZ, "/law/profiles", next()).status()).isEqualTo(403);
        assertThat(send(page(Who.OKAFOR, "/law/profiles/new").GET()).status()).isEqualTo(403);
    }

    @Test
    void the_form_shows_what_would_change_before_it_publishes() {
        var fields = new TreeMap<String, String>();
        fields.put("version", next().integer("version").orElseThrow().toString());
        fields.put("asOf", "2026-11-20");
        fields.put("inForceFrom", "2026-11-20");
        fields.put("authorities.central", "XB.central-authority");
        fields.put("languages", "en, fr");
        fields.put("deathPenalty.abolished", "true");
        fields.put("deadlines.0.step", "DECIDE");
        fields.put("deadlines.0.count", "20");
        fields.put("deadlines.0.unit", "WORKING_DAYS");
        fields.put("do", "publish");
        var before = filed();
        var unseen = form(Who.ZELENKA, "/law/profiles/new", fields).expect(200);
        assertThat(filed()).as("nothing is published unseen").isEqualTo(before);
        assertThat(unseen.text()).contains("It is abolished").contains("stricter");
        var checked =
                unseen.text().replaceAll("(?s).*name=\"checked\" value=\"([0-9a-f]{64})\".*", "$1");
        fields.put("checked", checked);
        fields.put("caps.accounts", "2");
        form(Who.ZELENKA, "/law/profiles/new", fields).expect(200);
        assertThat(filed()).as("it is another document than was shown").isEqualTo(before);
        fields.remove("caps.accounts");
        assertThat(form(Who.ZELENKA, "/law/profiles/new", fields).status()).isEqualTo(303);
        assertThat(filed()).as("another registrar activates it").isEqualTo(before);
        var waiting = awaited(Who.OZOLS);
        assertThat(send(page(Who.OZOLS, "/law/entries").GET()).expect(200).text())
                .contains("It is abolished")
                .contains("Piotr Zelenka");
        activated(Who.OZOLS, Json.object().with("entry", waiting.get("number").orElseThrow()))
                .expect(201);
        var standing = registry.profiles(Set.of("XB")).of("XB").orElseThrow();
        assertThat(standing.languages()).containsExactlyInAnyOrder("en", "fr");
        assertThat(standing.abolitionist()).contains(true);
    }

    @Test
    void the_form_keeps_what_was_typed_and_says_what_is_wrong_with_it() {
        var answer =
                form(
                                Who.ZELENKA,
                                "/law/profiles/new",
                                Map.of(
                                        "version", "one",
                                        "languages", "en <script>",
                                        "thresholds.months", "47",
                                        "do", "check"))
                        .expect(422);
        assertThat(answer.text())
                .contains("value=\"one\"")
                .contains("value=\"en &lt;script>\"")
                .contains("47 is below 48")
                .contains("A whole number is expected");
    }

    @Test
    void a_pasted_document_is_refused_with_its_lines_and_kept() {
        var answer =
                form(
                                Who.ZELENKA,
                                "/law/profiles/document",
                                Map.of(
                                        "json",
                                        "{ \"format\": \"comity-profile/1\",\r\n \"stat\": \"XB\" }",
                                        "do",
                                        "check"))
                        .expect(422);
        assertThat(answer.text())
                .contains("Line 2,")
                .contains("&quot;stat&quot;".replace("&quot;", "\""));
    }

    @Test
    void the_schema_is_served_and_what_is_published_fits_it() {
        var schema = send(request("/profile.schema.json").GET()).expect(200);
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema.text())
                                .validate(CanonicalJson.text(next()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void every_page_answers_in_six_languages() {
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            for (var path :
                    List.of(
                            "/law/profiles",
                            "/law/profiles/XB",
                            "/law/profiles/XB/versions",
                            "/law/profiles/comparison?one=XB&other=XB",
                            "/law/profiles/new",
                            "/law/profiles/document",
                            "/law/entries"))
                send(page(Who.ZELENKA, path).header("Accept-Language", language).GET()).expect(200);
        assertThat(
                        send(request("/law/profiles/XQ").setHeader("Accept", "text/html").GET())
                                .status())
                .isEqualTo(404);
    }
}
