package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.registry.Nation;
import comity.record.act.Json;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desks' tables say what a fold over the dockets says, whatever happened on the way there. */
class ProjectionTest {

    /** A world that goes on while its tables follow at any time, behind or not. */
    private static void live(World world, long seed, Runnable between) {
        var random = new Random(seed);
        for (var i = 0; i < 4; i++) {
            world.later();
            var docket =
                    world.begin(LocalDate.of(2026, 12, 1).plusDays(random.nextInt(40)).toString());
            between.run();
            if (i == 0) continue;
            world.later();
            var request = world.request(docket);
            var crossing = world.crossing(docket, request);
            Collections.shuffle(crossing, random);
            for (var act : crossing) {
                world.filed(act);
                between.run();
            }
            if (i == 2)
                world.take(
                        world.arcadia,
                        docket,
                        "withdraw",
                        Map.of(
                                "request",
                                new Json.Str(request.hex()),
                                "reasons",
                                new Json.Str("No longer needed.")));
            if (i == 3)
                world.take(
                        world.borduria,
                        docket,
                        "postpone",
                        Map.of(
                                "request",
                                new Json.Str(request.hex()),
                                "until",
                                new Json.Str("2027-02-01"),
                                "reasons",
                                new Json.Str("It would disturb an investigation that goes on.")));
        }
        world.settle();
    }

