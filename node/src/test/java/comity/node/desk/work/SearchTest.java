package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.junit.jupiter.api.Test;

/** Search and the feed of deadlines, on real tables. */
class SearchTest {
    private static final Person PERSON = new Person("judge", "A Judge");
    private static final List<Officer> HELD = List.of(new Officer(PERSON, "XA.court", "JUD"));

    private static Lists lists(World world) {
        return new Lists(world.sql, "XA", World.EVERYTHING, () -> world.arcadia.now);
    }

    private static Search search(World world) {
        return new Search(world.registry, lists(world), new Tokens(world.keys));
    }

    private static List<UUID> found(World world, String asked, boolean personal) {
        return search(world).of(HELD, asked, personal).hits().stream()
                .map(hit -> hit.docket().docket())
                .toList();
    }

    @Test
    void finds_by_number_reference_state_and_article_and_persons_only_when_asked_for_persons() {
        try (var world = new World(41)) {
            var bare = world.begin("2026-12-31");
            var asked = world.begin("2026-12-31");
            world.request(asked);
            world.projection.catchUp();
            assertThat(found(world, asked.toString(), false)).containsExactly(asked);
            assertThat(found(world, asked.toString().substring(24), false)).containsExactly(asked);
            assertThat(found(world, "2026/4711", false)).containsExactly(asked);
            assertThat(found(world, "artcle 9", false)).containsExactly(asked);
            assertThat(found(world, "Interferense", false)).containsExactly(asked);
            assertThat(found(world, "XA.prosecution", false)).containsExactly(asked);
            assertThat(found(world, "Бордурия", false)).containsExactlyInAnyOrder(bare, asked);
            assertThat(found(world, "Borduria 4711", false)).containsExactly(asked);
            assertThat(found(world, "orlov", false)).isEmpty();
            assertThat(found(world, "k.orlov@harbourmail.example", true))
                    .containsExactlyInAnyOrder(bare, asked);
            assertThat(found(world, "orlof", true)).hasSize(2);
            assertThat(found(world, "4711", true)).as("no reference is a person").isEmpty();
            assertThat(found(world, "nobody", true)).isEmpty();
            assertThat(found(world, " ", false)).isEmpty();
        }
    }

    @Test
    void is_over_hashes_that_say_nothing_and_end_with_their_epoch() {
        try (var world = new World(42)) {
            var docket = world.begin("2026-12-31");
            world.request(docket);
            world.projection.catchUp();
            for (var table :
                    List.of(
                            "desk_docket",
                            "desk_whose",
                            "desk_deadline",
                            "desk_span",
                            "desk_token",
                            "desk_judged"))
                assertThat(
                                String.join(
                                        "\n",
                                        world.sql.queryForList(
                                                "SELECT t::text FROM " + table + " t",
                                                String.class)))
                        .as(table)
                        .doesNotContain("orlov")
                        .doesNotContain("2026/4711")
                        .doesNotContain("Brandan");
            // In the next month others are put down under another key, and both are found.
            world.arcadia.now = world.arcadia.now.plus(Duration.ofDays(30));
            world.borduria.now = world.arcadia.now;
            var later = world.begin("2026-12-31");
            world.projection.catchUp();
            assertThat(
                            world.sql.queryForObject(
                                    "SELECT count(DISTINCT epoch) FROM desk_token", Long.class))
                    .isEqualTo(2);
            assertThat(found(world, "orlov", true)).containsExactlyInAnyOrder(docket, later);
            // What was put down under an epoch that ended is nothing to anybody, and is put down
            // anew.
            world.sql.update(
                    "UPDATE desk_token SET epoch = 0, tokens = '{1,2}' WHERE docket = ?", docket);
            assertThat(found(world, "orlov", true)).containsExactly(later);
            var again = world.projection(world.transaction);
            while (again.step()) {}
            assertThat(found(world, "orlov", true)).containsExactlyInAnyOrder(docket, later);
        }
    }

    /** What the tables find and the docket does not say any more is not shown. */
    @Test
    void shows_only_what_the_opened_docket_says() {
        try (var world = new World(43)) {
            var one = world.begin("2026-12-31");
            world.request(one);
            var other = world.begin("2026-12-31");
            world.projection.catchUp();
            world.sql.update(
                    "UPDATE desk_token SET tokens ="
                            + " (SELECT tokens FROM desk_token WHERE docket = ?) WHERE docket = ?",
                    one,
                    other);
            assertThat(found(world, "2026/4711", false)).containsExactly(one);
        }
    }

    @Test
    void the_feed_is_read_by_another_program_and_names_no_person_and_no_content() throws Exception {
        try (var world = new World(44)) {
            world.sql.update("INSERT INTO person (id, name) VALUES ('judge', 'A Judge')");
            var docket = world.begin("2026-12-31");
            world.request(docket);
            world.projection.catchUp();
            var calendars =
                    new Calendars(
                            lists(world),
                            World.EVERYTHING,
                            _ -> List.of(),
                            world.sql,
                            "XA",
                            "https://node.example",
                            () -> world.arcadia.now,
                            new java.security.SecureRandom());
            for (var language : List.of("en", "ar", "zh", "ru", "fr", "es")) {
                var address = calendars.make(PERSON, Locale.of(language));
                var token = address.substring(address.lastIndexOf('/') + 1);
                var owner = calendars.owner(token).orElseThrow();
                var feed = calendars.feed(owner, HELD);
                assertThat(feed)
                        .doesNotContain("orlov")
                        .doesNotContain("Judge")
                        .doesNotContain("2026/4711");
                assertThat(feed.lines())
                        .allMatch(
                                line ->
                                        line.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                                        .length
                                                <= 75);
                var calendar = new CalendarBuilder().build(new StringReader(feed));
                assertThat(calendar.validate().getEntries()).isEmpty();
                var events = calendar.<CalendarComponent>getComponents("VEVENT");
                assertThat(events).hasSize(1);
                var event = events.getFirst();
                assertThat(event.<Property>getProperty("DTSTART").orElseThrow().getValue())
                        .isEqualTo("20261231");
                assertThat(event.<Property>getProperty("SUMMARY").orElseThrow().getValue())
                        .contains(docket.toString().substring(24))
                        .contains("24");
                // Another address ends the one before.
                calendars.make(PERSON, Locale.of(language));
                assertThat(calendars.owner(token)).isEmpty();
            }
            calendars.end(PERSON);
            assertThat(calendars.made(PERSON)).isEmpty();
        }
    }
}
