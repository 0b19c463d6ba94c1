package comity.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.PolicyReader;
import comity.record.tlog.Tiles;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The witness as its operator runs it: a process of its own, killed at any point. */
@Timeout(300)
class WitnessProcessTest {
    private static final NoteSigner LOG = NoteSigner.log("xa.example/log", filled(1), filled(2));
    private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");

    @TempDir Path folder = Path.of("");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Process> started = new ArrayList<>();
    private Path logs = Path.of("");

    /** A running witness and what it printed: its address and its keys. */
    private record Running(Process process, String url, NoteKeys keys) {}

    private static final class InMemory implements Tiles {
        private final Map<String, byte[]> tiles = new HashMap<>();

        @Override
        public Optional<byte[]> read(Address tile) {
            return Optional.ofNullable(tiles.get(tile.level() + "/" + tile.index()));
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            tiles.put(tile.level() + "/" + tile.index(), hashes);
        }

        @Override
        public void sync() {}
    }

    private static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @BeforeEach
    void listsTheLog() throws IOException {
        logs = folder.resolve("logs.txt");
        Files.writeString(logs, "# Arcadia\n" + String.join("\n", LOG.keys().texts()) + "\n");
    }

    @AfterEach
    void ends() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... more) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Attend.class.getName()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private Running attend() throws IOException {
        return attend("university.example");
    }

    private Running attend(String name) throws IOException {
        var process =
                start(
                        "--data",
                        folder.resolve("data").toString(),
                        "--logs",
                        logs.toString(),
                        "--port",
                        "0",
                        "--name",
                        name);
        var out = process.inputReader(UTF_8);
        var vkeys = new ArrayList<String>();
        var url = "";
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("witness ")) {
                vkeys.add(line.split(" ")[2]);
                url = line.split(" ")[3];
            }
            if (line.startsWith("group ")) break;
        }
        assertThat(vkeys).as("the witness came up").hasSize(2);
        // It goes on speaking: a pipe that nobody reads would stop it.
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
        return new Running(process, url, NoteKeys.of(vkeys));
    }

    private static Tree tree(int size, int differing) {
        var tree = new Tree(new InMemory(), 0);
        var leaves = new ArrayList<byte[]>();
        for (var i = 0; i < size; i++)
            leaves.add(Merkle.leafHash(new byte[] {(byte) i, (byte) (i == differing ? 1 : 0)}));
        tree.append(leaves);
        return tree;
    }

    private static AddCheckpoint grown(Tree tree, long from, long to) {
        var text = new Checkpoint("xa.example/log", to, tree.rootAt(to)).text();
        return new AddCheckpoint(
                from, tree.consistency(from, to), new Note(text, LOG.sign(text, TIME)));
    }

    private HttpResponse<String> post(Running witness, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(witness.url + "/add-checkpoint"))
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Running witness, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(witness.url + path)).GET().build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answers_as_the_protocol_says_and_remembers_across_a_restart() throws Exception {
        var tree = tree(20, -1);
        var witness = attend();
        assertThat(get(witness, "/" + "0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
        var hash = comity.record.act.Digest.of("xa.example/log".getBytes(UTF_8)).hex();
        assertThat(get(witness, "/" + hash + "/checkpoint").statusCode()).isEqualTo(404);

        var first = grown(tree, 0, 5);
        var answer = post(witness, first.text());
        assertThat(answer.statusCode()).isEqualTo(200);
        var cosigned = Note.parse(first.checkpoint().encoded() + answer.body());
        assertThat(witness.keys.cosignedAt(cosigned)).isPresent();
        assertThat(post(witness, "old 5\n\nnonsense").statusCode()).isEqualTo(400);
        var other = "xb.example/log\n5\n" + first.text().split("\n")[4] + "\n";
        assertThat(
                        post(
                                        witness,
                                        "old 0\n\n"
                                                + new Note(other, LOG.sign(other, TIME)).encoded())
                                .statusCode())
                .isEqualTo(404);
        assertThat(post(witness, "x".repeat(AddCheckpoint.MOST_BYTES + 1)).statusCode())
                .isEqualTo(413);

        witness.process.destroyForcibly().waitFor();
        var again = attend();
        assertThat(again.keys).isEqualTo(witness.keys);
        var conflict = post(again, first.text());
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(conflict.body()).isEqualTo("5\n");
        var shown = get(again, "/" + hash + "/checkpoint");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(LOG.keys().signed(Note.parse(shown.body()))).isTrue();
        assertThat(again.keys.cosignedAt(Note.parse(shown.body()))).isPresent();
        assertThat(post(again, grown(tree, 5, 20).text()).statusCode()).isEqualTo(200);
    }

    /** Each round kills it while it answers; then the log tries to have another history signed. */
    @Test
    void killed_at_any_point_it_never_signs_two_histories() throws Exception {
        var random = new Random(11);
        var tree = tree(250, -1);
        var sure = 0L;
        for (var round = 0; round < 12; round++) {
            var witness = attend();
            var held = held(witness, tree);
            assertThat(held).isGreaterThanOrEqualTo(sure);
            if (held > 0) {
                var fork = tree(250, (int) held - 1);
                for (var from = Math.max(0, held - 2); from <= held; from++)
                    assertThat(post(witness, grown(fork, from, held + 3).text()).statusCode())
                            .isIn(409, 422);
            }
            var killer = kill(witness, random.nextInt(120));
            try {
                for (var next = held + 1; next < held + 15; next++) {
                    if (post(witness, grown(tree, next - 1, next).text()).statusCode() == 200)
                        sure = next;
                }
            } catch (IOException _) {
                // it is dead
            }
            killer.join();
        }
        assertThat(sure).isPositive();
    }

    private long held(Running witness, Tree tree) throws IOException, InterruptedException {
        var answer = post(witness, grown(tree, 249, 250).text());
        assertThat(answer.statusCode()).isEqualTo(409);
        return Long.parseLong(answer.body().strip());
    }

    private static Thread kill(Running witness, int milliseconds) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                var _ =
                                        witness.process.waitFor(
                                                milliseconds, TimeUnit.MILLISECONDS);
                                witness.process.destroyForcibly().waitFor();
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    @Test
    void keeps_evidence_of_a_fork_that_it_then_checks_offline() throws Exception {
        var witness = attend();
        assertThat(post(witness, grown(tree(20, -1), 0, 7).text()).statusCode()).isEqualTo(200);
        assertThat(post(witness, grown(tree(20, 3), 7, 20).text()).statusCode()).isEqualTo(422);
        Path evidence;
        try (var files = Files.list(folder.resolve("data/forks"))) {
            evidence = files.findFirst().orElseThrow();
        }
        assertThat(Fork.read(Files.readAllBytes(evidence)).isProven(LOG.keys())).isTrue();
        var check = start("--check", evidence.toString(), "--logs", logs.toString());
        assertThat(new String(check.getInputStream().readAllBytes(), UTF_8)).startsWith("Proven:");
        assertThat(check.waitFor()).isZero();
    }

    /**
     * T4: the operator of a log runs it twice with the same keys and shows each server's history to
     * another partner. At every size up to 300 and where tiles end the second one is refused, and
     * what it showed convicts it.
     */
    @Test
    void two_servers_with_the_logs_keys_cannot_have_two_histories_witnessed() throws Exception {
        var witness = attend();
        var one = tree(65_600, -1);
        var last = 0L;
        var sizes =
                IntStream.concat(
                        IntStream.rangeClosed(1, 300), IntStream.of(65_535, 65_536, 65_537));
        for (var size : sizes.toArray()) {
            var other = tree(size <= 300 ? size + 7 : 65_600, size - 1);
            assertThat(post(witness, grown(one, last, size).text()).statusCode()).isEqualTo(200);
            last = size;
            assertThat(post(witness, grown(other, size, size).text()).statusCode())
                    .as("the same size, another root, at %d", size)
                    .isEqualTo(422);
            assertThat(post(witness, grown(other, size, size + 7).text()).statusCode())
                    .as("grown from another history, at %d", size)
                    .isEqualTo(422);
        }
        var evidence = new ArrayList<Path>();
        try (var files = Files.list(folder.resolve("data/forks"))) {
            files.forEach(evidence::add);
        }
        // Where the earlier size is a power of two a path shows nothing by itself (Fork).
        assertThat(evidence).hasSizeBetween(303, 2 * 303);
        for (var file : evidence)
            assertThat(Fork.read(Files.readAllBytes(file)).isProven(LOG.keys())).isTrue();
    }

    @Test
    void refuses_wrong_questions_and_a_memory_that_is_not_its_own() throws Exception {
        refuses("--data is needed", "--logs", logs.toString());
        refuses("unknown option --nonsense", "--nonsense", "1");
        refuses("number up to 65535", options("--port", "70000"));
        Files.writeString(folder.resolve("bad.txt"), "nonsense\n");
        refuses(
                "line 1: no verifier key",
                "--data",
                folder.toString(),
                "--logs",
                folder.resolve("bad.txt").toString());
        var running = attend();
        refuses("another witness runs", options("--port", "0"));
        assertThat(post(running, grown(tree(9, -1), 0, 9).text()).statusCode()).isEqualTo(200);
        running.process.destroyForcibly().waitFor();
        refuses("are those of university.example", options("--name", "other.example"));
        try (var files = Files.list(folder.resolve("data/logs"))) {
            Files.writeString(files.findFirst().orElseThrow(), "nonsense");
        }
        refuses("is damaged", options("--port", "0"));
    }

    private String[] options(String... more) {
        var all =
                new ArrayList<>(
                        List.of(
                                "--data",
                                folder.resolve("data").toString(),
                                "--logs",
                                logs.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void refuses(String why, String... options) throws Exception {
        var process = start(options);
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains(why);
        assertThat(process.waitFor()).isNotZero();
    }

    /** What it prints is a policy as it stands. */
    @Test
    void prints_lines_that_a_policy_takes() throws Exception {
        var process = start(options("--port", "0"));
        var lines = new StringBuilder();
        var out = process.inputReader(UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.append(line).append('\n');
            if (line.startsWith("group ")) break;
        }
        var name = lines.toString().lines().toList().getLast().split(" ")[1];
        var policy = PolicyReader.read((lines + "quorum " + name + "\n").getBytes(UTF_8));
        assertThat(policy.places()).hasSize(1);
    }
}
