package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.record.act.ActId;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of acts when the database goes away while they are committed. */
@Timeout(120)
class CommitInDoubtTest {
    private static final String COMMITTER =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final Nation arcadia = Nation.arcadia();

    @Test
    void files_every_act_once_though_its_session_is_ended_again_and_again() throws Exception {
        try (var database = TestDatabases.fresh();
                var registry = arcadia.registry(database)) {
            var acts = prepare(registry, 60);
            var before = registry.size();
            var calls = new ArrayList<Callable<Filing>>();
            acts.forEach(act -> calls.add(() -> fileUntilAnswered(registry, act)));
            var done = new AtomicBoolean();
            try (var threads = Executors.newFixedThreadPool(9)) {
                var killer = threads.submit(() -> endSessions(database, registry, done));
                for (var answer : threads.invokeAll(calls))
                    assertThat(answer.get()).isInstanceOf(Filing.Filed.class);
                done.set(true);
                assertThat(killer.get()).isPositive();
            }

            assertThat(registry.size()).isEqualTo(before + acts.size());
            assertThat(registry.leaves(0, 1_000).stream().map(Leaf::position))
                    .containsExactlyElementsOf(
                            LongStream.range(0, before + acts.size()).boxed().toList());
            for (var act : acts) assertThat(registry.docket(act.header().docket())).hasSize(1);
        }
    }

    /**
     * A node that starts while its former process is finishing: their last commit is one of keys.
     */
    @Test
    void trusts_the_directory_that_a_former_process_filed_last() throws Exception {
        try (var database = TestDatabases.fresh();
                var former = arcadia.registry(database)) {
            prepare(former, 0);
            try (var threads = Executors.newSingleThreadExecutor()) {
                var next = threads.submit(() -> arcadia.registry(database));
                awaitThatOneWaits(database);
                var seen = former.seenFor(arcadia.directoryDocket);
                assertThat(former.file(arcadia.directory(2, Set.of(), Optional.empty(), seen)))
                        .isInstanceOf(Filing.Filed.class);
                former.close();

                try (var opened = next.get()) {
                    assertThat(opened.signedDirectory("XA").map(Directory::version)).contains(2L);
                    assertThat(opened.size()).isEqualTo(former.size());
                }
            }
        }
    }

    private static void awaitThatOneWaits(Database database) throws SQLException {
        try (var connection = database.filer().getConnection();
                var statement = connection.createStatement()) {
            for (var waiting = 0; waiting == 0; ) {
                try (var rows = statement.executeQuery(WAITING)) {
                    rows.next();
                    waiting = rows.getInt(1);
                }
            }
        }
    }

    /** The caller's part of the bargain: an act without an answer is presented again. */
    private static Filing fileUntilAnswered(Registry registry, Envelope act) {
        for (var attempt = 0; ; attempt++) {
            try {
                return registry.file(act);
            } catch (StorageFailed e) {
                if (attempt == 50) throw e;
            }
        }
    }

    /** Ends the committer's session, and again each time that something was filed since. */
    private static int endSessions(Database database, Registry registry, AtomicBoolean done)
            throws SQLException {
        var ended = 0;
        var size = -1L;
        while (!done.get()) {
            if (registry.size() == size) {
                Thread.onSpinWait();
                continue;
            }
            size = registry.size();
            try (var connection = database.filer().getConnection();
                    var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "SELECT count(pg_terminate_backend(pid)) FROM ("
                                            + COMMITTER
                                            + ") AS committer")) {
                if (rows.next()) ended += rows.getInt(1);
            }
        }
        return ended;
    }

    @Test
    void stops_writing_when_a_sync_failed_and_finds_after_a_restart_what_it_acknowledged()
            throws Exception {
        Assumptions.assumeTrue(canInjectFaults(), "skipped: strace cannot attach here");
        var folder = TestDatabases.folder("failed-sync");
        var gone = new CountDownLatch(1);
        List<Envelope> acts;
        try (var database = start(folder, gone::countDown)) {
            var registry = registry(database, gone::countDown);
            acts = prepare(registry, 3);
            assertThat(registry.file(acts.getFirst())).isInstanceOf(Filing.Filed.class);
            var strace = failSyncs(committer(database.filer()));

            assertThatThrownBy(() -> registry.file(acts.get(1))).isInstanceOf(StorageFailed.class);

            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> registry.file(acts.get(2))).isInstanceOf(StorageFailed.class);
            strace.destroy();
            registry.close();
        }
        try (var database = start(folder, () -> {});
                var registry = registry(database, () -> {})) {
            assertThat(registry.docket(acts.getFirst().header().docket())).hasSize(1);
            for (var act : acts) assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
            for (var act : acts) assertThat(registry.docket(act.header().docket())).hasSize(1);
        }
        TestDatabases.delete(folder);
    }

    private static Database start(java.nio.file.Path folder, Runnable gone) {
        return Database.embedded(folder.resolve("postgres"), TestDatabases.binaries(), gone);
    }

    private Registry registry(Database database, Runnable gone) {
        return Registry.open(
                "XA",
                database.filer(),
                arcadia.keyring,
                _ -> java.util.Set.of(arcadia.root().fingerprint()),
                Nation.CLOCK,
                new Random(5),
                gone);
    }

    private List<Envelope> prepare(Registry registry, int count) {
        assertThat(registry.file(arcadia.directory())).isInstanceOf(Filing.Filed.class);
        assertThat(registry.file(arcadia.profile())).isInstanceOf(Filing.Filed.class);
        var random = new Random(11);
        return IntStream.range(0, count)
                .mapToObj(_ -> arcadia.authorise(registry, ActId.next(Nation.NOON, random)))
                .toList();
    }

    private static long committer(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(COMMITTER)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** From now on every sync of this server process fails as a dying disk makes it fail. */
    private static Process failSyncs(long pid) throws IOException, InterruptedException {
        var said = Files.createTempFile("strace", ".txt");
        var strace =
                new ProcessBuilder(
                                "strace",
                                "-f",
                                "-p",
                                Long.toString(pid),
                                "-e",
                                "trace=fsync,fdatasync",
                                "-e",
                                "inject=fsync,fdatasync:error=EIO")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.readString(said).contains("attached") && System.nanoTime() < deadline) {
            if (strace.waitFor(20, TimeUnit.MILLISECONDS)) break;
        }
        assertThat(Files.readString(said)).contains("attached");
        Files.delete(said);
        return strace;
    }

    private static boolean canInjectFaults() throws InterruptedException {
        try {
            var sleeper = new ProcessBuilder("sleep", "20").start();
            try {
                failSyncs(sleeper.pid()).destroy();
                return true;
            } finally {
                sleeper.destroy();
            }
        } catch (IOException | AssertionError _) {
            return false;
        }
    }
}
