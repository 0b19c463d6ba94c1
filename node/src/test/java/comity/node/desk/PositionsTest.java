package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where States stand, as anybody sees it: a map and a table that say the same. */
class PositionsTest extends Borduria {
    private static final Pattern ON_MAP =
            Pattern.compile("<a href=\"/law/positions/([A-Z]{2})\" tabindex=\"-1\">");
    private static final Pattern IN_TABLE =
            Pattern.compile("<th scope=\"row\"[^>]*><a [^>]*href=\"/law/positions/([A-Z]{2})\"");

    private Answer page(String path) {
        return send(request(path).setHeader("Accept", "text/html").GET()).expect(200);
    }

    private Json.Obj read(String path) {
        return send(request(path).GET()).expect(200).object();
    }

    private static List<String> states(Json.Obj view) {
        return view.items("states").stream()
                .map(state -> ((Json.Obj) state).text("state").orElseThrow())
                .toList();
    }

    private static TreeSet<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).forEach(found::add);
        return found;
    }

    @Test
    void every_state_is_in_the_table_and_on_the_map_or_beside_it() {
        var page = page("/law/positions").text();
        var all = new TreeSet<>(states(read("/law/positions")));
        var onMap = found(ON_MAP, page);
        assertThat(all).hasSize(198);
        assertThat(found(IN_TABLE, page)).isEqualTo(all);
        var beside = new TreeSet<>(all);
        beside.removeAll(onMap);
        assertThat(beside).containsExactly("EU");
        assertThat(page).contains("Not on the map:");
        assertThat(all).containsAll(onMap);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=signed",
                "filter=ratified",
                "filter=not-signed",
                "filter=objected",
                "filter=signed&region=africa"
            })
    void map_and_table_show_the_same_under_every_filter(String filter) {
        var page = page("/law/positions?" + filter).text();
        var asked = new TreeSet<>(states(read("/law/positions?" + filter)));
        assertThat(asked).isNotEmpty();
        assertThat(found(IN_TABLE, page)).isEqualTo(asked);
        asked.remove("EU");
        assertThat(found(ON_MAP, page)).isEqualTo(asked);
    }

    @Test
    void filters_say_who_stands_where() {
        assertThat(states(read("/law/positions?filter=signed"))).hasSize(73).contains("CA", "EU");
        assertThat(states(read("/law/positions?filter=ratified")))
                .containsExactlyInAnyOrder("AZ", "QA", "VN");
        assertThat(states(read("/law/positions?filter=objected")))
                .containsExactlyInAnyOrder("IR", "RU", "SY");
        assertThat(states(read("/law/positions?filter=not-signed")))
                .contains("US", "NZ", "JP", "MX", "IN", "IL")
                .doesNotContain("CA");
    }

    @Test
    void order_is_by_name_or_by_the_day_of_signature() {
        var byDay = states(read("/law/positions?filter=signed&sort=date"));
        assertThat(byDay).endsWith("MU", "CA");
        var byName = states(read("/law/positions?sort=name"));
        assertThat(byName.getFirst()).isEqualTo("AF");
    }

    @Test
    void what_nobody_can_ask_for_is_refused() {
        for (var asked : List.of("filter=friends", "region=moon", "sort=size", "region=EUROPE"))
            for (var path : List.of("/law/positions", "/law/positions.csv"))
                assertThat(send(request(path + "?" + asked).setHeader("Accept", "*/*").GET()))
                        .satisfies(
                                answer -> {
                                    assertThat(answer.status()).isEqualTo(400);
                                    assertThat(answer.code()).isEqualTo("parameter.malformed");
                                });
        for (var state : List.of("ZZ", "XA", "fr", "FRA", "%00"))
            assertThat(send(request("/law/positions/" + state).GET()).status())
                    .as(state)
                    .isBetween(400, 404);
    }

    @Test
    void the_counters_keep_certain_reported_and_disputed_apart() {
        var answer = send(request("/law/positions").GET()).expect(200);
        assertThat(answer.text())
                .contains("\"signatories\":72,\"signedLater\":1")
                .contains("\"certain\":0,\"reported\":1,\"disputed\":2,\"unverified\":0")
                .contains("\"needed\":40");
        var counters = answer.object().object("counters").orElseThrow();
        assertThat(counters.text("day")).contains("");
        assertThat(counters.text("inForce").orElseThrow()).isNotEqualTo("TRUE");
        assertThat(read("/law/positions").text("asOf")).contains("2025-11");
    }

    @Test
    void one_states_page_names_source_day_and_confidence_of_everything() {
        var iran = page("/law/positions/IR").text();
        assertThat(iran)
                .contains("Objected")
                .contains("Digital Watch")
                .contains("Unverified")
                .contains("November 2025");
        var view = read("/law/positions/IR");
        assertThat(view.items("positions"))
                .allSatisfy(
                        position -> {
                            var said = (Json.Obj) position;
                            assertThat(said.text("confidence")).isPresent();
                            assertThat(said.text("asOf").orElse("")).isNotEmpty();
                            assertThat(said.texts("sources")).isNotEmpty();
                        });
        assertThat(page("/law/positions/AL").text()).contains("no signature is known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "es", "fr", "ru", "zh"})
    void names_and_days_are_in_the_readers_language(String language) {
        var page = page("/law/positions?language=" + language).text();
        var locale = Locale.of(language);
        assertThat(page)
                .contains(Locale.of("", "DZ").getDisplayCountry(locale))
                .contains(Locale.of("", "EU").getDisplayCountry(locale));
        assertThat(page.contains("2025-10-25")).isFalse();
    }

    @Test
    void the_page_has_no_style_of_its_own_and_is_light() throws IOException {
        var page = page("/law/positions").text();
        assertThat(page).doesNotContain("style=").doesNotContain("<style");
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(packed.size()).isLessThan(60 * 1024);
    }

    @Test
    void a_sheet_has_every_position_and_every_state() {
        var answer =
                send(request("/law/positions.csv").setHeader("Accept", "text/csv").GET())
                        .expect(200);
        assertThat(answer.response().headers().firstValue("Content-Disposition").orElse(""))
                .contains("positions-2025-11.csv");
        var lines = answer.text().split("\r\n");
        assertThat(lines[0])
                .isEqualTo(
                        "state,name,region,standing,kind,article,motion,vote,date,as-of,confidence,"
                                + "sources,text");
        var positions =
                read("/law/positions").items("states").stream()
                        .mapToInt(
                                state -> Math.max(1, ((Json.Obj) state).items("positions").size()))
                        .sum();
        assertThat(lines).hasSize(positions + 1);
    }

    @Test
    void a_states_page_leads_to_its_law_exactly_where_there_is_any() {
        for (var state : List.of("DE", "IR", "NR", "FR"))
            for (var room : List.of("/law/register/", "/law/profiles/")) {
                var there =
                        send(request(room + state).setHeader("Accept", "text/html").GET()).status()
                                == 200;
                assertThat(page("/law/positions/" + state).text().contains(room + state))
                        .as(room + state)
                        .isEqualTo(there);
            }
    }

    @Test
    void another_language_of_a_list_is_the_same_list() {
        var page = page("/law/positions?filter=objected&region=asia&sort=date").text();
        assertThat(page).contains("language=ar&amp;filter=objected&amp;region=asia&amp;sort=date");
    }

    @Test
    void the_card_on_the_page_of_the_law_leads_here() {
        assertThat(page("/law").text()).contains("href=\"/law/positions\"");
    }
}
