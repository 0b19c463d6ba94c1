package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.registry.Leaf;
import comity.node.registry.Registry;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two whole nodes, killed at random while acts are filed and couriered. Every act that was
 * acknowledged is there once, on both sides, and each log is the log of its table. {@code
 * -Dcomity.kills=} says how often; {@code -Dcomity.seed=} repeats a run.
 */
@Tag("slow")
class KilledNodesTest {
    private static final int KILLS = Integer.getInteger("comity.kills", 10);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile String failed = "nothing";
    private Path folder = Path.of("");

    private record Acknowledged(UUID docket, Digest act) {}

    @BeforeEach
    void makesAFolder() throws Exception {
        folder = Folders.passable("killed");
    }

    @AfterEach
    void clearsIt() throws Exception {
        Folders.delete(folder);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void keep_every_acknowledged_act_once_and_agree() throws Exception {
        System.out.println("killing nodes " + KILLS + " times, seed " + seed);
        try (var cast = Cast.assemble(folder, new Narrator(System.out))) {
            fileWhileKilling(cast);
            awaitDelivery(cast.signIn(World.KATZ));
        }
        compare();
        System.out.println(acknowledged.size() + " acts were acknowledged, and all are there");
    }

    private void fileWhileKilling(Cast cast) throws Exception {
        var done = new AtomicBoolean();
        var author = Thread.ofPlatform().start(() -> fileUntil(done, cast));
        try {
            for (var kill = 0; kill < KILLS; kill++) {
                awaitProgress();
                var victim = cast.node(random.nextInt(3) < 2 ? World.ARCADIA : World.BORDURIA);
                TimeUnit.MILLISECONDS.sleep(random.nextLong(1_200));
                victim.kill();
                victim.restart();
            }
        } finally {
            done.set(true);
            author.join();
        }
    }

    /** A node is killed at work, not while it starts: something was filed since the last time. */
    private void awaitProgress() {
        var before = acknowledged.size();
        try {
            RunningNode.await("nothing was filed", LONG, () -> acknowledged.size() > before);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(failed, e);
        }
    }

    /** A judge at work: one authorisation after the other, each on a docket of its own. */
    private void fileUntil(AtomicBoolean done, Cast cast) {
        while (!done.get()) {
            try {
                var judge = cast.signIn(World.SERRANO);
                while (!done.get()) {
                    var docket = judge.openDocket();
                    var act = judge.file(docket, Requests.authoriseMailbox());
                    acknowledged.add(new Acknowledged(docket, act));
                }
            } catch (IOException | RuntimeException e) {
                failed = e.toString();
                // The node is down. What had no answer was not acknowledged; the work goes on.
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private void awaitDelivery(Person officer) {
        for (var act : acknowledged) officer.awaitAct(act.docket(), act.act());
    }

    /** With both nodes stopped: what lies on their disks. */
    private void compare() throws Exception {
        assertThat(acknowledged).as("failed: %s", failed).isNotEmpty();
        try (var here = Disk.of("XA", folder.resolve("arcadia"));
                var there = Disk.of("XB", folder.resolve("borduria"))) {
            here.isWhole();
            there.isWhole();
            for (var act : acknowledged) {
                assertThat(here.registry.docket(act.docket())).hasSize(1);
                assertThat(there.registry.docket(act.docket())).hasSize(1);
                assertThat(here.registry.act(act.act())).isPresent();
                assertThat(there.registry.read(act.docket()).stateDigest())
                        .isEqualTo(here.registry.read(act.docket()).stateDigest());
            }
        }
    }

    /** One node's database and log, opened without the node. */
    private record Disk(Path data, Database database, Registry registry) implements AutoCloseable {

        static Disk of(String state, Path data) {
            var database = Database.embedded(data.resolve("database"), () -> {});
            var keyring =
                    new Keyring(
                            new KeyFolder(data.resolve("keys/epochs")),
                            InstantSource.system(),
                            new SecureRandom());
            var registry =
                    Registry.open(
                            state,
                            database.filer(),
                            keyring,
                            _ -> java.util.Set.of(),
                            InstantSource.system(),
                            new Random(),
                            () -> {});
            return new Disk(data, database, registry);
        }

        /** Positions are dense, no act is there twice, and the log is the log of this table. */
        void isWhole() throws Exception {
            var leaves = new ArrayList<Leaf>();
            while (true) {
                var more = registry.leaves(leaves.size(), 1_000);
                if (more.isEmpty()) break;
                leaves.addAll(more);
            }
            for (var i = 0; i < leaves.size(); i++)
                assertThat(leaves.get(i).position()).isEqualTo(i);
            assertThat(leaves.stream().map(Leaf::act)).doesNotHaveDuplicates();
            var note = Note.parse(Files.readString(data.resolve("log/checkpoint")));
            var checkpoint = Checkpoint.of(note);
            assertThat(checkpoint.size()).isBetween(1L, (long) leaves.size());
            assertThat(checkpoint.root())
                    .isEqualTo(root(leaves.subList(0, (int) checkpoint.size())));
        }

        /** RFC 6962, 2.1. */
        private static byte[] root(List<Leaf> leaves) {
            if (leaves.size() == 1) return Merkle.leafHash(leaves.getFirst().data());
            var split = Integer.highestOneBit(leaves.size() - 1);
            return Merkle.nodeHash(
                    root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
        }

        @Override
        public void close() {
            registry.close();
            database.close();
        }
    }
}
