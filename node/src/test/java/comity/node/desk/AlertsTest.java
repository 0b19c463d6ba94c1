package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * what stands out over many dockets is told to oversight, with its numbers, and to nobody
 * else.
 */
class AlertsTest extends Borduria {
    private static final List<String> PATTERNS =
            List.of(
                    "BREADTH",
                    "EMERGENCY",
                    "SPEECH",
                    "IN_SPITE",
                    "IN_SECONDS",
                    "IN_BULK",
                    "EXCESS");

    @Test
    void every_pattern_is_shown_with_its_numbers_to_the_inspector_alone() {
        var docket = UUID.randomUUID();
        var before = trials("BREADTH");
        arrived(docket);
        assertThat(trials("BREADTH")).isGreaterThan(before);
        assertThat(
                        get(Who.INSPECTOR, "/oversight/alerts").object().items("patterns").stream()
                                .map(one -> ((Json.Obj) one).text("pattern").orElse("")))
                .containsExactlyInAnyOrderElementsOf(PATTERNS);
        for (var who : List.of(Who.KATZ, Who.OKAFOR, Who.ROOT, Who.LUND, Who.MOREAU))
            assertThat(get(who, "/oversight/alerts").status()).as(who.name()).isEqualTo(403);
    }

    @Test
    void the_page_says_in_six_languages_what_is_compared_and_how() {
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh")) {
            var page =
                    send(request(Who.INSPECTOR, "/oversight/alerts?language=" + language)
                                    .setHeader("Accept", "text/html")
                                    .GET())
                            .expect(200)
                            .text();
            for (var pattern : PATTERNS) assertThat(page).contains("id=\"pattern-" + pattern);
            assertThat(page).doesNotContain("harbourmail").doesNotContain("alerts.");
        }
    }

    private long trials(String pattern) {
        var said = get(Who.INSPECTOR, "/oversight/alerts").expect(200).text();
        var number =
                Pattern.compile("\"pattern\":\"" + pattern + "\",\"trials\":([0-9]+)")
                        .matcher(said);
        assertThat(number.find()).as(said).isTrue();
        return Long.parseLong(number.group(1));
    }
}
