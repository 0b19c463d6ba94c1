package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.TestDatabases;
import comity.node.registry.Deviation;
import comity.node.registry.Nation;
import comity.record.act.Digest;
import comity.record.tlog.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three processes of one node on one real PostgreSQL, all filing, of which the one that numbers is
 * killed again and again. {@code -Dcomity.leader.kills=} says how often.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SeveralProcessesTest {
    private static final int KILLS = Integer.getInteger("comity.leader.kills", 5);
    private static final long LONG = TimeUnit.SECONDS.toNanos(120);

    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TestDatabases.Logins logins = TestDatabases.logins();
    private final Path folder = TestDatabases.folder("several");
    private final List<Running> all = new ArrayList<>();

    /** A process and what it has said so far. */
    private static final class Running {
        final Process process;
        final List<String> said = new CopyOnWriteArrayList<>();

        Running(Process process) {
            this.process = process;
            Thread.ofPlatform().daemon().start(this::listen);
        }

        private void listen() {
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(said::add);
            } catch (IOException | java.io.UncheckedIOException _) {
                // It was killed.
            }
        }

        boolean leads() {
            return process.isAlive() && said.contains("leads");
        }

        Stream<String[]> lines(String pattern) {
            return said.stream().filter(line -> line.matches(pattern)).map(line -> line.split(" "));
        }

        long acknowledged() {
            return said.stream().filter(line -> line.startsWith("filed ")).count();
        }

        void tell(String command) throws IOException {
            process.outputWriter().write(command + "\n");
            process.outputWriter().flush();
        }
    }

    @AfterEach
    void ends() {
        all.forEach(one -> one.process.destroyForcibly());
    }

    private Running start() throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx192m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                OneOfSeveral.class.getName(),
                                logins.owner().url()));
        for (var login : List.of(logins.owner(), logins.filer(), logins.eraser()))
            command.addAll(List.of(login.role(), login.password()));
        command.add(folder.toString());
        command.add(Long.toString(random.nextLong() >>> 2));
        var started = new Running(new ProcessBuilder(command).redirectErrorStream(true).start());
        all.add(started);
        return started;
    }

    private void await(String what, BooleanSupplier reached) {
        var deadline = System.nanoTime() + LONG;
        while (!reached.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
            if (System.nanoTime() > deadline)
                throw new AssertionError(
                        what + " did not come about, seed " + seed + "\n" + tail());
        }
    }

    private String tail() {
        var text = new StringBuilder();
        for (var one : all) {
            text.append("-- ").append(one.process).append('\n');
            one.said.stream()
                    .skip(Math.max(0, one.said.size() - 25))
                    .forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private Supplier<Stream<Running>> living() {
        return () -> all.stream().filter(one -> one.process.isAlive());
    }

    @Test
    void file_each_act_once_whoever_of_them_dies() throws Exception {
        System.out.println("killing the leader " + KILLS + " times, seed " + seed);
        start();
        await("a leader", () -> all.getFirst().leads());
        start();
        start();
        for (var kill = 0; kill < KILLS; kill++) {
            var before = living().get().map(Running::acknowledged).toList();
            var now = living().get().toList();
            await(
                    "acknowledgements at every process",
                    () -> {
                        for (var i = 0; i < now.size(); i++)
                            if (now.get(i).acknowledged() < before.get(i) + 5) return false;
                        return true;
                    });
            LockSupport.parkNanos(random.nextLong(200_000_000));
            var leader = living().get().filter(Running::leads).findFirst().orElseThrow();
            leader.process.destroyForcibly().waitFor();
            // Now and then one of the others dies before anybody has taken over.
            if (random.nextInt(3) == 0)
                living().get().findAny().orElseThrow().process.destroyForcibly().waitFor();
            await("a new leader", () -> living().get().anyMatch(Running::leads));
            while (living().get().count() < 3) start();
        }
        await(
                "acknowledgements after the last kill",
                () -> living().get().allMatch(one -> one.acknowledged() >= 5));
        for (var one : living().get().toList()) one.tell("stop");
        await(
                "the end of filing",
                () -> living().get().allMatch(one -> one.said.contains("stopped")));
        assertThat(living().get().count()).isEqualTo(3);
        assertThat(living().get().filter(Running::leads).count()).isEqualTo(1);
        agree();
        isWhole();
        TestDatabases.delete(folder);
    }

    /** Every process answers the same, for dockets of each other's. */
    private void agree() throws Exception {
        var dockets =
                all.stream()
                        .flatMap(
                                one ->
                                        one.lines("filed [0-9a-f-]{36} [0-9a-f]{64} [0-9]+")
                                                .map(words -> words[1])
                                                .limit(5))
                        .toList();
        for (var docket : dockets)
            for (var one : living().get().toList()) one.tell("docket " + docket);
        for (var one : living().get().toList()) one.tell("log");
        await("answers", () -> living().get().allMatch(one -> one.lines("log .*").count() == 1));
        for (var pattern : List.of("docket .*", "log .*")) {
            var answers =
                    living().get()
                            .map(
                                    one ->
                                            one.lines(pattern)
                                                    .map(words -> String.join(" ", words))
                                                    .toList())
                            .distinct()
                            .toList();
            assertThat(answers).as("one answer of all").hasSize(1);
        }
    }

    private void isWhole() throws Exception {
        ends();
        for (var one : all) one.process.waitFor();
        var arcadia = Nation.arcadia();
        try (var database = logins.open();
                var registry =
                        arcadia.registry(database, OneOfSeveral.keys(folder), Nation.borduria())) {
            var size = registry.size();
            var leaves = registry.leaves(0, (int) size + 1);
            for (var i = 0; i < leaves.size(); i++)
                assertThat(leaves.get(i).position()).isEqualTo(i);
            assertThat(leaves).hasSize((int) size);
            var acknowledged = 0;
            for (var one : all) {
                assertThat(one.said).noneMatch(line -> line.startsWith("refused"));
                for (var words : one.lines("filed [0-9a-f-]{36} [0-9a-f]{64} [0-9]+").toList()) {
                    var digest = new Digest(words[2]);
                    assertThat(registry.leaf(digest).orElseThrow().position())
                            .isEqualTo(Long.parseLong(words[3]));
                    assertThat(registry.docket(UUID.fromString(words[1])))
                            .singleElement()
                            .satisfies(act -> assertThat(act.digest()).isEqualTo(digest));
                    acknowledged++;
                }
            }
            var deviations = new ArrayList<Deviation>();
            var check = new LogCheck(folder.resolve("log"), deviations::add);
            assertThat(check.check(Optional.of(arcadia.log().keys()))).isEqualTo(size);
            assertThat(deviations).isEmpty();
            for (var leaf : leaves)
                assertThat(check.leaf(leaf.position()))
                        .hasValue(comity.record.tlog.Merkle.leafHash(leaf.data()));
            var tree = new Tree(new LogFolder(folder.resolve("log")).tiles(), size);
            var seen = 0;
            for (var one : all)
                for (var words : one.lines("checkpoint [0-9]+ [0-9a-f]{64}").toList()) {
                    assertThat(HexFormat.of().formatHex(tree.rootAt(Long.parseLong(words[1]))))
                            .as("a checkpoint that was shown is of this log")
                            .isEqualTo(words[2]);
                    seen++;
                }
            System.out.println(
                    acknowledged
                            + " acts were acknowledged by "
                            + all.size()
                            + " processes, "
                            + seen
                            + " checkpoints seen; "
                            + size
                            + " acts are there");
            assertThat(seen).isPositive();
        }
    }
}
