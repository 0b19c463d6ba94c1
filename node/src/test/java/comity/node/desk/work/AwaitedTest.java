package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Matter;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of what somebody is told by e-mail: their turn, and the clocks of their State. */
class AwaitedTest {
    private static final Person SOMEBODY = new Person("somebody", "Somebody");

    private static List<Officer> in(String authority, String office) {
        return List.of(new Officer(SOMEBODY, authority, office));
    }

    private static List<Matter> turns(Awaited awaited, List<Officer> held) {
        return awaited.candidates(SOMEBODY, held, Instant.EPOCH).stream()
                .filter(matter -> matter.kind() == Matter.Kind.TURN)
                .toList();
    }

    @Test
    void it_is_the_turn_of_an_office_and_not_of_whoever_works_beside_it() {
        try (var world = new World(1)) {
            var docket = world.begin("2026-12-01");
            world.settle();
            while (world.projection.step()) {}
            var lists = new Lists(world.sql, "XA", World.EVERYTHING, () -> world.arcadia.now);
            var awaited = new Awaited(lists, world.sql, "XA");
            var line =
                    world.folded().stream()
                            .filter(one -> one.docket().equals(docket))
                            .findFirst()
                            .orElseThrow();
            assertThat(line.turn().state()).isEqualTo("XA");
            var whose = line.turn().authority().isEmpty() ? "XA.any" : line.turn().authority();
            assertThat(turns(awaited, in(whose, line.turn().office())))
                    .singleElement()
                    .satisfies(matter -> assertThat(matter.about()).isEqualTo(docket.toString()));
            for (var office : List.of("JUD", "INV", "PRO", "DUT", "CUS", "ADM", "OVS"))
                if (!office.equals(line.turn().office()))
                    assertThat(turns(awaited, in(whose, office))).as(office).isEmpty();

            // What is the partner's turn awaits nobody here.
            world.request(docket);
            world.settle();
            while (world.projection.step()) {}
            assertThat(turns(awaited, in(whose, line.turn().office()))).isEmpty();
        }
    }

    @Test
    void a_clock_that_rang_is_told_to_its_authority_as_long_as_it_runs() {
        try (var world = new World(2)) {
            world.begin("2026-12-01");
            world.settle();
            while (world.projection.step()) {}
            var line = world.folded().getFirst();
            var due =
                    line.deadlines().stream()
                            .filter(one -> one.state().equals("XA") && one.isLatest())
                            .findFirst()
                            .orElseThrow();
            var awaited =
                    new Awaited(
                            new Lists(world.sql, "XA", World.EVERYTHING, () -> world.arcadia.now),
                            world.sql,
                            "XA");
            var held = in(line.authorities().first(), "JUD");
            ring(world, line, due, Rings.PASSED);
            assertThat(passed(awaited.candidates(SOMEBODY, held, Instant.EPOCH)))
                    .singleElement()
                    .satisfies(matter -> assertThat(matter.by()).contains(due.due()));
            assertThat(passed(awaited.candidates(SOMEBODY, in("XA.other", "JUD"), Instant.EPOCH)))
                    .as("another authority's")
                    .isEmpty();
            assertThat(passed(awaited.candidates(SOMEBODY, held, world.arcadia.now)))
                    .as("it rang before notices were switched on")
                    .isEmpty();
            world.sql.update("DELETE FROM desk_deadline");
            assertThat(passed(awaited.candidates(SOMEBODY, held, Instant.EPOCH)))
                    .as("the clock has stopped")
                    .isEmpty();
        }
    }

    private static List<Matter> passed(List<Matter> matters) {
        return matters.stream().filter(matter -> matter.kind() == Matter.Kind.PASSED).toList();
    }

    private static void ring(World world, Line line, Line.Deadline one, int days) {
        world.sql.update(
                "INSERT INTO deadline_rung (docket, act, timer, state, due, days, rung_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                line.docket(),
                one.act().bytes(),
                one.timer(),
                one.state(),
                Date.valueOf(one.due()),
                days,
                Timestamp.from(world.arcadia.now));
    }
}
