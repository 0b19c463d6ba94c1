package comity.record.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2SP tlog-witness: each status, and that no second history of a log is ever cosigned. */
class WitnessTest {
    private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");
    private static final byte[] SECRET = filled(1);
    private static final NoteKey LOG =
            new NoteKey(
                    "xa.example/log", NoteKey.ED25519, SignatureAlgorithm.EdDSA.publicKey(SECRET));
    private static final NoteKeys LOG_KEYS = NoteKeys.of(LOG);
    private static final NoteSigner KEYS =
            NoteSigner.witness("university.example", filled(2), filled(3));

    private static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static final class InMemory implements Witness.Memory {
        final Map<String, Note> notes = new HashMap<>();
        final List<Fork> forks = new ArrayList<>();

        @Override
        public Optional<Note> last(String origin) {
            return Optional.ofNullable(notes.get(origin));
        }

        @Override
        public void keep(String origin, Note note) {
            notes.put(origin, note);
        }

        @Override
        public void keep(Fork fork) {
            forks.add(fork);
        }
    }

    private final InMemory memory = new InMemory();
    private final Witness witness = new Witness(KEYS::sign, memory, () -> TIME);

    /** A log of {@code size} leaves, of which one is not what the other log has there. */
    private static Tree tree(int size, int differing) {
        var tree = new Tree(new TreeTest.MemoryTiles(), 0);
        tree.append(
                IntStream.range(0, size)
                        .mapToObj(i -> ((i == differing ? "other " : "leaf ") + i))
                        .map(text -> Merkle.leafHash(text.getBytes(StandardCharsets.UTF_8)))
                        .toList());
        return tree;
    }

    private static Note note(long size, byte[] root) {
        var text = new Checkpoint(LOG.name(), size, root).text();
        return new Note(text, List.of(LOG.sign(text, SECRET)));
    }

    private static AddCheckpoint grown(Tree tree, long from, long to) {
        return new AddCheckpoint(from, tree.consistency(from, to), note(to, tree.rootAt(to)));
    }

    private Witness.Answer ask(AddCheckpoint request) throws MalformedNote {
        var sent = AddCheckpoint.parse(request.text());
        assertThat(sent.text()).isEqualTo(request.text());
        return witness.add(Optional.of(LOG_KEYS), sent);
    }

    private static void refused(Witness.Answer answer, int status) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Witness.Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @Test
    void cosigns_a_log_that_grows() throws Exception {
        var tree = tree(300, -1);
        var last = 0L;
        for (var size : new long[] {0, 0, 1, 1, 2, 255, 256, 257, 300}) {
            var request = grown(tree, last, size);
            var answer = (Witness.Answer.Cosigned) ask(request);
            var cosigned = Note.parse(request.checkpoint().encoded() + answer.body());
            assertThat(KEYS.keys().cosignedAt(cosigned)).contains(TIME);
            assertThat(memory.last(LOG.name()).orElseThrow().encoded())
                    .isEqualTo(cosigned.encoded());
            last = size;
        }
    }

    @Test
    void answers_every_other_request_as_the_protocol_says() throws Exception {
        var tree = tree(10, -1);
        assertThat(ask(grown(tree, 0, 3))).isInstanceOf(Witness.Answer.Cosigned.class);

        assertThat(ask(grown(tree, 0, 5))).isEqualTo(new Witness.Answer.SizeIs(3));
        assertThat(((Witness.Answer.SizeIs) ask(grown(tree, 4, 5))).body()).isEqualTo("3\n");
        refused(ask(new AddCheckpoint(6, List.of(), note(5, tree.rootAt(5)))), 400);
        refused(ask(new AddCheckpoint(3, List.of(filled(9)), note(5, tree.rootAt(5)))), 422);
        refused(ask(new AddCheckpoint(3, List.of(), note(3, filled(9)))), 422);
        refused(ask(new AddCheckpoint(3, List.of(filled(9)), note(3, tree.rootAt(3)))), 422);
        refused(witness.add(Optional.empty(), grown(tree, 3, 5)), 404);

        var text = new Checkpoint(LOG.name(), 5, tree.rootAt(5)).text();
        var unsigned = new Note(text, KEYS.sign(text, TIME));
        refused(ask(new AddCheckpoint(3, tree.consistency(3, 5), unsigned)), 403);
        var line = LOG.sign(text, SECRET).bytes();
        line[20] ^= 1;
        var forged = note(5, tree.rootAt(5)).with(List.of(new Note.Signature(LOG.name(), line)));
        refused(ask(new AddCheckpoint(3, tree.consistency(3, 5), forged)), 403);
        var stranger = note(5, tree.rootAt(5)).with(KEYS.sign(text, TIME));
        assertThat(ask(new AddCheckpoint(3, tree.consistency(3, 5), stranger)))
                .as("signatures of unknown keys are ignored")
                .isInstanceOf(Witness.Answer.Cosigned.class);
    }

