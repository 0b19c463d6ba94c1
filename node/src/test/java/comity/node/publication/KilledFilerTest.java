package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.TestDatabases;
import comity.node.registry.Leaf;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Doors, databases and logs killed at random, often: every acknowledged act is there once, on both
 * sides, and each log is the log of its table. {@code -Dcomity.filer.kills=} says how often.
 */
@Tag("slow")
class KilledFilerTest {
    private static final int KILLS = Integer.getInteger("comity.filer.kills", 40);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void keeps_every_acknowledged_act_once_and_agrees_with_its_partner() throws Exception {
        System.out.println("killing doors " + KILLS + " times, seed " + seed);
        var folder = TestDatabases.folder("killed");
        var acknowledged = new HashSet<Digest>();
        for (var run = 0; run < KILLS; run++) acknowledged.addAll(runAndKill(folder, run));
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS);

        try (var nodes = new TwoNodes(folder)) {
            nodes.carry();
            isWhole(nodes.sender, nodes.senderLog());
            isWhole(nodes.receiver, nodes.receiverLog());
            for (var act : acknowledged) {
                var docket = nodes.sender.act(act).orElseThrow().envelope().header().docket();
                assertThat(nodes.sender.docket(docket)).hasSize(1);
                assertThat(nodes.receiver.read(docket).stateDigest())
                        .isEqualTo(nodes.sender.read(docket).stateDigest());
            }
            System.out.println(acknowledged.size() + " acts were acknowledged, and all are there");
        }
        TestDatabases.delete(folder);
    }

    /** What was acknowledged before the process was killed, its database left as an orphan. */
    private Set<Digest> runAndKill(Path folder, int run) throws Exception {
        var said = folder.resolve("said." + run);
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                TwoNodes.class.getName(),
                                folder.toString(),
                                Long.toString(random.nextLong()))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            awaitFirst(process, said);
            process.waitFor(random.nextLong(400), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        var lines = Files.readAllLines(said);
        assertThat(lines).noneMatch(line -> line.startsWith("refused"));
        return lines.stream()
                // A line that was cut off by the kill was still written after the acknowledgement.
                .filter(line -> line.matches("filed [0-9a-f-]{36} [0-9a-f]{64}"))
                .map(line -> new Digest(line.substring(line.lastIndexOf(' ') + 1)))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void awaitFirst(Process process, Path said) throws Exception {
        var deadline = System.nanoTime() + LONG.toNanos();
        while (!Files.readString(said).contains("filed ")) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline)
                throw new AssertionError("nothing was filed:\n" + Files.readString(said));
        }
    }

    private static void isWhole(Registry registry, Publication log) throws Exception {
        assertThat(log.awaitPosition(registry.size() - 1, LONG)).isTrue();
        List<Leaf> leaves = new ArrayList<>();
        for (var more = registry.leaves(0, 1_000); !more.isEmpty(); ) {
            leaves.addAll(more);
            more = registry.leaves(leaves.size(), 1_000);
        }
        for (var i = 0; i < leaves.size(); i++) assertThat(leaves.get(i).position()).isEqualTo(i);
        assertThat(leaves.stream().map(Leaf::act)).doesNotHaveDuplicates();
        assertThat(Checkpoint.of(log.checkpoint()).root()).isEqualTo(PublicationTest.root(leaves));
    }
}
