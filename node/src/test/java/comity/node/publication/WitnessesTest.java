package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Envelope;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.NoteSigner;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Witnesses that are asked over HTTP: up, down, slow to know us, and ahead of us. */
@Timeout(180)
class WitnessesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final NoteSigner university =
            NoteSigner.witness("university.example", filled(7), filled(8));
    private final NoteSigner court = NoteSigner.witness("court.example", filled(9), filled(10));
    private final Random random = new Random(4);
    private final Database database = TestDatabases.fresh();
    private final Registry registry = arcadia.registry(database, borduria);

    @TempDir Path folder = Path.of("");
    @TempDir Path data = Path.of("");

    private static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** A witness in this process, that can be taken down and put up again with what it knew. */
    private final class Served implements Witness.Memory, AutoCloseable {
        private final NoteSigner keys;
        private final Map<String, Note> notes = new HashMap<>();
        private final Witness witness;
        private int port;
        private @Nullable HttpServer server;

        Served(NoteSigner keys) throws IOException {
            this.keys = keys;
            this.witness = new Witness(keys::sign, this, Nation.CLOCK);
            up();
        }

        void up() throws IOException {
            var here =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            here.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            var said =
                                    said(
                                            exchange.getRequestURI().getPath(),
                                            exchange.getRequestBody().readAllBytes());
                            var body = said.body.getBytes(StandardCharsets.UTF_8);
                            exchange.sendResponseHeaders(said.status, body.length);
                            exchange.getResponseBody().write(body);
                        }
                    });
            here.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            here.start();
            port = here.getAddress().getPort();
            server = here;
        }

        private record Said(int status, String body) {}

        private Said said(String path, byte[] body) {
            if (!path.equals("/add-checkpoint"))
                return last("log.xa.example")
                        .map(note -> new Said(200, note.encoded()))
                        .orElse(new Said(404, "none\n"));
            try {
                var request = AddCheckpoint.parse(new String(body, StandardCharsets.UTF_8));
                return switch (witness.add(Optional.of(arcadia.log().keys()), request)) {
                    case Witness.Answer.Cosigned cosigned -> new Said(200, cosigned.body());
                    case Witness.Answer.SizeIs size -> new Said(409, size.body());
                    case Witness.Answer.Refused(var status, var why) -> new Said(status, why);
                };
            } catch (MalformedNote e) {
                return new Said(400, "malformed\n");
            }
        }

        String lines() {
            var url = "http://127.0.0.1:" + port;
            var name = keys.keys().name();
            var texts = keys.keys().texts();
            return """
            witness %1$s/1 %2$s %4$s
            witness %1$s/2 %3$s %4$s
            group %1$s all %1$s/1 %1$s/2
            """
                    .formatted(name, texts.get(0), texts.get(1), url);
        }

        @Override
        public synchronized Optional<Note> last(String origin) {
            return Optional.ofNullable(notes.get(origin));
        }

        @Override
        public synchronized void keep(String origin, Note note) {
            notes.put(origin, note);
        }

        @Override
        public void keep(Fork fork) {}

        @Override
        public void close() {
            if (server != null) server.stop(0);
        }
    }

    @BeforeEach
    void publishesWhoIsWho() {
        for (var act : List.of(arcadia.directory(), arcadia.profile()))
            assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
        assertThat(registry.receive(borduria.directory(), Set.of()))
                .isInstanceOf(Filing.Filed.class);
    }

    @AfterEach
    void closes() {
        registry.close();
        database.close();
    }

    private Quorum policy(String text) throws IOException {
        Files.writeString(data.resolve(Quorum.FILE), text);
        return Quorum.read(data, PublicationTest.signer(arcadia), List::of);
    }

    private Publication publication(Registry acts, Database on, Quorum quorum, Path log) {
        return new Publication(
                acts,
                PublicationTest.signer(arcadia),
                new Cosigned(JdbcClient.create(on.filer())),
                quorum,
                Holders.of(quorum, List::of),
                Nation.CLOCK,
                log,
                () -> {});
    }

    private Envelope file() {
        var act = arcadia.authorise(registry, ActId.next(Nation.NOON, random));
        assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
        return act;
    }

    private long position(Envelope act) {
        return registry.leaf(act.digest()).orElseThrow().position();
    }

    @Test
    void an_act_is_witnessed_once_the_quorum_cosigned_and_its_receipt_proves_it() throws Exception {
        try (var one = new Served(university);
                var two = new Served(court)) {
            var quorum =
                    policy(
                            one.lines()
                                    + two.lines()
                                    + "group both all university.example court.example\nquorum both\n");
            try (var log = publication(registry, database, quorum, folder);
                    var witnesses = new Witnesses(quorum, log, random)) {
                two.close();
                witnesses.start();
                var act = file();
                assertThat(log.awaitPosition(position(act), LONG)).isTrue();
                assertThat(log.awaitWitnessed(position(act), Duration.ofSeconds(2)))
                        .as("one of two is no quorum")
                        .isFalse();
                two.up();
                assertThat(log.awaitWitnessed(position(act), LONG)).isTrue();

                var receipt = log.receipt(act.digest()).orElseThrow();
                var proof = TlogProof.parse(receipt.proof());
                assertThat(proof.proves(receipt.commitment(act.digest()), arcadia.log().keys()))
                        .isTrue();
                for (var keys : List.of(university.keys(), court.keys()))
                    assertThat(keys.cosignedAt(proof.checkpoint())).contains(Nation.NOON);
            }
        }
    }

    /** R11: with witnesses down everything goes on, and is anchored once one is back. */
    @Test
    void witnesses_that_are_down_stop_nothing_and_anchor_it_later() throws Exception {
        try (var one = new Served(university)) {
            var quorum = policy(one.lines() + "quorum university.example\n");
            one.close();
            try (var log = publication(registry, database, quorum, folder);
                    var witnesses = new Witnesses(quorum, log, random)) {
                witnesses.start();
                var acts = List.of(file(), file(), file());
                for (var act : acts) {
                    assertThat(log.awaitPosition(position(act), LONG)).isTrue();
                    assertThat(log.isWitnessed(position(act))).isFalse();
                    assertThat(log.receipt(act.digest())).isPresent();
                }
                one.up();
                for (var act : acts) assertThat(log.awaitWitnessed(position(act), LONG)).isTrue();
            }
        }
    }

    @Test
    void a_witness_that_saw_less_is_shown_the_way_from_there() throws Exception {
        try (var one = new Served(university)) {
            var quorum = policy(one.lines() + "quorum university.example\n");
            try (var log = publication(registry, database, quorum, folder)) {
                var act = file();
                assertThat(log.awaitPosition(position(act), LONG)).isTrue();
                var asking =
                        new Asking(Witnesses.connection(), "http://127.0.0.1:" + one.port, "one");
                asking.ask(log, university.keys().known());
            }
            try (var log = publication(registry, database, quorum, folder);
                    var witnesses = new Witnesses(quorum, log, random)) {
                witnesses.start();
                var later = file();
                assertThat(log.awaitWitnessed(position(later), LONG)).isTrue();
            }
        }
    }

    @Test
    void another_s_signature_is_not_taken_for_the_witness_s() throws Exception {
        try (var impostor = new Served(court)) {
            try (var log = publication(registry, database, policyOfNobody(), folder)) {
                assertThat(log.awaitPosition(position(file()), LONG)).isTrue();
                var asking =
                        new Asking(
                                Witnesses.connection(), "http://127.0.0.1:" + impostor.port, "x");
                assertThatThrownBy(() -> asking.ask(log, university.keys().known()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("no signature of the keys");
                assertThat(log.witnessedSize()).isZero();
            }
        }
    }

    /** T19: yesterday's dump is started, and its log's files with it. */
    @Test
    void a_node_behind_what_its_witness_saw_signs_nothing_and_files_nothing() throws Exception {
        try (var one = new Served(university)) {
            var quorum = policy(one.lines() + "quorum university.example\n");
            try (var log = publication(registry, database, quorum, folder);
                    var witnesses = new Witnesses(quorum, log, random)) {
                witnesses.start();
                assertThat(log.awaitWitnessed(position(file()), LONG)).isTrue();
            }
            try (var older = TestDatabases.fresh();
                    var restored = arcadia.registry(older, borduria)) {
                assertThat(restored.file(arcadia.directory())).isInstanceOf(Filing.Filed.class);
                try (var log = publication(restored, older, quorum, folder.resolve("restored"))) {
                    var behind = log.behind().orElseThrow();
                    assertThat(behind.ours()).isEqualTo(1);
                    assertThat(behind.shown()).isEqualTo(registry.size());
                    assertThat(behind.by()).contains("127.0.0.1");
                    assertThat(log.checkpoint().signatures()).isEmpty();
                    assertThat(log.file("checkpoint")).isEmpty();
                    assertThat(restored.file(arcadia.profile()))
                            .isInstanceOfSatisfying(
                                    Filing.Rejected.class,
                                    refused -> assertThat(refused.code()).isEqualTo("node.behind"));
                }
            }
        }
    }

    @Test
    void a_log_whose_files_are_lost_is_rebuilt_and_signed_once_it_is_level() throws Exception {
        try (var one = new Served(university)) {
            var quorum = policy(one.lines() + "quorum university.example\n");
            Note before;
            try (var log = publication(registry, database, quorum, folder);
                    var witnesses = new Witnesses(quorum, log, random)) {
                witnesses.start();
                assertThat(log.awaitWitnessed(position(file()), LONG)).isTrue();
                before = log.checkpoint();
            }
            try (var log = publication(registry, database, quorum, folder.resolve("anew"))) {
                assertThat(log.behind()).isEmpty();
                assertThat(log.awaitPosition(registry.size() - 1, LONG)).isTrue();
                assertThat(Checkpoint.of(log.checkpoint())).isEqualTo(Checkpoint.of(before));
            }
        }
    }

    @Test
    void a_stranger_s_word_that_the_log_was_longer_stops_nobody() throws Exception {
        try (var log = publication(registry, database, policyOfNobody(), folder)) {
            assertThat(log.awaitPosition(registry.size() - 1, LONG)).isTrue();
            var text = new Checkpoint("log.xa.example", 1_000, Merkle.leafHash(new byte[0])).text();
            log.shown("liar", new Note(text, university.sign(text, Nation.NOON)));
            log.shown("liar", new Note(text, borduria.log().sign(text, Nation.NOON)));
            assertThat(log.behind()).isEmpty();
            log.shown("holder", new Note(text, arcadia.log().sign(text, Nation.NOON)));
            assertThat(log.behind()).isPresent();
        }
    }

    private static Quorum policyOfNobody() {
        return Quorum.ofPartners(List::of);
    }

    @Test
    void a_policy_that_cannot_be_meant_is_refused_at_the_start() throws IOException {
        refused("quorum none\n", "quorum none");
        refused("nonsense\n", "line 1");
        for (var keys : List.of(arcadia.witness().keys(), renamed(arcadia.witness().keys())))
            refused(
                    "witness own " + keys.texts().get(0) + "\nquorum own\n",
                    "counts a key of this State");
        refused(
                "witness own %s\nquorum own\n".formatted(arcadia.log().keys().texts().get(1)),
                "counts a key of this State");
        var other = university.keys().texts().get(0);
        refused(
                "log %s\nwitness u %s\nquorum u\n"
                        .formatted(borduria.log().keys().texts().get(0), other),
                "for other logs");
        assertThat(policy("witness u %s\nquorum u\n".formatted(other)).places()).isEmpty();
    }

    /** The same key under another name is the same key. */
    private static NoteKeys renamed(NoteKeys keys) {
        var key = keys.known().getFirst();
        return NoteKeys.of(
                new comity.record.tlog.NoteKey("friend.example", key.type(), key.publicKey()));
    }

    private void refused(String text, String why) {
        assertThatThrownBy(() -> policy(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }
}
