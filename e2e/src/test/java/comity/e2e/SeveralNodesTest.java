package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Binaries;
import comity.node.database.EmbeddedPostgres;
import comity.node.database.Login;
import comity.record.act.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One State's node as two whole processes on one PostgreSQL and one data folder, behind a front
 * that sends each connection to another of them; the one that numbers acts is killed at work,
 * twice.
 */
@Tag("slow")
class SeveralNodesTest {
    private static final Duration LONG = Duration.ofSeconds(120);

    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile String failed = "nothing";
    private Path folder = Path.of("");

    private record Acknowledged(UUID docket, Digest act) {}

    @BeforeEach
    void makesAFolder() throws Exception {
        folder = Folders.passable("several");
    }

    @AfterEach
    void clearsIt() throws Exception {
        Folders.delete(folder);
    }

    private RunningNode process(String name, EmbeddedPostgres database, Front front)
            throws IOException {
        var settings = new ArrayList<String>();
        settings.add("--comity.process=" + name);
        settings.add("--comity.public-url=" + front.url());
        settings.add("--comity.federation-url=https://127.0.0.1:9");
        settings.add("--comity.database.url=" + database.owner().url());
        role(settings, "owner", database.owner());
        role(settings, "filer", database.filer());
        role(settings, "eraser", database.eraser());
        return RunningNode.start(World.ARCADIA, folder.resolve("data"), true, settings);
    }

    private static void role(List<String> settings, String name, Login login) {
        settings.add("--comity.database." + name + "=" + login.role());
        settings.add("--comity.database." + name + "-password=" + login.password());
    }

    private Person judge(RunningNode at, Front front) throws IOException {
        return Person.signIn(
                World.SERRANO, Cast.passkey(at, World.SERRANO.person()), Client.of(front.url()));
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void are_one_node_to_whoever_asks() throws Exception {
        var cluster = Files.createDirectories(folder.resolve("cluster"));
        try (var database =
                        EmbeddedPostgres.start(
                                cluster.resolve("postgres"), Binaries.unpacked(cluster), () -> {});
                var front = new Front();
                var a = process("a", database, front)) {
            a.awaitReady();
            try (var b = process("b", database, front)) {
                b.awaitReady();
                reads_at_one_what_was_filed_at_the_other(a, b, front);
                files_while_one_is_killed(List.of(a, b), front);
                agree(a, b, front);
            }
        }
    }

    private void reads_at_one_what_was_filed_at_the_other(RunningNode a, RunningNode b, Front front)
            throws IOException {
        front.leadsTo(List.of(a));
        var judge = judge(a, front);
        for (var turn = 0; turn < 4; turn++) {
            front.leadsTo(List.of(turn % 2 == 0 ? b : a));
            var docket = judge.openDocket();
            var act = judge.file(docket, Requests.authoriseMailbox());
            judge.awaitReceipt(act);
            front.leadsTo(List.of(turn % 2 == 0 ? a : b));
            assertThat(judge.client().get("/acts/" + act.hex()).status()).isEqualTo(200);
            assertThat(judge.docket(docket).items("acts")).hasSize(1);
            acknowledged.add(new Acknowledged(docket, act));
        }
    }

    private void files_while_one_is_killed(List<RunningNode> processes, Front front)
            throws Exception {
        front.leadsTo(processes);
        var done = new AtomicBoolean();
        var authors = new ArrayList<Thread>();
        for (var i = 0; i < 2; i++)
            authors.add(
                    Thread.ofPlatform().start(() -> fileUntil(done, processes.getFirst(), front)));
        try {
            // The first leads at first; once it is back the second does.
            for (var victim : processes) {
                awaitProgress(6);
                victim.kill();
                awaitProgress(4);
                victim.restart();
                awaitProgress(4);
            }
        } finally {
            done.set(true);
            for (var author : authors) author.join();
        }
    }

    private void awaitProgress(int acts) {
        var before = acknowledged.size();
        RunningNode.await(
                () -> "nothing was filed: " + failed,
                LONG,
                () -> acknowledged.size() >= before + acts);
    }

    private void fileUntil(AtomicBoolean done, RunningNode any, Front front) {
        while (!done.get()) {
            try {
                var judge = judge(any, front);
                while (!done.get()) {
                    var docket = judge.openDocket();
                    var act = judge.file(docket, Requests.authoriseMailbox());
                    acknowledged.add(new Acknowledged(docket, act));
                }
            } catch (IOException | RuntimeException e) {
                failed = e.toString();
                // The process was killed. What had no answer was not acknowledged; the work goes
                // on.
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    /** Each acknowledged act is there once, at each process, and both show one log. */
    private void agree(RunningNode a, RunningNode b, Front front) throws IOException {
        front.leadsTo(List.of(a));
        var judge = judge(a, front);
        var last = judge.file(judge.openDocket(), Requests.authoriseMailbox());
        var said = new HashSet<String>();
        var checkpoints = new HashSet<String>();
        for (var process : List.of(a, b)) {
            front.leadsTo(List.of(process));
            judge.awaitReceipt(last);
            checkpoints.add(judge.client().get("/checkpoint").text());
            var all = new StringBuilder();
            for (var one : acknowledged) {
                var acts = judge.docket(one.docket()).items("acts");
                assertThat(acts).hasSize(1);
                assertThat(acts.toString()).contains(one.act().hex());
                all.append(one.docket()).append(one.act().hex()).append(acts.size());
            }
            said.add(all.toString());
        }
        assertThat(said).hasSize(1);
        assertThat(checkpoints).hasSize(1);
        System.out.println(acknowledged.size() + " acts were acknowledged, and both show them all");
    }
}
