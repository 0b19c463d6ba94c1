package comity.node.courier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.publication.Cosigned;
import comity.node.publication.Holders;
import comity.node.publication.LogSigner;
import comity.node.publication.Mirror;
import comity.node.publication.Publication;
import comity.node.publication.Quorum;
import comity.node.publication.TableMemory;
import comity.node.publication.Witnessing;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.registry.Restoration;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Loss;
import comity.record.act.MalformedJson;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Note;
import comity.record.tlog.Witness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Yesterday's dump, a partner that holds more, and what becomes of it (T19), over real TLS. */
@Timeout(240)
class RecoveryTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final Database database = TestDatabases.fresh();
    private final Database theirs = TestDatabases.fresh();
    private final Database older = TestDatabases.fresh();
    private final Registry registry = arcadia.registry(database, borduria);
    private final Registry partner = borduria.registry(theirs, arcadia);
    private final Random random = new Random(5);
    @TempDir Path folder = Path.of("");

    private Envelope request = arcadia.directory();
    private Envelope internal = arcadia.directory();
    private Note newest = new Note("nothing\n", List.of());
    private Mirror mirror = new Mirror(Path.of("unused"));
    private TableMemory memory = memory();

    /** Seals nothing: what crosses here is not what this test is about. */
    private static final AuthoritySeals OPEN =
            new AuthoritySeals() {
                @Override
                public Optional<Json.Obj> seal(byte[] sections, Header act, String partner) {
                    try {
                        return Optional.of(JsonReader.actObject(sections));
                    } catch (MalformedJson e) {
                        throw new AssertionError(e);
                    }
                }

                @Override
                public Optional<byte[]> open(Json.Obj sealed, Header act) {
                    return Optional.of(CanonicalJson.bytes(sealed));
                }
            };

    private TableMemory memory() {
        return new TableMemory(JdbcClient.create(theirs.filer()), partner, folder.resolve("forks"));
    }

    /**
     * Arcadia files and takes six acts; Borduria holds five of them, cosigns and mirrors the log.
     */
    @BeforeEach
    void aDayOfWork() throws Exception {
        mirror = new Mirror(folder.resolve("mirrors"));
        memory = memory();
        filed(registry.file(arcadia.directory()));
        filed(registry.file(arcadia.profile()));
        for (var act : List.of(borduria.directory(), borduria.profile())) {
            filed(registry.receive(act, Set.of()));
            filed(partner.file(act));
        }
        var docket = ActId.next(Nation.NOON, random);
        internal = arcadia.authorise(registry, docket);
        filed(registry.file(internal));
        request =
                arcadia.request(
                        registry,
                        docket,
                        internal.digest(),
                        new TreeSet<>(Set.of(internal.digest())));
        filed(registry.file(request));
        for (var stored : registry.tail(0, 10))
            if (stored.position() != 4)
                partner.receive(stored.envelope(), Set.of(internal.digest()));
        try (var log = publication(registry, database, "log", Holders.holding(List.of()))) {
            assertThat(log.awaitPosition(5, LONG)).isTrue();
            newest = log.checkpoint();
            cosign(newest, 0, List.of());
            assertThat(mirror.follow(newest, from -> log.leaves(from, Mirror.MOST))).isTrue();
            for (var stored : registry.tail(0, 10))
                log.receipt(stored.digest())
                        .ifPresent(receipt -> partner.keepReceipt(stored.digest(), receipt));
        }
        // The backup of yesterday: the first four acts, as they were.
        new Restoration(older.filer(), arcadia.keyring).write(registry.tail(0, 4), Map.of());
    }

    private Witness.Answer cosign(Note note, long old, List<byte[]> proof) {
        return new Witness(
                        LogSigner.of(borduria.log(), borduria.witness())::cosign,
                        memory,
                        Nation.CLOCK)
                .add(Optional.of(arcadia.log().keys()), new AddCheckpoint(old, proof, note));
    }

    private static void filed(Filing filing) {
        assertThat(filing).isInstanceOf(Filing.Filed.class);
    }

    @AfterEach
    void closes() {
        registry.close();
        partner.close();
        for (var one : List.of(database, theirs, older)) one.close();
    }

    private Publication publication(Registry acts, Database on, String log, Holders holders) {
        return new Publication(
                acts,
                LogSigner.of(arcadia.log(), arcadia.witness()),
                new Cosigned(JdbcClient.create(on.filer())),
                Quorum.ofPartners(() -> List.of(borduria.witness().keys())),
                holders,
                Nation.CLOCK,
                folder.resolve(log),
                () -> {});
    }

    private TlsIdentity identity(String state) {
        return Identities.of(folder, state, InstantSource.system());
    }

    /** Borduria's federation port, as far as it is asked here. */
    private HttpsServer serving(TlsIdentity as) throws Exception {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(as.client(_ -> true)));
        var log = publicationOfTheirs();
        var holdings = new Holdings(partner, log, mirror, OPEN);
        var witnessing =
                new Witnessing(
                        new Witness((_, _) -> List.of(), memory, Nation.CLOCK),
                        memory,
                        () -> false);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var path = exchange.getRequestURI().getPath();
                        var last = path.substring(path.lastIndexOf('/') + 1);
                        answer(
                                exchange,
                                path.startsWith("/federation/mirror/")
                                        ? holdings.mirror(last, "XA")
                                        : path.startsWith("/federation/held/")
                                                ? holdings.held(last, "XA")
                                                : witnessing.show("log.xa.example"));
                    }
                });
        server.start();
        return server;
    }

    private Publication publicationOfTheirs() {
        return new Publication(
                partner,
                LogSigner.of(borduria.log(), borduria.witness()),
                new Cosigned(JdbcClient.create(theirs.filer())),
                Nation.CLOCK,
                folder.resolve("theirs"),
                () -> {});
    }

    private static void answer(HttpExchange exchange, ResponseEntity<byte[]> said)
            throws IOException {
        var body = Optional.ofNullable(said.getBody()).orElse(new byte[0]);
        exchange.sendResponseHeaders(
                said.getStatusCode().value(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** What was said, and the exit. */
    private record Said(int exit, String text) {}

    private Said recover(String log) throws Exception {
        var as = identity("XB");
        var server = serving(as);
        var peers = new Peers("XA", Files.createDirectories(folder.resolve("peers")));
        Files.write(
                folder.resolve("peers/xb.json"),
                CanonicalJson.bytes(
                        new Introduction(
                                        "XB",
                                        borduria.root().fingerprint(),
                                        List.of(),
                                        "https://127.0.0.1:" + server.getAddress().getPort(),
                                        as.certificate())
                                .json()));
        peers.reread();
        var partners = new PartnerHolders(peers, identity("XA"));
        var holders = Holders.holding(partners.all());
        var out = new ByteArrayOutputStream();
        try (var restored = arcadia.registry(older, borduria);
                var behind = publication(restored, older, log, holders)) {
            assertThat(behind.behind()).isPresent();
            assertThat(restored.size()).isEqualTo(4);
            assertThat(restored.file(request))
                    .isInstanceOfSatisfying(
                            Filing.Rejected.class,
                            refused -> assertThat(refused.code()).isEqualTo("node.behind"));
            var exit =
                    new Recovery(
                                    peers,
                                    partners,
                                    holders,
                                    restored,
                                    behind,
                                    new Restoration(older.filer(), arcadia.keyring),
                                    OPEN,
                                    Nation.CLOCK)
                            .run(new PrintStream(out, true, UTF_8));
            return new Said(exit, out.toString(UTF_8));
        } finally {
            server.stop(0);
        }
    }

    private void goesOn(String log) throws Exception {
        try (var again = arcadia.registry(older, borduria);
                var level = publication(again, older, log, Holders.holding(List.of()))) {
            assertThat(level.behind()).isEmpty();
            assertThat(again.size()).isEqualTo(6);
            assertThat(again.act(request.digest()).orElseThrow().position()).isEqualTo(5);
            assertThat(again.act(internal.digest())).isEmpty();
            assertThat(again.lost()).containsExactly(new Loss.Places(4, 5));
            assertThat(Checkpoint.of(level.checkpoint())).isEqualTo(Checkpoint.of(newest));
            var declaration =
                    arcadia.loss(new Loss("log.xa.example", newest.encoded(), again.lost()));
            filed(again.file(declaration));
            assertThat(partner.receive(declaration, Set.of())).isInstanceOf(Filing.Filed.class);
            assertThat(level.awaitPosition(6, LONG)).isTrue();
            assertThat(cosign(level.checkpoint(), 6, level.consistency(6, 7)))
                    .as("for its witnesses it is the same log, and goes on")
                    .isInstanceOf(Witness.Answer.Cosigned.class);
            assertThat(level.receipt(request.digest())).isPresent();
        }
    }

    @Test
    void a_node_whose_disk_was_put_back_gets_from_its_partner_what_that_holds() throws Exception {
        var said = recover("fresh");
        assertThat(said.text)
                .contains("The leaves are those that XB mirrors.")
                .contains("Acts put back at their places: 1.")
                .contains("nobody who answers holds them: 1 (")
                .contains("places 4");
        assertThat(said.exit).isZero();
        goesOn("fresh");
    }

    @Test
    void a_node_whose_database_alone_was_put_back_has_its_leaves_itself() throws Exception {
        mirror = new Mirror(folder.resolve("nothing"));
        var said = recover("log");
        assertThat(said.text)
                .doesNotContain("mirrors")
                .contains("Acts put back at their places: 1.");
        assertThat(said.exit).isZero();
        goesOn("log");
    }

    @Test
    void where_nobody_holds_the_leaves_nothing_is_changed() throws Exception {
        mirror = new Mirror(folder.resolve("nothing"));
        var said = recover("fresh");
        assertThat(said.exit).isEqualTo(1);
        assertThat(said.text).contains("Nothing was changed");
        try (var again = arcadia.registry(older, borduria)) {
            assertThat(again.size()).isEqualTo(4);
        }
    }

    @Test
    void a_lost_log_s_files_are_rebuilt_with_the_places_of_lost_acts() throws Exception {
        assertThat(recover("fresh").exit).isZero();
        try (var again = arcadia.registry(older, borduria);
                var rebuilt = publication(again, older, "rebuilt", Holders.holding(List.of()))) {
            assertThat(rebuilt.awaitPosition(5, LONG)).isTrue();
            assertThat(Checkpoint.of(rebuilt.checkpoint())).isEqualTo(Checkpoint.of(newest));
        }
    }

    /** A partner that hands over something else puts nothing into the record. */
    @Test
    void a_mirror_follows_nothing_but_what_was_cosigned() throws Exception {
        var strict = new Mirror(folder.resolve("strict"));
        assertThat(strict.follow(newest, _ -> List.of(new byte[32], new byte[32]))).isFalse();
        assertThat(strict.follow(newest, _ -> List.of())).isFalse();
        assertThat(strict.leaves("log.xa.example", 0)).isEmpty();
        assertThat(mirror.leaves("log.xa.example", 4)).hasSize(2);
    }
}
