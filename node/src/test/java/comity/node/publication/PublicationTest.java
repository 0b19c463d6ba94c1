package comity.node.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.registry.Filing;
import comity.node.registry.Leaf;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Envelope;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(120)
class PublicationTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final Random random = new Random(4);
    private final Database database = TestDatabases.fresh();
    private final Registry registry = arcadia.registry(database, borduria);

    @TempDir Path folder = Path.of("");

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

    private Publication publication() {
        return new Publication(
                registry,
                signer(arcadia),
                new Cosigned(JdbcClient.create(database.filer())),
                Nation.CLOCK,
                folder,
                () -> {});
    }

    static LogSigner signer(Nation nation) {
        return LogSigner.of(nation.log(), nation.witness());
    }

    private List<Envelope> file(int count) {
        var filed = new ArrayList<Envelope>();
        for (var i = 0; i < count; i++) {
            var act = arcadia.authorise(registry, ActId.next(Nation.NOON, random));
            assertThat(registry.file(act)).isInstanceOf(Filing.Filed.class);
            filed.add(act);
        }
        return filed;
    }

    private static void level(Publication log, Registry registry) {
        assertThat(log.awaitPosition(registry.size() - 1, LONG)).isTrue();
    }

    /** RFC 6962, 2.1, written down as it stands there: what the tiles must amount to. */
    static byte[] root(List<Leaf> leaves) {
        if (leaves.size() == 1) return Merkle.leafHash(leaves.getFirst().data());
        var split = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.nodeHash(
                root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    @Test
    void gives_each_act_a_receipt_that_proves_itself() throws Exception {
        try (var log = publication()) {
            var acts = file(5);
            level(log, registry);

            for (var act : acts) {
                var receipt = log.receipt(act.digest()).orElseThrow();
                var proof = TlogProof.parse(receipt.proof());
                assertThat(proof.proves(receipt.commitment(act.digest()), arcadia.log().keys()))
                        .isTrue();
                assertThat(arcadia.log().keys().cosignedAt(proof.checkpoint()))
                        .contains(Nation.NOON);
                assertThat(proof.index())
                        .isEqualTo(registry.leaf(act.digest()).orElseThrow().position());
            }
            assertThat(Checkpoint.of(log.checkpoint()).root())
                    .isEqualTo(root(registry.leaves(0, 1_000)));
        }
    }

    @Test
    void goes_on_where_it_was_and_makes_the_same_tiles_again() throws Exception {
        Note first;
        try (var log = publication()) {
            file(3);
            level(log, registry);
            first = log.checkpoint();
        }
        // As after a crash between the tiles and the checkpoint: tiles of leaves that it lacks.
        var ahead = folder.resolve("tile/0/000.p/9");
        Files.createDirectories(ahead.getParent());
        Files.write(ahead, new byte[7]);
        file(3);

        try (var log = publication()) {
            level(log, registry);
            var now = Checkpoint.of(log.checkpoint());
            assertThat(now.root()).isEqualTo(root(registry.leaves(0, 1_000)));
            assertThat(Files.size(ahead)).isEqualTo(9 * 32);
            var before = Checkpoint.of(first);
            assertThat(
                            Merkle.consistent(
                                    before.size(),
                                    before.root(),
                                    now.size(),
                                    now.root(),
                                    log.consistency(before.size(), now.size())))
                    .isTrue();
        }
    }

    @Test
    void does_not_sign_over_tiles_that_somebody_changed() throws IOException {
        try (var log = publication()) {
            file(3);
            level(log, registry);
        }
        var tile = folder.resolve("tile/0/000.p/6");
        var bytes = Files.readAllBytes(tile);
        bytes[40] ^= 1;
        Files.write(tile, bytes);

        assertThatThrownBy(this::publication).hasMessageContaining("Do not serve");
    }

    @Test
    void does_not_sign_over_a_table_that_fell_behind_its_log() throws IOException {
        try (var log = publication()) {
            file(3);
            level(log, registry);
        }
        try (var older = TestDatabases.fresh();
                var restored = arcadia.registry(older, borduria)) {
            var log =
                    new Publication(
                            restored,
                            signer(arcadia),
                            new Cosigned(JdbcClient.create(older.filer())),
                            Nation.CLOCK,
                            folder,
                            () -> {});
            try (log) {
                assertThat(log.behind().orElseThrow().shown()).isEqualTo(registry.size());
                assertThat(restored.file(arcadia.directory()))
                        .isInstanceOfSatisfying(
                                Filing.Rejected.class,
                                rejected -> assertThat(rejected.code()).isEqualTo("node.behind"));
            }
        }
    }

    @Test
    void serves_the_log_and_nothing_beside_it() {
        try (var log = publication()) {
            level(log, registry);

            assertThat(log.file("checkpoint")).isPresent();
            assertThat(log.file("tile/0/000.p/3")).isPresent();
            for (var path : List.of("../x", "tile/../checkpoint", "checkpoint.new", "tile/0", ""))
                assertThat(log.file(path)).as(path).isEmpty();
        }
    }

    @Nested
    class As_a_witness {
        private final List<byte[]> leaves = new ArrayList<>();

        private Note grown(int size) {
            while (leaves.size() < size)
                leaves.add(Merkle.leafHash(new byte[] {(byte) leaves.size()}));
            return note(size, treeRoot(leaves.subList(0, size)));
        }

        private Note note(int size, byte[] root) {
            var signer = signer(borduria);
            var text = new Checkpoint(signer.logKeys().name(), size, root).text();
            return new Note(text, signer.signCheckpoint(text, Nation.NOON));
        }

        private byte[] treeRoot(List<byte[]> hashes) {
            if (hashes.size() == 1) return hashes.getFirst();
            var split = Integer.highestOneBit(hashes.size() - 1);
            return Merkle.nodeHash(
                    treeRoot(hashes.subList(0, split)),
                    treeRoot(hashes.subList(split, hashes.size())));
        }

        private Witness witness(Registry into) {
            var memory =
                    new TableMemory(
                            JdbcClient.create(database.filer()), into, folder.resolve("forks"));
            return new Witness(signer(arcadia)::cosign, memory, Nation.CLOCK);
        }

        private Witness.Answer ask(Witness asked, long old, List<byte[]> proof, Note note) {
            return asked.add(
                    Optional.of(borduria.log().keys()), new AddCheckpoint(old, proof, note));
        }

        @Test
        void keeps_in_its_database_what_it_cosigned() throws Exception {
            var asked = witness(registry);
            assertThat(ask(asked, 0, List.of(), grown(1)))
                    .isInstanceOf(Witness.Answer.Cosigned.class);
            assertThat(ask(asked, 0, List.of(), grown(2))).isEqualTo(new Witness.Answer.SizeIs(1));
            assertThat(ask(asked, 1, List.of(leaves.get(1)), grown(2)))
                    .isInstanceOf(Witness.Answer.Cosigned.class);
            assertThat(Checkpoint.of(Note.parse(registry.foreignCheckpoint().orElseThrow())))
                    .as("it serves as a bound in time for our acts")
                    .isEqualTo(Checkpoint.of(grown(2)));
        }

        @Test
        void remembers_what_it_cosigned_and_never_a_second_history() throws Exception {
            ask(witness(registry), 0, List.of(), grown(1));
            ask(witness(registry), 1, List.of(leafAfter(1)), grown(2));
            var fork = note(2, Merkle.leafHash(new byte[] {99}));
            assertThat(ask(witness(registry), 2, List.of(), fork))
                    .isInstanceOfSatisfying(
                            Witness.Answer.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(422));
            assertThat(ask(witness(registry), 0, List.of(), fork))
                    .isEqualTo(new Witness.Answer.SizeIs(2));
            try (var files = Files.list(folder.resolve("forks"))) {
                var evidence = Fork.read(Files.readAllBytes(files.findFirst().orElseThrow()));
                assertThat(evidence.isProven(borduria.log().keys())).isTrue();
            }
        }

        private byte[] leafAfter(int index) {
            grown(index + 1);
            return leaves.get(index);
        }
    }

    @Test
    void leads_receipts_to_the_checkpoint_that_a_partner_cosigned() throws Exception {
        try (var log = publication()) {
            var act = file(1).getFirst();
            level(log, registry);
            var note = log.checkpoint();
            var cosigned = note.with(signer(borduria).cosign(note.text(), Nation.NOON));
            assertThat(log.cosigned(cosigned, borduria.witness().keys().known())).isTrue();
            file(2);
            level(log, registry);

            var proof = TlogProof.parse(log.receipt(act.digest()).orElseThrow().proof());
            assertThat(borduria.witness().keys().cosignedAt(proof.checkpoint()))
                    .contains(Nation.NOON);
            assertThat(proof.tree()).isEqualTo(Checkpoint.of(note));
        }
    }
}
