package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.WireFeedInput;
import comity.node.transparency.Quarters;
import comity.record.act.Json;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever does not come to look is told by their reader, in their language. */
class FeedsTest extends Borduria {
    private static final String ATOM = "/transparency/feed.atom";
    private static final String JSON = "/transparency/feed.json";

    @Autowired JdbcClient sql;

    @BeforeEach
    void published() {
        Quarters.publish(sql);
    }

    private Answer fed(String path) {
        return send(request(path).setHeader("Accept", "*/*").GET());
    }

    /** Read by a parser that is not ours. */
    @ParameterizedTest
    @ValueSource(strings = {"ar", "en", "es", "fr", "ru", "zh"})
    void a_reader_understands_both_feeds_in_six_languages(String language) throws FeedException {
        var answer = fed(ATOM + "?language=" + language).expect(200);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .contains("application/atom+xml");
        var wire = new WireFeedInput().build(new StringReader(answer.text()));
        assertThat(wire.getFeedType()).isEqualTo("atom_1.0");
        var atom = new SyndFeedInput().build(new StringReader(answer.text()));
        assertThat(atom.getUri()).isEqualTo("urn:comity:transparency:XB:" + language);
        assertThat(atom.getTitle()).isNotBlank();
        assertThat(atom.getAuthors()).hasSize(1);
        assertThat(atom.getEntries().stream().map(SyndEntry::getUri))
                .containsSubsequence(
                        "urn:comity:transparency:XB:2026-Q3", "urn:comity:transparency:XB:2026-Q2")
                .doesNotHaveDuplicates();
        assertThat(atom.getPublishedDate().toInstant())
                .isEqualTo(
                        atom.getEntries().stream()
                                .map(entry -> entry.getUpdatedDate().toInstant())
                                .max(Instant::compareTo)
                                .orElseThrow());

        var said = fed(JSON + "?language=" + language).expect(200);
        assertThat(said.response().headers().firstValue("Content-Type"))
                .contains("application/feed+json");
        var json = said.object();
        assertThat(json.text("version")).contains("https://jsonfeed.org/version/1.1");
        assertThat(json.text("language")).contains(language);
        assertThat(json.text("title")).contains(atom.getTitle());
        assertThat(json.text("feed_url").orElseThrow()).endsWith(JSON + "?language=" + language);
        var items = json.items("items").stream().map(Json.Obj.class::cast).toList();
        assertThat(items).hasSameSizeAs(atom.getEntries());
        for (var at = 0; at < items.size(); at++) {
            var item = items.get(at);
            var entry = atom.getEntries().get(at);
            assertThat(item.text("id")).contains(entry.getUri());
            assertThat(item.text("url")).contains(entry.getLink());
            assertThat(item.text("title")).contains(entry.getTitle());
            assertThat(item.text("content_text")).contains(entry.getDescription().getValue());
            assertThat(Instant.parse(item.text("date_published").orElseThrow()))
                    .isEqualTo(entry.getPublishedDate().toInstant());
            assertThat(item.members().keySet())
                    .isSubsetOf(
                            Set.of(
                                    "id",
                                    "url",
                                    "title",
                                    "content_text",
                                    "date_published",
                                    "language"));
            // The way back leads to that quarter, in that language.
            var page = URI.create(entry.getLink());
            assertThat(page(page.getPath() + "?" + page.getQuery()).expect(200).text())
                    .contains("lang=\"" + language + "\"");
        }
    }

    private Answer page(String path) {
        return send(request(path).setHeader("Accept", "text/html").GET());
    }

    /** RFC 4287, 4.1.1 and 4.1.2: what must be there, once. */
    @Test
    void the_atom_feed_has_each_required_element_once() {
        var text = fed(ATOM).expect(200).text();
        assertThat(text).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        var head = text.substring(0, text.indexOf("<entry>"));
        for (var one : List.of("<id>", "<title>", "<updated>", "<author>", "rel=\"self\""))
            assertThat(head.split(one, -1)).as(one).hasSize(2);
        for (var entry : text.split("<entry>", -1)) {
            if (entry.startsWith("<?xml")) continue;
            for (var one : List.of("<id>", "<title>", "<updated>", "rel=\"alternate\""))
                assertThat(entry.split(one, -1)).as(one).hasSize(2);
        }
    }

    /** A number that the statistics withhold is in no feed either. */
    @Test
    void the_feeds_tell_no_number_that_the_page_withholds() {
        var published = send(request("/transparency/data.json").GET()).object().items("published");
        var items = fed(JSON + "?language=en").object().items("items");
        for (var at = 0; at < items.size(); at++) {
            var said = ((Json.Obj) items.get(at)).text("content_text").orElseThrow();
            for (var figure : ((Json.Obj) published.get(at)).items("figures")) {
                var one = (Json.Obj) figure;
                if (!one.text("table").orElse("").equals("MEASURE")
                        || !one.text("partner").orElse("-").isEmpty()
                        || !one.text("category").orElse("-").isEmpty()) continue;
                var name =
                        one.text("direction").orElse("").equals("OUTGOING")
                                ? "Requests that this State made: "
                                : "Requests that this State was asked: ";
                var number =
                        switch (one.get("count").orElse(Json.EMPTY)) {
                            case Json.Int(var count) -> "%,d".formatted(count);
                            case Json.Real(var count) -> "%,d".formatted((long) count);
                            default -> "withheld";
                        };
                assertThat(said).contains(name + number + ";");
            }
        }
    }

    @Test
    void a_reader_that_has_it_already_is_told_so_and_nobody_is_recognised() {
        for (var path : List.of(ATOM, JSON)) {
            var first = fed(path).expect(200).response().headers();
            var tag = first.firstValue("ETag").orElseThrow();
            assertThat(tag).matches("\"[0-9a-f]{64}\"");
            assertThat(first.firstValue("Set-Cookie")).isEmpty();
            var again =
                    send(
                            request(path)
                                    .setHeader("Accept", "*/*")
                                    .header("If-None-Match", tag)
                                    .GET());
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.response().body()).isEmpty();
            send(request(path).setHeader("Accept", "*/*").header("If-None-Match", "\"old\"").GET())
                    .expect(200);
            // Another language is another text, also where the reader's program asks for it.
            assertThat(
                            send(request(path)
                                            .setHeader("Accept", "*/*")
                                            .header("Accept-Language", "fr")
                                            .header("If-None-Match", tag)
                                            .GET())
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_page_leads_to_both() {
        assertThat(page("/transparency?language=fr").expect(200).text())
                .contains("/transparency/feed.atom?language=fr")
                .contains("/transparency/feed.json?language=fr")
                .contains("type=\"application/atom+xml\"")
                .contains("type=\"application/feed+json\"");
    }
}
