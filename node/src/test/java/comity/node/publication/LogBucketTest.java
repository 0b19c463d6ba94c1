package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import comity.node.bucket.FaultyStore;
import comity.node.bucket.FaultyStore.Fault;
import comity.node.bucket.S3Server;
import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Deviation;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Note;
import comity.record.tlog.Tiles;
import comity.record.tlog.TlogProof;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log in a bucket of another implementation's server, with a line that breaks before it. */
@Timeout(300)
class LogBucketTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static S3Server server;
    @TempDir static Path place;

    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final Random random = new Random(4);
    private final Database database = TestDatabases.fresh();
    private final Registry registry = arcadia.registry(database, borduria);
    private FaultyStore line;

    @BeforeAll
    static void starts() throws Exception {
        server = new S3Server(place);
    }

    @AfterAll
    static void ends() {
        server.close();
    }

    @BeforeEach
    void publishesWhoIsWho() throws Exception {
        line = new FaultyStore(server.port(), seed);
        for (var act : List.of(arcadia.directory(), arcadia.profile()))
            assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
        assertThat(registry.receive(borduria.directory(), Set.of()))
                .isInstanceOf(Filing.Filed.class);
    }

    @AfterEach
    void closes() throws Exception {
        line.close();
        registry.close();
        database.close();
        if (Files.exists(server.object("xa"))) TestDatabases.delete(server.object("xa"));
        Files.deleteIfExists(server.object("xa"));
    }

    /** The log {@code xa} in the bucket, reached at {@code port} with this secret. */
    private static LogFiles store(int at, String secret) throws IOException {
        return LogBucket.at(
                S3Server.BUCKET,
                "xa",
                URI.create("http://127.0.0.1:" + at),
                "us-east-1",
                server.credentials(secret));
    }

    private static LogFiles store(int at) throws IOException {
        return store(at, S3Server.SECRET);
    }

    private Publication publication(LogFiles store) {
        return Publication.following(
                registry,
                PublicationTest.signer(arcadia),
                new Cosigned(JdbcClient.create(database.filer())),
                Quorum.ofPartners(List::of),
                Holders.none(),
                Nation.CLOCK,
                store,
                () -> {
                    throw new IllegalStateException("the log gave up");
                });
    }

    private List<Digest> file(int count) {
        var filed = new ArrayList<Digest>();
        for (var i = 0; i < count; i++) {
            var act = arcadia.authorise(registry, ActId.next(Nation.NOON, random));
            assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
            filed.add(act.digest());
        }
        return filed;
    }

    private static void await(BooleanSupplier reached) {
        var deadline = System.nanoTime() + LONG.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void isWhole(Publication log) throws Exception {
        assertThat(log.awaitPosition(registry.size() - 1, LONG)).isTrue();
        assertThat(log.waiting()).isEmpty();
        assertThat(Checkpoint.of(log.checkpoint()).root())
                .isEqualTo(PublicationTest.root(registry.leaves(0, 10_000)));
        assertThat(deviations()).isEmpty();
    }

    private List<String> deviations() throws Exception {
        var found = new ArrayList<Deviation>();
        new LogCheck(store(server.port()), found::add).check(Optional.of(arcadia.log().keys()));
        return found.stream().map(Deviation::kind).toList();
    }

    @Test
    void holds_what_the_folder_holds_byte_by_byte(@TempDir Path folder) throws Exception {
        try (var log = publication(store(server.port()));
                var other = publication(new LogFolder(folder))) {
            for (var batch : new int[] {5, 200, 60, 300}) {
                file(batch);
                isWhole(log);
            }
            assertThat(other.awaitPosition(registry.size() - 1, LONG)).isTrue();
            for (var path : List.of("tile/0/000", "tile/0/001", "tile/1/000.p/2"))
                assertThat(log.file(path)).hasValue(other.file(path).orElseThrow());
            assertThat(log.file("tile/0/002.p/" + registry.size() % Tiles.WIDTH))
                    .hasValue(
                            other.file("tile/0/002.p/" + registry.size() % Tiles.WIDTH)
                                    .orElseThrow());
            assertThat(log.file("checkpoint").map(text -> new String(text, StandardCharsets.UTF_8)))
                    .contains(log.checkpoint().encoded());
            assertThat(log.file("tile/0/000.p/3")).as("gone: the full tile is there").isEmpty();
        }
    }

    @Test
    void gives_receipts_and_goes_on_after_a_restart() throws Exception {
        var acts = file(7);
        Note first;
        try (var log = publication(store(server.port()))) {
            isWhole(log);
            first = log.checkpoint();
        }
        acts.addAll(file(4));
        try (var log = publication(store(server.port()))) {
            isWhole(log);
            var before = Checkpoint.of(first);
            assertThat(log.consistency(before.size(), log.size())).isNotEmpty();
            for (var act : acts) {
                var receipt = log.receipt(act).orElseThrow();
                assertThat(
                                TlogProof.parse(receipt.proof())
                                        .proves(receipt.commitment(act), arcadia.log().keys()))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "SLOW", "FULL"})
    void waits_for_the_store_and_files_meanwhile(Fault fault) throws Exception {
        System.out.println("store becomes " + fault + ", seed " + seed);
        try (var log = publication(store(line.port()))) {
            file(3);
            isWhole(log);
            var before = log.checkpoint();
            line.becomes(fault);
            var acts = file(5);
            if (fault == Fault.ANY) {
                for (var i = 0; i < 20; i++) {
                    acts.addAll(file(5));
                    var now = line.faults();
                    await(
                            () ->
                                    line.faults() > now
                                            || log.awaitPosition(
                                                    registry.size() - 1, Duration.ZERO));
                }
            } else {
                await(() -> log.waiting().isPresent());
                assertThat(log.waiting().orElseThrow().why()).isEqualTo(LogAway.Reason.UNREACHABLE);
                assertThat(log.checkpoint()).isEqualTo(before);
                assertThat(log.receipt(acts.getFirst())).isEmpty();
                assertThat(registry.leaf(acts.getLast())).isPresent();
            }
            line.becomes(Fault.NONE);
            isWhole(log);
            for (var act : acts) assertThat(log.receipt(act)).isPresent();
        }
    }

    @Test
    void starts_while_the_store_is_away_and_reads_it_later() throws Exception {
        try (var log = publication(store(line.port()))) {
            file(3);
            isWhole(log);
        }
        line.becomes(Fault.DEAD);
        try (var log = publication(store(line.port()))) {
            assertThat(log.waiting()).isPresent();
            var act = file(2).getFirst();
            assertThatThrownBy(() -> log.file("checkpoint")).isInstanceOf(LogAway.class);
            assertThat(log.receipt(act)).isEmpty();
            line.becomes(Fault.NONE);
            isWhole(log);
            assertThat(log.receipt(act)).isPresent();
        }
    }

    @Test
    void does_not_begin_a_new_log_while_the_store_is_away() throws Exception {
        line.becomes(Fault.DEAD);
        var store = store(line.port());
        try (var empty = TestDatabases.fresh();
                var fresh = arcadia.registry(empty, borduria)) {
            assertThatThrownBy(
                            () ->
                                    Publication.following(
                                            fresh,
                                            PublicationTest.signer(arcadia),
                                            new Cosigned(JdbcClient.create(empty.filer())),
                                            Quorum.ofPartners(List::of),
                                            Holders.none(),
                                            Nation.CLOCK,
                                            store,
                                            () -> {}))
                    .isInstanceOf(LogAway.class);
        }
    }

    @Test
    void never_writes_over_other_bytes() throws Exception {
        try (var log = publication(store(server.port()))) {
            isWhole(log);
            var there = server.object("xa/tile/0/000.p/5");
            var next = server.object("xa/tile/0/000.p/4");
            for (var object : List.of(there, next)) {
                Files.createDirectories(object.getParent());
                Files.write(object, new byte[64]);
            }
            file(2);
            await(() -> log.waiting().isPresent());
            assertThat(log.waiting().orElseThrow().why()).isEqualTo(LogAway.Reason.OTHER_BYTES);
            assertThat(log.size()).isLessThan(registry.size());
            for (var object : List.of(there, next)) {
                assertThat(object).hasBinaryContent(new byte[64]);
                Files.delete(object);
            }
            isWhole(log);
        }
    }

    @Test
    void does_not_put_an_older_checkpoint_over_a_newer() throws Exception {
        var stale = store(server.port());
        try (var log = publication(store(server.port()))) {
            file(1);
            isWhole(log);
            stale.read("checkpoint");
            var old = log.checkpoint();
            file(1);
            isWhole(log);
            assertThatThrownBy(
                            () ->
                                    stale.writeCheckpoint(
                                            old.encoded().getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            LogAway.class,
                            away -> assertThat(away.reason()).isEqualTo(LogAway.Reason.MOVED));
            assertThat(deviations()).isEmpty();
        }
    }

    @Test
    void two_that_publish_one_table_make_one_log() throws Exception {
        try (var one = publication(store(server.port()));
                var other = publication(store(line.port()))) {
            for (var i = 0; i < 20; i++) {
                file(3);
                if (i == 10) line.becomes(Fault.ANY);
            }
            line.becomes(Fault.NONE);
            await(() -> one.size() == registry.size() && other.size() == registry.size());
            // Whoever came second is told that the log has moved, and is level when it has looked.
            await(() -> one.waiting().isEmpty() && other.waiting().isEmpty());
            isWhole(one);
            isWhole(other);
        }
    }

    @Test
    void does_not_sign_over_tiles_that_somebody_changed() throws Exception {
        try (var log = publication(store(server.port()))) {
            file(3);
            isWhole(log);
        }
        var tile = server.object("xa/tile/0/000.p/6");
        var bytes = Files.readAllBytes(tile);
        bytes[40] ^= 1;
        Files.write(tile, bytes);

        assertThat(deviations()).contains("checkpoint.other-root");
        assertThatThrownBy(() -> publication(store(server.port())))
                .hasMessageContaining("Do not serve");
    }

    @Test
    void says_that_it_is_refused_and_never_its_secret() throws Exception {
        try (var log = publication(store(server.port(), "another-secret-" + S3Server.SECRET))) {
            assertThat(log.waiting().orElseThrow().why()).isEqualTo(LogAway.Reason.REFUSED);
            assertThatThrownBy(() -> store(server.port(), "x" + S3Server.SECRET).read("checkpoint"))
                    .isInstanceOf(LogAway.class)
                    .hasMessageContaining("403")
                    .satisfies(away -> assertThat(stack(away)).doesNotContain(S3Server.SECRET));
        }
    }

    private static String stack(Throwable failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test
    void takes_no_credentials_that_others_can_read(@TempDir Path folder) throws Exception {
        var file = folder.resolve("credentials");
        Files.writeString(file, "aws_access_key_id = a\naws_secret_access_key = b\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var endpoint = URI.create("http://127.0.0.1:" + server.port());
        assertThatThrownBy(() -> LogBucket.at("log", "xa", endpoint, "us-east-1", file))
                .hasMessageContaining("0600");
    }

    @Test
    void uses_no_store_that_overlooks_conditions() throws Exception {
        var overlooks =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        overlooks.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("ETag", "\"1\"");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        overlooks.start();
        try {
            var store = store(overlooks.getAddress().getPort());
            assertThatThrownBy(() -> store.read("checkpoint"))
                    .isInstanceOfSatisfying(
                            LogAway.class,
                            away -> assertThat(away.reason()).isEqualTo(LogAway.Reason.REFUSED));
        } finally {
            overlooks.stop(0);
        }
    }
}
