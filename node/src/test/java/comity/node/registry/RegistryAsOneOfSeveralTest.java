package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * All that the registry promises, asked of a process that hands over to another; and what holds
 * between the two.
 */
@Timeout(120)
class RegistryAsOneOfSeveralTest extends RegistryTest {

    @Override
    Registry open(Nation nation, Database at, Nation... all) {
        beside.add(nation.together(at, nation.keyring, () -> {}, all));
        return nation.together(at, nation.keyring, () -> {}, all);
    }

    @Nested
    @Timeout(120)
    class Two_processes {
        private final Nation arcadia = Nation.arcadia();
        private final Nation borduria = Nation.borduria();
        private final Random random = new Random(12);

        private UUID docket() {
            return ActId.next(Nation.NOON, random);
        }

        private Registry process(Database database) {
            return arcadia.together(database, arcadia.keyring, () -> {}, borduria);
        }

        private void publish(Registry at) {
            assertThat(at.file(arcadia.directory())).isInstanceOf(Filing.Filed.class);
            assertThat(at.file(arcadia.profile())).isInstanceOf(Filing.Filed.class);
            assertThat(at.receive(borduria.directory(), Set.of())).isInstanceOf(Filing.Filed.class);
        }

        @Test
        void read_at_once_what_the_other_filed() {
            try (var database = TestDatabases.fresh();
                    var first = process(database);
                    var second = process(database)) {
                assertThat(first.leads()).isTrue();
                assertThat(second.leads()).isFalse();
                publish(second);
                for (var i = 0; i < 20; i++) {
                    var docket = docket();
                    var at = i % 2 == 0 ? first : second;
                    var other = i % 2 == 0 ? second : first;
                    var act = arcadia.authorise(other, docket);
                    var filed = (Filing.Filed) at.file(act);
                    assertThat(other.seenFor(docket)).containsExactly(act.digest());
                    assertThat(other.read(docket).stateDigest())
                            .isEqualTo(at.read(docket).stateDigest());
                    assertThat(other.file(act)).isEqualTo(filed);
                }
            }
        }

        @Test
        void answer_alike_whatever_they_do_not_file() {
            try (var database = TestDatabases.fresh();
                    var first = process(database);
                    var second = process(database)) {
                publish(first);
                var docket = docket();
                var authorised = arcadia.authorise(first, docket);
                var late = arcadia.authorise(first, docket);
                var early =
                        borduria.act(
                                first,
                                docket,
                                "acknowledge",
                                Map.of("request", new Json.Str(authorised.digest().hex())),
                                new TreeSet<>(Set.of(Digest.of(new byte[2]))));
                var unlawful = arcadia.request(first, docket(), Digest.of(new byte[3]));
                assertThat(second.file(authorised)).isInstanceOf(Filing.Filed.class);

                assertThat(second.file(late))
                        .isInstanceOf(Filing.Overtaken.class)
                        .isEqualTo(first.file(late));
                assertThat(second.file(unlawful))
                        .isInstanceOf(Filing.Denied.class)
                        .isEqualTo(first.file(unlawful));
                assertThat(second.receive(early, Set.of()))
                        .isInstanceOf(Filing.Parked.class)
                        .isEqualTo(first.receive(early, Set.of()));
                assertThat(second.file(early))
                        .isInstanceOf(Filing.Rejected.class)
                        .isEqualTo(first.file(early));
            }
        }

        @Test
        void stand_in_for_each_other() throws Exception {
            try (var database = TestDatabases.fresh();
                    var second = standsIn(database)) {
                var elected = new CountDownLatch(1);
                second.whenElected(elected::countDown);
                assertThat(elected.await(60, TimeUnit.SECONDS)).isTrue();
                assertThat(second.leads()).isTrue();
                try (var third = process(database)) {
                    assertThat(third.leads()).isFalse();
                    var act = arcadia.authorise(third, docket());
                    assertThat(third.file(act)).isInstanceOf(Filing.Filed.class);
                    assertThat(second.act(act.digest())).isPresent();
                }
            }
        }

        private Registry standsIn(Database database) {
            try (var first = process(database)) {
                var second = process(database);
                publish(second);
                assertThat(first.leads()).isTrue();
                return second;
            }
        }

        @Test
        void file_nothing_once_the_first_finds_itself_an_old_state() {
            try (var database = TestDatabases.fresh();
                    var first = process(database)) {
                publish(first);
                first.suspend("node.behind");
                try (var second = process(database)) {
                    assertThat(second.isSuspended()).isTrue();
                    assertThat(second.file(arcadia.authorise(second, docket())))
                            .isInstanceOfSatisfying(
                                    Filing.Rejected.class,
                                    rejected ->
                                            assertThat(rejected.code()).isEqualTo("node.behind"));
                }
            }
        }

        @Test
        void file_once_what_is_presented_to_both() throws Exception {
            try (var database = TestDatabases.fresh();
                    var first = process(database);
                    var second = process(database)) {
                publish(first);
                var before = first.size();
                var calls = new ArrayList<Callable<Filing>>();
                for (var i = 0; i < 40; i++) {
                    var act = arcadia.authorise(first, docket());
                    for (var at : List.of(first, second, first, second))
                        calls.add(() -> at.file(act));
                }
                var answers = new ArrayList<Filing>();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (var done : threads.invokeAll(calls)) answers.add(done.get());
                }
                assertThat(answers).allMatch(Filing.Filed.class::isInstance);
                assertThat(answers.stream().distinct()).hasSize(40);
                assertThat(first.size()).isEqualTo(before + 40);
            }
        }

        @Test
        void leave_nothing_readable_of_what_is_handed_over() throws Exception {
            try (var database = TestDatabases.fresh();
                    var connection = database.filer().getConnection();
                    var statement = connection.createStatement()) {
                var act = alone(database);
                // No process runs: it waits.
                new Handover(database.filer(), arcadia.keyring)
                        .present(UUID.randomUUID(), act, Set.of(), true);
                try (var rows =
                        statement.executeQuery(
                                "SELECT p::text, encode(sealed, 'escape') FROM presented p")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1) + rows.getString(2))
                            .doesNotContain("salt")
                            .doesNotContain("content");
                }
                try (var next = process(database)) {
                    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                    while (next.act(act.digest()).isEmpty())
                        assertThat(System.nanoTime()).as("filed in time").isLessThan(deadline);
                }
            }
        }

        private comity.record.act.Envelope alone(Database database) {
            try (var only = process(database)) {
                publish(only);
                return arcadia.authorise(only, docket());
            }
        }
    }
}
