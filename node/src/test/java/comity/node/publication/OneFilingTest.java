package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.Strace;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Leaf;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.registry.StorageFailed;
import comity.record.act.ActId;
import comity.record.act.Envelope;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each write and each sync that one filing asks of the kernel fails, or kills its process, in turn;
 * and disks are full. Afterwards what was acknowledged is there, and filing goes on.
 */
@Tag("slow")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class OneFilingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;
    private static final String COMMITTER =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final Random random = new Random(17);
    private Path folder = Path.of("");

    /** A call of one filing. */
    private record Call(String name, int number) {}

    @BeforeAll
    static void needs() {
        assertThat(Strace.attaches())
                .as(
                        "strace attaches to processes here; without it no call can be failed"
                                + " (Debian: apt-get install strace; a container needs CAP_SYS_PTRACE)")
                .isTrue();
    }

    @BeforeEach
    void makesPlace() {
        folder = TestDatabases.folder("one-filing");
    }

    @AfterEach
    void clears() {
        TestDatabases.delete(folder);
    }

    private static List<Call> calls(Strace watched) {
        var calls = new ArrayList<Call>();
        watched.counted()
                .forEach(
                        (name, count) -> {
                            for (var i = 1; i <= count; i++) calls.add(new Call(name, i));
                        });
        System.out.println("one filing calls " + calls);
        return calls;
    }

    private static void publishWhoIsWho(OneFiling node) {
        filed(node.registry, node.arcadia.directory());
        filed(node.registry, node.arcadia.profile());
        level(node.log, node.registry);
    }

    private static void filed(Registry registry, Envelope act) {
        assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
    }

    private static void level(Publication log, Registry registry) {
        assertThat(log.awaitPosition(registry.size() - 1, LONG)).isTrue();
    }

    private Envelope next(OneFiling node) {
        return node.arcadia.authorise(node.registry, ActId.next(Nation.NOON, random));
    }

    /** The log is the log of its table. */
    private static void isWhole(Registry registry, Publication log) {
        level(log, registry);
        var leaves = registry.leaves(0, 10_000);
        assertThat(leaves).extracting(Leaf::position).doesNotHaveDuplicates();
        assertThat(SimulatedLog.checkpoint(log.checkpoint()).root())
                .isEqualTo(PublicationTest.root(leaves));
    }

    @Test
    void the_log_stops_at_each_call_that_fails_and_goes_on_after_the_next_start() throws Exception {
        try (var database = TestDatabases.fresh();
                var node = new OneFiling(database, folder, () -> {})) {
            publishWhoIsWho(node);
            var before = logs();
            node.log.close();
            List<Call> calls;
            try (var log = node.log(folder, () -> {})) {
                var watched = Strace.counting(thread(before));
                filed(node.registry, next(node));
                level(log, node.registry);
                calls = calls(watched);
            }
            assertThat(calls).extracting(Call::name).contains("fsync");
            for (var call : calls) theLogFails(node, call);
            try (var log = node.log(folder, () -> {})) {
                isWhole(node.registry, log);
            }
        }
    }

    private static TreeSet<Long> logs() {
        return Strace.threads(ProcessHandle.current().pid(), "publication");
    }

    /** The thread of the log that was opened last; it names itself when it begins. */
    private static long thread(TreeSet<Long> before) {
        var deadline = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < deadline) {
            var now = logs();
            now.removeAll(before);
            if (!now.isEmpty()) return now.last();
        }
        throw new AssertionError("the log has no thread");
    }

    private void theLogFails(OneFiling node, Call call) throws Exception {
        var began = System.nanoTime();
        var gone = new CountDownLatch(1);
        var act = next(node);
        var before = logs();
        try (var log = node.log(folder, gone::countDown)) {
            level(log, node.registry);
            try (var _ =
                    Strace.injecting(thread(before), call.name(), "error=EIO", call.number())) {
                // The act is filed whatever becomes of the log. Where its files failed it stops;
                // where
                // the database's line failed it asks again.
                filed(node.registry, act);
                while (!gone.await(10, TimeUnit.MILLISECONDS)
                        && !log.awaitPosition(node.registry.size() - 1, Duration.ofMillis(10)))
                    assertThat(System.nanoTime() - began).isLessThan(LONG.toNanos());
            }
        }
        try (var log = node.log(folder, () -> {})) {
            isWhole(node.registry, log);
            assertThat(log.receipt(act.digest())).isPresent();
        }
    }

    @Test
    void a_process_that_is_killed_at_each_call_has_what_it_acknowledged() throws Exception {
        var logins = TestDatabases.logins();
        try (var database = OneFiling.external(logins)) {
            try (var node = new OneFiling(database, folder, () -> {})) {
                publishWhoIsWho(node);
            }
            for (var thread : List.of("publication", "committer")) {
                var calls = calls(run(logins, thread, List.of()));
                assertThat(calls).isNotEmpty();
                for (var call : calls) isKilled(logins, database, thread, call);
            }
        }
    }

    private final List<String> lines = new ArrayList<>();

    /** Has a process of its own file one act, watched; {@code fault} names what is to happen. */
    private Strace run(TestDatabases.Logins logins, String thread, List<Call> fault)
            throws Exception {
        lines.clear();
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                OneFiling.class.getName(),
                                folder.toString(),
                                Long.toString(random.nextLong())));
        for (var login : List.of(logins.owner(), logins.filer(), logins.eraser()))
            command.addAll(List.of(login.url(), login.role(), login.password()));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said = process.inputReader()) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (line.startsWith("ready ")) break;
            }
            assertThat(lines.toString()).contains("ready ");
            var at = Strace.threads(process.pid(), thread).last();
            var strace =
                    fault.isEmpty()
                            ? Strace.counting(at)
                            : Strace.injecting(
                                    at,
                                    fault.getFirst().name(),
                                    "signal=KILL",
                                    fault.getFirst().number());
            process.outputWriter().append("go\n").flush();
            said.lines().forEach(lines::add);
            process.waitFor();
            return strace;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void isKilled(TestDatabases.Logins logins, Database database, String thread, Call call)
            throws Exception {
        // The threads do not take turns: a filing that meets the other at another moment may need
        // one call less, and is over before its last. The first of each kind always comes.
        for (var i = 0; i < ATTEMPTS; i++) {
            run(logins, thread, List.of(call)).close();
            if (!lines.contains("published")) break;
        }
        if (call.number() == 1)
            assertThat(lines).as(thread + " " + call).doesNotContain("published");
        var docket =
                OneFiling.docket(
                        lines.stream().filter(line -> line.startsWith("ready ")).findFirst().get());
        try (var node = new OneFiling(database, folder, () -> {})) {
            var there = node.registry.docket(docket);
            if (lines.stream().anyMatch(line -> line.startsWith("filed ")))
                assertThat(there).as(thread + " " + call).hasSize(1);
            assertThat(there).hasSizeLessThanOrEqualTo(1);
            isWhole(node.registry, node.log);
        }
    }

    @Test
    void the_database_loses_nothing_at_each_call_that_fails_or_kills() throws Exception {
        var faults = new ArrayDeque<Fault>();
        try (var database = start(() -> {});
                var node = new OneFiling(database, folder, () -> {})) {
            publishWhoIsWho(node);
            var watched = Strace.counting(committer(database.filer()));
            filed(node.registry, next(node));
            for (var call : calls(watched))
                for (var how : List.of("error=EIO", "signal=KILL"))
                    faults.add(new Fault(call, how));
        }
        assertThat(faults).extracting(fault -> fault.call().name()).contains("fdatasync");
        Optional<Doubtful> before = Optional.empty();
        while (!faults.isEmpty() || before.isPresent()) {
            var lost = new AtomicReference<Database>();
            // A process whose server is gone ends: nobody waits for connections any more.
            try (var database =
                            start(
                                    () ->
                                            Optional.ofNullable(lost.get())
                                                    .ifPresent(Database::close));
                    var node = new OneFiling(database, folder, () -> {})) {
                lost.set(database);
                before.ifPresent(act -> isSettled(node, act));
                before = Optional.ofNullable(faults.poll()).map(fault -> fails(node, fault));
            }
        }
    }

    private record Fault(Call call, String how) {}

    private record Doubtful(Envelope act, boolean acknowledged, Fault fault) {}

    private Database start(Runnable gone) {
        return Database.embedded(folder.resolve("postgres"), TestDatabases.binaries(), gone);
    }

    private static long committer(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(COMMITTER)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Files an act while the database fails as it is told to. */
    private Doubtful fails(OneFiling node, Fault fault) {
        node.arcadia.reseed(random.nextLong());
        var act = next(node);
        try (var _ = injecting(node, fault)) {
            return new Doubtful(act, node.registry.file(act) instanceof Filing.Filed, fault);
        } catch (StorageFailed _) {
            return new Doubtful(act, false, fault);
        }
    }

    private static Strace injecting(OneFiling node, Fault fault) {
        try {
            return Strace.injecting(
                    committer(node.database.filer()),
                    fault.call().name(),
                    fault.how(),
                    fault.call().number());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After the next start: acknowledged is there; what is presented again is there once. */
    private static void isSettled(OneFiling node, Doubtful doubtful) {
        var docket = doubtful.act().header().docket();
        if (doubtful.acknowledged())
            assertThat(node.registry.docket(docket)).as(doubtful.fault().toString()).hasSize(1);
        filed(node.registry, doubtful.act());
        assertThat(node.registry.docket(docket)).as(doubtful.fault().toString()).hasSize(1);
        isWhole(node.registry, node.log);
    }

    @Test
    void a_full_disk_under_the_database_is_named_and_nothing_is_lost() throws Exception {
        try (var disk = new SmallDisk(folder.resolve("postgres"), 160)) {
            var acknowledged = new ArrayList<Envelope>();
            Envelope refused = null;
            try (var database = start(() -> {});
                    var node = new OneFiling(database, folder, () -> {})) {
                publishWhoIsWho(node);
                acknowledged.add(next(node));
                filed(node.registry, acknowledged.getFirst());
                disk.fill();
                for (var i = 0; i < 400 && refused == null; i++) {
                    var act = next(node);
                    try {
                        filed(node.registry, act);
                        acknowledged.add(act);
                    } catch (StorageFailed e) {
                        refused = act;
                        assertThat(reasons(e)).containsIgnoringCase("space");
                    }
                }
                assertThat(refused).as("the disk is full").isNotNull();
                assertThat(node.registry.docket(acknowledged.getFirst().header().docket()))
                        .hasSize(1);
                disk.free();
                filed(node.registry, refused);
                filed(node.registry, next(node));
                isWhole(node.registry, node.log);
            }
            try (var database = start(() -> {});
                    var node = new OneFiling(database, folder, () -> {})) {
                for (var act : acknowledged)
                    assertThat(node.registry.docket(act.header().docket())).hasSize(1);
                isWhole(node.registry, node.log);
            }
        }
    }

    private static String reasons(Throwable failure) {
        var reasons = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause())
            reasons.append(cause.getMessage()).append("; ");
        return reasons.toString();
    }

    @Test
    void a_full_disk_under_the_log_ends_it_and_it_goes_on_when_there_is_space() throws Exception {
        var place = folder.resolve("log");
        Files.createDirectories(place);
        try (var disk = new SmallDisk(place, 1);
                var database = TestDatabases.fresh()) {
            var gone = new CountDownLatch(1);
            try (var node = new OneFiling(database, folder, gone::countDown)) {
                publishWhoIsWho(node);
                disk.fill();
                var act = next(node);
                filed(node.registry, act);
                assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
                // What is filed is read as before; its receipt comes when there is space.
                assertThat(node.registry.docket(act.header().docket())).hasSize(1);
                assertThat(node.log.receipt(act.digest())).isEmpty();
                var again = new CountDownLatch(1);
                try (var _ = node.log(folder, again::countDown)) {
                    assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
                }
                disk.free();
                try (var log = node.log(folder, () -> {})) {
                    isWhole(node.registry, log);
                    assertThat(log.receipt(act.digest())).isPresent();
                }
            }
        }
    }

    /** A file system of few megabytes in memory. */
    private static final class SmallDisk implements AutoCloseable {
        private final Path place;
        private final Path filler;

        SmallDisk(Path place, int megabytes) throws Exception {
            this.place = place;
            this.filler = place.resolve("filler");
            Files.createDirectories(place);
            var mounted =
                    new ProcessBuilder(
                                    "mount",
                                    "-t",
                                    "tmpfs",
                                    "-o",
                                    "size=" + megabytes + "m,mode=0777",
                                    "tmpfs",
                                    place.toString())
                            .start()
                            .waitFor();
            assertThat(mounted)
                    .as(
                            "a tmpfs can be mounted here: run as root, in a container with CAP_SYS_ADMIN")
                    .isZero();
        }

        void fill() throws IOException {
            FileStore store = Files.getFileStore(place);
            try (var out = Files.newOutputStream(filler)) {
                var page = new byte[4_096];
                while (store.getUsableSpace() > 0) out.write(page);
            } catch (IOException _) {
                // Now it is full.
            }
        }

        void free() throws IOException {
            Files.delete(filler);
        }

        @Override
        public void close() throws Exception {
            new ProcessBuilder("umount", "-l", place.toString()).start().waitFor();
        }
    }
}
