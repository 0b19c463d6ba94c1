package comity.record.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.SignatureAlgorithm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final byte[] LOG_SEED = seed(1);
    private static final byte[] WITNESS_SEED = seed(2);
    private static final NoteKey LOG = key("xa.example/log", NoteKey.ED25519, LOG_SEED);
    private static final NoteKey WITNESS =
            key("xb.example/witness", NoteKey.COSIGNATURE, WITNESS_SEED);
    private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");

    private static byte[] seed(int value) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) value);
        return seed;
    }

    private static NoteKey key(String name, byte type, byte[] seed) {
        return new NoteKey(name, type, SignatureAlgorithm.EdDSA.publicKey(seed));
    }

    private static byte[] leaf(int number) {
        return ("leaf " + number).getBytes(UTF_8);
    }

    private static Tree tree(int size) {
        var tree = new Tree(new TreeTest.MemoryTiles(), 0);
        for (var number = 0; number < size; number++)
            tree.append(List.of(Merkle.leafHash(leaf(number))));
        return tree;
    }

    private static Note checkpoint(Tree tree) {
        var text = new Checkpoint(LOG.name(), tree.size(), tree.root()).text();
        return new Note(
                text, List.of(LOG.sign(text, LOG_SEED), WITNESS.cosign(text, TIME, WITNESS_SEED)));
    }

    private static TlogProof proof() {
        var tree = tree(300);
        return new TlogProof(257, tree.inclusion(257, 300), checkpoint(tree));
    }

    @Test
    void a_proof_is_read_back_and_proves_its_leaf_and_time() throws Exception {
        var read = TlogProof.parse(proof().text());
        assertThat(read.text()).isEqualTo(proof().text());
        assertThat(read.proves(leaf(257), NoteKeys.of(LOG))).isTrue();
        assertThat(read.proves(leaf(256), NoteKeys.of(LOG))).isFalse();
        assertThat(
                        read.proves(
                                leaf(257),
                                NoteKeys.of(key("xb.example/log", NoteKey.ED25519, LOG_SEED))))
                .isFalse();
        assertThat(read.proves(leaf(257), NoteKeys.of(key(LOG.name(), NoteKey.ED25519, seed(3)))))
                .isFalse();
        assertThat(WITNESS.cosignedAt(read.checkpoint())).contains(TIME);
        assertThat(LOG.cosignedAt(read.checkpoint())).isEmpty();
        assertThat(read.tree().size()).isEqualTo(300);
    }

    @Test
    void no_change_of_a_single_bit_of_a_proof_proves_and_dates_the_same_leaf() {
        var bytes = proof().text().getBytes(UTF_8);
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var spoilt = bytes.clone();
            spoilt[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(passes(new String(spoilt, UTF_8))).as("bit %d", bit).isFalse();
        }
    }

    private static boolean passes(String text) {
        try {
            var proof = TlogProof.parse(text);
            return proof.proves(leaf(257), NoteKeys.of(LOG))
                    && WITNESS.cosignedAt(proof.checkpoint()).filter(TIME::equals).isPresent();
        } catch (MalformedNote _) {
            return false;
        }
    }

    @Property(tries = 500)
    void answers_any_text_with_a_note_or_a_refusal(@ForAll String text) {
        for (var noise : List.of(text, text + "\n\n\u2014 a AAAAAAAA\n", proof().text() + text)) {
            try {
                assertThat(Note.parse(noise).text()).endsWith("\n");
            } catch (MalformedNote refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
            try {
                assertThat(TlogProof.parse(noise).index()).isNotNegative();
            } catch (MalformedNote refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "x+00000000+AQ==",
                "xa.example/log+00000000+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
                "a b+00000000+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
            })
    void refuses_verifier_keys_that_are_not_their_own_hash(String vkey) {
        assertThat(NoteKey.parse(vkey)).isEmpty();
    }

    @Test
    void reads_verifier_keys_as_it_writes_them() {
        for (var key : List.of(LOG, WITNESS)) {
            var read = NoteKey.parse(key.text()).orElseThrow();
            assertThat(read.text()).isEqualTo(key.text());
            assertThat(read.publicKey()).isEqualTo(key.publicKey());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "01", "1 ", "+1", "1.0", "99999999999999999999", "x", ""})
    void refuses_a_checkpoint_whose_size_is_not_plain(String size) {
        var text = LOG.name() + "\n" + size + "\n" + "A".repeat(43) + "=\n";
        assertThatThrownBy(() -> Checkpoint.of(new Note(text, List.of(LOG.sign(text, LOG_SEED)))))
                .isInstanceOf(MalformedNote.class);
    }

    @Test
    void names_tiles_as_tlog_tiles_does() {
        assertThat(new Tiles.Address(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tiles.Address(1, 0, 12).path()).isEqualTo("tile/1/000.p/12");
    }
}
