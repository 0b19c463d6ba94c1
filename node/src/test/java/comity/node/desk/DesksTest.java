package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Worklist, search, duty desk, backlog and calendar, as an office uses them over HTTP. */
class DesksTest extends Borduria {
    private final UUID docket = ActId.next(Nation.NOON, new Random(20_26));

    private Answer page(Who who, String path) {
        return send(request(who, path).setHeader("Accept", "text/html").GET());
    }

    private Answer form(Who who, String path, Map<String, String> said) {
        var body =
                said.entrySet().stream()
                        .map(
                                one ->
                                        one.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return send(
                request(who, path)
                        .setHeader("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void a_request_that_arrives_is_on_the_list_of_the_central_authority_and_can_be_taken_away() {
        arrived(docket);
        var brief = docket.toString().substring(24);
        assertThat(page(Who.KATZ, "/worklist?order=LATEST").expect(200).text()).contains(brief);
        assertThat(page(Who.KATZ, "/worklist?turn=US&order=LATEST").expect(200).text())
                .contains(brief);
        assertThat(page(Who.KATZ, "/worklist?turn=PROVIDER&order=LATEST").expect(200).text())
                .doesNotContain(brief);
        assertThat(get(Who.KATZ, "/worklist?phase=NONSENSE").expect(400).code())
                .isEqualTo("list.filter");
        assertThat(get(Who.KATZ, "/worklist?after=1%20OR%201").expect(400).code())
                .isEqualTo("list.filter");
        var csv =
                send(request(Who.KATZ, "/worklist/list.csv?order=LATEST&whose=ALL")
                                .setHeader("Accept", "text/csv")
                                .GET())
                        .expect(200)
                        .text();
        assertThat(csv).startsWith("docket,requesting").contains(docket.toString());
        assertThat(get(Who.KATZ, "/worklist/list.json?order=LATEST&whose=ALL").expect(200).text())
                .contains(docket.toString());
        assertThat(
                        form(
                                        Who.KATZ,
                                        "/worklist/filters",
                                        Map.of("do", "keep", "query", "turn=US"))
                                .status())
                .isEqualTo(303);
        assertThat(page(Who.KATZ, "/worklist").text()).contains("href=\"/worklist?turn=US\"");
        form(Who.KATZ, "/worklist/filters", Map.of("do", "drop", "query", "turn=US"));
        assertThat(page(Who.KATZ, "/worklist").text()).doesNotContain("href=\"/worklist?turn=US\"");
        assertThat(form(Who.KATZ, "/worklist/filters", Map.of("do", "keep", "query", "")).status())
                .isEqualTo(422);
    }

    /** As its State's directory has it; in English where that gives no other. */
    @Test
    void an_authority_is_called_by_its_name_in_the_readers_language() {
        var names =
                Map.of(
                        "en", "Court of Borduria",
                        "ar", "محكمة بوردوريا",
                        "fr", "Court of Borduria");
        names.forEach(
                (language, name) ->
                        assertThat(page(Who.OKAFOR, "/worklist?language=" + language).text())
                                .contains("<bdi class=\"meta\">" + name + "</bdi>")
                                .doesNotContain("XB.court"));
    }

    @Test
    void a_person_is_searched_for_with_a_reason_that_is_kept_and_read_by_oversight() {
        arrived(docket);
        var brief = docket.toString().substring(24);
        assertThat(page(Who.KATZ, "/search?q=" + docket).expect(200).text()).contains(brief);
        assertThat(page(Who.KATZ, "/search?q=orlov").expect(200).text()).doesNotContain(brief);
        assertThat(form(Who.KATZ, "/search/persons", Map.of("q", "orlov")).status()).isEqualTo(422);
        var found =
                post(
                                Who.KATZ,
                                "/search/persons",
                                Json.object().with("q", "orlov").with("reason", "DUPLICATE"))
                        .expect(200);
        assertThat(found.object().items("hits")).isNotEmpty();
        assertThat(
                        form(
                                        Who.KATZ,
                                        "/search/persons",
                                        Map.of("q", "orlov", "reason", "DUPLICATE"))
                                .expect(200)
                                .text())
                .contains("orlov");
        for (var reader : List.of(Who.INSPECTOR, Who.MORA))
            assertThat(page(reader, "/search/lookups").expect(200).text())
                    .contains("orlov")
                    .contains("Miriam Katz");
        assertThat(get(Who.MOREAU, "/search?q=x").status()).isEqualTo(403);
        assertThat(get(Who.KATZ, "/search?q=" + "x".repeat(201)).expect(422).code())
                .isEqualTo("search.long");
    }

    @Test
    void the_wall_refreshes_itself_and_the_backlog_says_in_a_table_what_it_draws() {
        arrived(docket);
        var wall = page(Who.KATZ, "/duty").expect(200);
        assertThat(wall.response().headers().firstValue("Refresh")).contains("60");
        assertThat(page(Who.KATZ, "/duty?refresh=no").response().headers().firstValue("Refresh"))
                .isEmpty();
        get(Who.KATZ, "/duty").expect(200);
        assertThat(page(Who.INSPECTOR, "/backlog").expect(200).text())
                .contains("<svg")
                .contains("<table");
        get(Who.KATZ, "/backlog").expect(200);
        for (var language : List.of("ar", "zh", "fr", "ru", "es"))
            for (var path : List.of("/duty", "/backlog", "/search", "/calendar", "/worklist"))
                page(Who.KATZ, path + "?language=" + language).expect(200);
    }

    @Test
    void a_calendar_has_a_secret_address_until_it_is_ended() {
        arrived(docket);
        var made = form(Who.LINDQVIST, "/calendar", Map.of("do", "make")).expect(200).text();
        var address = Pattern.compile("/calendar/feed/[A-Za-z0-9_-]{43}").matcher(made);
        assertThat(address.find()).isTrue();
        var feed =
                HttpRequest.newBuilder(URI.create(relyingParty.origin() + address.group())).GET();
        assertThat(send(feed).expect(200).text()).startsWith("BEGIN:VCALENDAR\r\n");
        assertThat(page(Who.LINDQVIST, "/calendar").text()).doesNotContain(address.group());
        form(Who.LINDQVIST, "/calendar", Map.of("do", "end"));
        assertThat(send(feed).status()).isEqualTo(404);
        assertThat(form(Who.LINDQVIST, "/calendar", Map.of("do", "nothing")).status())
                .isEqualTo(400);
    }
}
