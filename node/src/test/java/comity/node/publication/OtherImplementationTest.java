package comity.node.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.record.tlog.Checkpoint;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our log, read by Go's {@code golang.org/x/mod/sumdb}: checkpoint, tiles, inclusion, growth. */
@Timeout(300)
class OtherImplementationTest {
    private static final NoteSigner LOG = NoteSigner.log("xa.example/log", filled(1), filled(2));

    @TempDir Path folder = Path.of("");

    private static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 300, 65_535, 65_536, 65_537})
    void reads_what_we_write(int size) throws Exception {
        assumeTrue(hasGo(), "no Go with golang.org/x/mod on this machine");
        var tree = new Tree(new FileTiles(folder), 0);
        tree.append(
                IntStream.range(0, size)
                        .mapToObj(i -> Merkle.leafHash(("leaf " + i).getBytes(UTF_8)))
                        .toList());
        var text = new Checkpoint("xa.example/log", size, tree.root()).text();
        var time = Instant.parse("2026-11-23T09:30:00Z");
        new CheckpointFile(new LogFolder(folder)).write(new Note(text, LOG.sign(text, time)));
        var indexes =
                IntStream.of(0, 1, size / 3, size / 2, 254, 255, 256, size - 2, size - 1)
                        .filter(i -> i >= 0 && i < size)
                        .distinct()
                        .toArray();
        var paths =
                IntStream.of(indexes)
                        .mapToObj(
                                i ->
                                        Stream.concat(
                                                        Stream.of("" + i),
                                                        tree.inclusion(i, size).stream()
                                                                .map(
                                                                        Base64.getEncoder()
                                                                                ::encodeToString))
                                                .collect(Collectors.joining(" ")))
                        .toList();
        Files.write(folder.resolve("paths"), paths);

        var said =
                go(
                        "run",
                        program().toString(),
                        folder.toString(),
                        LOG.keys().texts().getFirst(),
                        folder.resolve("paths").toString());

        var grown = IntStream.of(indexes).filter(i -> i > 0).count();
        assertThat(said)
                .containsExactly(
                        "unverified signatures 1, included %d, grown %d"
                                .formatted(indexes.length, grown));
    }

    private static boolean hasGo() throws InterruptedException {
        try {
            var there =
                    go("list", "golang.org/x/mod/sumdb/tlog")
                            .equals(List.of("golang.org/x/mod/sumdb/tlog"));
            if (!there) System.out.println("skipped: this machine's Go has no golang.org/x/mod");
            return there;
        } catch (IOException _) {
            System.out.println(
                    "skipped: no Go on this machine (golang-go, golang-golang-x-mod-dev)");
            return false;
        }
    }

    /** Debian's packages alone, from its own folder: nothing is fetched. */
    private static List<String> go(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("go"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        java.util.Map.of(
                                "GO111MODULE", "off",
                                "GOPATH", "/usr/share/gocode",
                                "GOFLAGS", "",
                                "GOCACHE",
                                        System.getProperty("java.io.tmpdir") + "/comity-go-cache"));
        var process = builder.start();
        try (var out = process.inputReader(UTF_8)) {
            var lines = out.readAllLines();
            process.waitFor();
            return lines;
        }
    }

    private static Path program() throws Exception {
        return Path.of(
                java.util.Objects.requireNonNull(
                                OtherImplementationTest.class.getResource("reader.go"))
                        .toURI());
    }
}