    @Test
    void an_empty_tree_has_the_root_of_the_empty_tree() throws Exception {
        refused(ask(new AddCheckpoint(0, List.of(), note(0, filled(9)))), 422);
        refused(ask(new AddCheckpoint(0, List.of(filled(9)), note(1, filled(8)))), 422);
        assertThat(ask(new AddCheckpoint(0, List.of(), note(0, Merkle.EMPTY_ROOT))))
                .isInstanceOf(Witness.Answer.Cosigned.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "old 0",
                "old 0\n",
                "old 0\n\n",
                "old 00\n\nx\n1\nAAAA\n\n\u2014 a AAAAAAAAAAA=\n",
                "old -1\n\n",
                "old 1\nAAAA\n\n",
                "new 1\n\n",
                "old 99999999999999999999\n\n",
            })
    void refuses_what_is_no_request(String body) {
        assertThatThrownBy(() -> AddCheckpoint.parse(body)).isInstanceOf(MalformedNote.class);
    }

    @Test
    void reads_a_proof_of_63_lines_and_none_longer() throws Exception {
        var note = note(1, filled(7));
        var line = StrictBase64.encode(filled(1)) + "\n";
        assertThat(AddCheckpoint.parse("old 1\n" + line.repeat(63) + "\n" + note.encoded()).proof())
                .hasSize(63);
        assertThatThrownBy(
                        () ->
                                AddCheckpoint.parse(
                                        "old 1\n" + line.repeat(64) + "\n" + note.encoded()))
                .isInstanceOf(MalformedNote.class);
    }

    /** Whatever order they come in, what was cosigned is one chain and is never rolled back. */
    @Test
    void requests_at_once_never_roll_the_record_back() throws Exception {
        var tree = tree(64, -1);
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    IntStream.rangeClosed(1, 64)
                            .mapToObj(
                                    size ->
                                            threads.submit(
                                                    () -> {
                                                        begin.await();
                                                        return witness.add(
                                                                Optional.of(LOG_KEYS),
                                                                grown(tree, 0, size));
                                                    }))
                            .toList();
            begin.countDown();
            var cosigned = 0;
            for (var answer : asked)
                if (answer.get() instanceof Witness.Answer.Cosigned) cosigned++;
            assertThat(cosigned).isEqualTo(1);
        }
    }

    /** SECURITY, T4: a fork at every size, and where tiles end. */
    @Test
    void refuses_a_fork_at_every_size_and_keeps_evidence_that_convicts() throws Exception {
        var one = tree(65_600, -1);
        var sizes =
                IntStream.concat(
                        IntStream.rangeClosed(1, 300), IntStream.of(65_535, 65_536, 65_537));
        for (var size : sizes.toArray()) {
            var other = size <= 300 ? tree(size + 7, size - 1) : tree(65_600, size - 1);
            memory.notes.clear();
            memory.forks.clear();
            assertThat(ask(grown(one, 0, size))).isInstanceOf(Witness.Answer.Cosigned.class);

            refused(ask(new AddCheckpoint(size, List.of(), note(size, other.rootAt(size)))), 422);
            assertThat(memory.forks).hasSize(1);
            refused(ask(grown(other, size, size + 7)), 422);
            assertThat(memory.forks).hasSize(Integer.bitCount(size) == 1 ? 1 : 2);
            for (var fork : memory.forks) {
                var read = Fork.read(fork.file());
                assertThat(read.isProven(LOG_KEYS)).isTrue();
                assertThat(read.isProven(KEYS.keys())).isFalse();
            }
            assertThat(ask(grown(one, size, size + 7)))
                    .as("the true history goes on")
                    .isInstanceOf(Witness.Answer.Cosigned.class);
        }
    }

    @Test
    void nobody_is_convicted_by_what_is_no_evidence() throws Exception {
        var tree = tree(20, -1);
        var five = note(5, tree.rootAt(5));
        var nine = note(9, tree.rootAt(9));
        assertThat(new Fork(five, nine, tree.consistency(5, 9)).isProven(LOG_KEYS)).isFalse();
        assertThat(new Fork(five, nine, List.of(filled(9))).isProven(LOG_KEYS)).isFalse();
        assertThat(new Fork(five, five, List.of()).isProven(LOG_KEYS)).isFalse();
        var forged = new Note(note(5, filled(9)).text(), five.signatures());
        assertThat(new Fork(five, forged, List.of()).isProven(LOG_KEYS)).isFalse();
        refused(ask(new AddCheckpoint(0, List.of(filled(1)), five)), 422);
        assertThat(memory.forks).isEmpty();
    }
}