    private static void isAsFolded(World world) {
        var shown = world.sql.queryForObject("SELECT shown FROM desk_side", String.class);
        var lines = world.folded();
        assertThat(
                        world.sql.query(
                                "SELECT * FROM desk_docket WHERE side = ? ORDER BY docket",
                                (row, _) ->
                                        Stream.of(
                                                        row.getString("docket"),
                                                        row.getInt("acts"),
                                                        row.getString("requesting"),
                                                        row.getString("requested"),
                                                        row.getString("phase"),
                                                        row.getInt("urgency"),
                                                        row.getString("latest"),
                                                        row.getTimestamp("latest_at"),
                                                        row.getString("stage"),
                                                        row.getString("turn"),
                                                        row.getString("authority"),
                                                        row.getString("office"),
                                                        row.getTimestamp("since"),
                                                        row.getBoolean("open"),
                                                        row.getDate("due"),
                                                        row.getString("timer"),
                                                        List.of(
                                                                (String[])
                                                                        row.getArray("authorities")
                                                                                .getArray()))
                                                .map(Object::toString)
                                                .toList(),
                                shown))
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(ProjectionTest::row).toList());
        assertThat(
                        strings(
                                world,
                                "SELECT docket || ' ' || whose FROM desk_whose WHERE side = ? AND whose NOT LIKE 's:%'"))
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream()
                                .flatMap(
                                        line ->
                                                Tables.whose(line).stream()
                                                        .map(whose -> line.docket() + " " + whose))
                                .toList());
        assertThat(
                        strings(
                                world,
                                "SELECT docket || encode(act, 'hex') || timer || state || due"
                                        + " FROM desk_deadline WHERE side = ?"))
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream()
                                .flatMap(
                                        line ->
                                                line.deadlines().stream()
                                                        .map(
                                                                one ->
                                                                        line.docket()
                                                                                + one.act().hex()
                                                                                + one.timer()
                                                                                + one.state()
                                                                                + one.due()))
                                .toList());
        sums(world, lines);
    }

    private static List<String> row(Line line) {
        return Stream.of(
                        line.docket(),
                        line.acts(),
                        line.requesting(),
                        line.requested(),
                        line.phase(),
                        line.urgency(),
                        line.latest().type(),
                        Timestamp.from(line.latest().at()),
                        line.turn().stage(),
                        line.turn().state(),
                        line.turn().authority(),
                        line.turn().office(),
                        Timestamp.from(line.since()),
                        line.open(),
                        Date.valueOf(line.next().map(Line.Deadline::due).orElse(Tables.NEVER)),
                        line.next().map(Line.Deadline::timer).orElse(""),
                        List.copyOf(line.authorities()))
                .map(Object::toString)
                .toList();
    }

    /** Kept up by what each docket adds and takes away; they are what adding up gives. */
    private static void sums(World world, List<Line> lines) {
        var time = new TreeMap<String, Long>();
        var waiting = new TreeMap<String, Long>();
        for (var line : lines) {
            line.lost()
                    .forEach(
                            (lost, seconds) ->
                                    time.merge(
                                            lost.month().atDay(1)
                                                    + " "
                                                    + lost.stage()
                                                    + " "
                                                    + lost.state(),
                                            seconds,
                                            Long::sum));
            if (line.turn().stage() != Stage.NONE)
                waiting.merge(
                        line.turn().stage() + " " + line.turn().state(),
                        line.since().getEpochSecond(),
                        Long::sum);
        }
        assertThat(
                        strings(
                                world,
                                "SELECT month || ' ' || stage || ' ' || state || '=' || seconds"
                                        + " FROM desk_time WHERE side = ? AND dockets <> 0"))
                .containsExactlyInAnyOrderElementsOf(
                        time.entrySet().stream().map(Object::toString).toList());
        assertThat(
                        strings(
                                world,
                                "SELECT stage || ' ' || state || '=' || since"
                                        + " FROM desk_waiting WHERE side = ? AND dockets <> 0"))
                .containsExactlyInAnyOrderElementsOf(
                        waiting.entrySet().stream().map(Object::toString).toList());
    }

    private static List<String> strings(World world, String query) {
        return world.sql.queryForList(
                query,
                String.class,
                world.sql.queryForObject("SELECT shown FROM desk_side", String.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void is_what_a_fold_over_the_dockets_gives_in_whatever_order_acts_arrive(long seed) {
        try (var world = new World(seed)) {
            var random = new Random(seed);
            live(
                    world,
                    seed,
                    () -> {
                        if (random.nextBoolean()) world.projection.step();
                    });
            world.projection.catchUp();
            isAsFolded(world);
            assertThat(world.projection.standing().isLevel()).isTrue();
            assertThat(world.folded().stream().map(line -> line.phase().name()))
                    .contains("AUTHORISED", "ACKNOWLEDGED", "WITHDRAWN", "POSTPONED");
        }
    }

    /** Whoever is killed before the commit has neither written nor moved on. */
    @Test
    void loses_nothing_when_its_process_ends_between_the_acts_and_the_cursor() {
        try (var world = new World(7)) {
            var dying = world.projection(world.dying());
            live(world, 7, () -> assertThatThrownBy(dying::step).isInstanceOf(World.Died.class));
            assertThat(world.sql.queryForObject("SELECT count(*) FROM desk_docket", Long.class))
                    .isZero();
            world.projection.catchUp();
            isAsFolded(world);
            // The same once more finds everything written, and changes nothing.
            world.sql.update("UPDATE cursor SET position = 0 WHERE follower = 'desk.a'");
            world.projection.catchUp();
            isAsFolded(world);
        }
    }

    @Test
    void is_made_anew_while_it_is_shown_and_while_acts_arrive() {
        try (var world = new World(11)) {
            live(world, 11, world.projection::step);
            world.projection.catchUp();
            world.projection.rebuild();
            world.projection.rebuild();
            assertThat(world.projection.standing().built()).isPresent();
            // Somebody breaks what is being made: it is made, not copied.
            world.sql.update("UPDATE desk_docket SET phase = 'NEW' WHERE side = 'a'");
            var steps = new ArrayList<String>();
            live(
                    world,
                    12,
                    () -> {
                        world.projection.step();
                        steps.add(
                                world.sql.queryForObject(
                                        "SELECT shown FROM desk_side", String.class));
                    });
            while (world.projection.standing().built().isPresent()) world.projection.step();
            world.projection.catchUp();
            assertThat(world.sql.queryForObject("SELECT shown FROM desk_side", String.class))
                    .isEqualTo("b");
            assertThat(steps).isNotEmpty();
            isAsFolded(world);
            // What was shown before goes once nobody can be reading it.
            world.arcadia.now = world.arcadia.now.plus(Duration.ofMinutes(1));
            while (world.projection.step()) {}
            assertThat(world.sql.queryForObject("SELECT count(*) FROM desk_docket_a", Long.class))
                    .isZero();
            isAsFolded(world);
        }
    }

    @Test
    void a_list_that_was_read_before_reads_what_is_shown_now() {
        try (var world = new World(13)) {
            live(world, 13, () -> {});
            world.projection.catchUp();
            var lists = new Lists(world.sql, "XA", World.EVERYTHING, () -> world.arcadia.now);
            var person = new comity.node.identity.Person("judge", "A Judge");
            var judge = List.of(new comity.node.identity.Officer(person, "XA.court", "JUD"));
            var latest = Filter.of(Map.of("order", "LATEST"));
            var before = lists.page(person, judge, latest, 50).dockets();
            assertThat(before).isNotEmpty();
            world.projection.rebuild();
            while (world.projection.standing().built().isPresent()) world.projection.step();
            assertThat(world.sql.update("UPDATE desk_docket SET latest = 'old' WHERE side = 'a'"))
                    .as("what was shown before still lies there")
                    .isPositive();
            assertThat(lists.page(person, judge, latest, 50).dockets()).isEqualTo(before);
        }
    }

    @Test
    void lists_each_docket_once_page_by_page_to_whom_it_belongs() {
        try (var world = new World(21)) {
            live(world, 21, () -> {});
            world.projection.catchUp();
            var lists = new Lists(world.sql, "XA", World.EVERYTHING, () -> world.arcadia.now);
            var person = new comity.node.identity.Person("judge", "A Judge");
            var judge = new comity.node.identity.Officer(person, "XA.court", "JUD");
            for (var order : Filter.Order.values())
                for (var whose : Filter.Whose.values()) {
                    var filter = Filter.of(Map.of("order", order.name(), "whose", whose.name()));
                    var all = new ArrayList<Found>();
                    var part = lists.page(person, List.of(judge), filter, 1);
                    all.addAll(part.dockets());
                    while (!part.next().isEmpty()) {
                        part = lists.page(person, List.of(judge), filter.from(part.next()), 1);
                        all.addAll(part.dockets());
                    }
                    var expected =
                            world.folded().stream()
                                    .filter(line -> order == Filter.Order.LATEST || line.open())
                                    .map(Line::docket)
                                    .toList();
                    assertThat(all)
                            .extracting(Found::docket)
                            .containsExactlyInAnyOrderElementsOf(expected);
                    if (order == Filter.Order.DUE)
                        assertThat(all.stream().map(Found::afterDue).toList()).isSorted();
                }
            var late = Filter.of(Map.of("due", "OVERDUE"));
            assertThat(lists.page(person, List.of(judge), late, 10).dockets())
                    .extracting(Found::docket)
                    .containsExactlyInAnyOrderElementsOf(
                            world.folded().stream()
                                    .filter(
                                            line ->
                                                    line.next()
                                                            .filter(
                                                                    next ->
                                                                            next.due()
                                                                                    .isBefore(
                                                                                            lists
                                                                                                    .today()))
                                                            .isPresent())
                                    .map(Line::docket)
                                    .toList());
            var provider = new comity.node.identity.Officer(person, "XA.provider.x", "PRV");
            assertThat(lists.page(person, List.of(provider), Filter.NONE, 10).dockets())
                    .as("a provider's agent has orders instead")
                    .isEmpty();
        }
    }

    @Test
    void rings_each_clock_on_its_days_and_tells_each_once() {
        try (var world = new World(31)) {
            world.begin("2026-12-31");
            world.begin("2027-06-01");
            world.projection.catchUp();
            var sweep = new Sweep(world.sql, world.transaction, () -> world.arcadia.now);
            assertThat(sweep.run()).isZero();
            world.arcadia.now = Nation.NOON.plus(Duration.ofDays(31)); // 24 December
            var dies = new Sweep(world.sql, world.dying(), () -> world.arcadia.now);
            assertThatThrownBy(dies::run).isInstanceOf(World.Died.class);
            assertThat(rung(world)).isEmpty();
            assertThat(sweep.run()).isEqualTo(1);
            assertThat(sweep.run()).isZero();
            assertThat(rung(world)).containsExactly("T6 7");
            // Made anew, it rings again for what it told, and tells nothing twice.
            world.projection.rebuild();
            while (world.projection.standing().built().isPresent()) world.projection.step();
            assertThat(sweep.run()).isEqualTo(1);
            assertThat(rung(world)).containsExactly("T6 7");
            world.arcadia.now = Nation.NOON.plus(Duration.ofDays(60));
            assertThat(sweep.run()).isEqualTo(1);
            assertThat(rung(world)).containsExactlyInAnyOrder("T6 7", "T6 -1");
            assertThat(sweep.run()).isZero();
        }
    }

    private static List<String> rung(World world) {
        return world.sql.queryForList(
                "SELECT timer || ' ' || days FROM deadline_rung", String.class);
    }
}
