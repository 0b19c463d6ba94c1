package comity.record.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ML-DSA-44 beside Ed25519, as C2SP tlog-cosignature has it: both count, or none. */
class PostQuantumTest {
    private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");
    private static final NoteSigner LOG = NoteSigner.log("xa.example/log", seed(1), seed(2));
    private static final NoteSigner WITNESS =
            NoteSigner.witness("xb.example/witness", seed(3), seed(4));
    private static final String TEXT =
            new Checkpoint("xa.example/log", 300, Merkle.leafHash(new byte[0])).text();

    private static byte[] seed(int value) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) value);
        return seed;
    }

    private static Note note() {
        return new Note(TEXT, LOG.sign(TEXT, TIME)).with(WITNESS.sign(TEXT, TIME));
    }

    /** The JDK's own ML-DSA, over the message written down byte for byte as the format has it. */
    @Test
    void is_verified_by_another_implementation() throws Exception {
        var key = WITNESS.keys().known().get(1);
        var line = WITNESS.sign(TEXT, TIME).get(1);
        var bytes = ByteBuffer.wrap(line.bytes());
        assertThat(bytes.getInt()).isEqualTo(ByteBuffer.wrap(key.id()).getInt());
        assertThat(bytes.getLong()).isEqualTo(TIME.getEpochSecond());
        var signature = new byte[bytes.remaining()];
        bytes.get(signature);
        assertThat(signature).hasSize(2_420);

        var spki =
                HexFormat.of()
                        .formatHex(key.publicKey())
                        .transform(hex -> "30820532300b06096086480165030403110382052100" + hex);
        var jdk = Signature.getInstance("ML-DSA-44");
        jdk.initVerify(
                KeyFactory.getInstance("ML-DSA-44")
                        .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(spki))));
        jdk.update("subtree/v1\n\0".getBytes(UTF_8));
        jdk.update((byte) 18);
        jdk.update("xb.example/witness".getBytes(UTF_8));
        jdk.update(number(TIME.getEpochSecond()));
        jdk.update((byte) 14);
        jdk.update("xa.example/log".getBytes(UTF_8));
        jdk.update(number(0));
        jdk.update(number(300));
        jdk.update(Merkle.leafHash(new byte[0]));
        assertThat(jdk.verify(signature)).isTrue();
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    @Test
    void both_algorithms_count_together() throws Exception {
        var read = Note.parse(note().encoded());
        assertThat(LOG.keys().signed(read)).isTrue();
        assertThat(LOG.keys().cosignedAt(read)).contains(TIME);
        assertThat(WITNESS.keys().cosignedAt(read)).contains(TIME);
        for (var left = 0; left < 4; left++) {
            var lines = new ArrayList<>(read.signatures());
            lines.remove(left);
            var weaker = new Note(TEXT, lines);
            assertThat(LOG.keys().signed(weaker)).isEqualTo(left > 1);
            assertThat(WITNESS.keys().cosignedAt(weaker).isPresent()).isEqualTo(left < 2);
            assertThat(LOG.keys().isForgedOn(weaker)).isFalse();
        }
    }

    @Test
    void a_line_that_is_changed_is_a_forgery() {
        for (var changed = 0; changed < 4; changed++) {
            var lines = new ArrayList<>(note().signatures());
            var bytes = lines.get(changed).bytes();
            bytes[bytes.length / 2] ^= 1;
            lines.set(changed, new Note.Signature(lines.get(changed).name(), bytes));
            var spoilt = new Note(TEXT, lines);
            assertThat(LOG.keys().isForgedOn(spoilt)).isEqualTo(changed < 2);
            assertThat(WITNESS.keys().isForgedOn(spoilt)).isEqualTo(changed > 1);
        }
    }

    @Test
    void two_times_are_none() {
        var note =
                new Note(TEXT, WITNESS.sign(TEXT, TIME).subList(0, 1))
                        .with(WITNESS.sign(TEXT, TIME.plusSeconds(1)).get(1));
        assertThat(WITNESS.keys().signed(note)).isTrue();
        assertThat(WITNESS.keys().cosignedAt(note)).isEmpty();
    }

    /** The name is signed, unlike in the cosignature by Ed25519. */
    @Test
    void a_signature_under_another_name_is_none() {
        var key = WITNESS.keys().known().get(1);
        var other = new NoteKey("xc.example/witness", NoteKey.ML_DSA_44, key.publicKey());
        var line = WITNESS.sign(TEXT, TIME).get(1).bytes();
        System.arraycopy(other.id(), 0, line, 0, 4);
        assertThat(other.signed(new Note(TEXT, List.of(new Note.Signature(other.name(), line)))))
                .isFalse();
    }

    @Test
    void extension_lines_are_not_signed_and_what_is_no_checkpoint_cannot_be() {
        var extended = TEXT + "more\n";
        assertThat(LOG.keys().known().get(1).signed(new Note(extended, note().signatures())))
                .isTrue();
        assertThatThrownBy(() -> WITNESS.sign("no checkpoint\n", TIME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_what_it_cannot_check_and_never_passes_it() {
        var keys =
                Stream.concat(
                                WITNESS.keys().texts().stream(),
                                Stream.of("xb.example/witness+00000000+BwAA", "nonsense"))
                        .toList();
        var read = NoteKeys.of(keys);
        assertThat(read.known()).isEqualTo(WITNESS.keys().known());
        assertThat(read.unknown()).containsExactly("signature type 0x07", "no verifier key");
        assertThat(NoteKeys.of(keys.subList(2, 3)).signed(note())).isFalse();
        assertThat(NoteKeys.of(keys.subList(2, 3)).cosignedAt(note())).isEmpty();
    }

    @Test
    void keeps_of_a_note_the_lines_of_its_own_keys() {
        var own = LOG.keys().onlyOn(note());
        assertThat(own.signatures()).hasSize(2);
        assertThat(own.encoded().length()).isLessThan(4_000);
    }

    @Test
    void reads_its_verifier_keys_as_it_writes_them() {
        for (var vkey : LOG.keys().texts())
            assertThat(NoteKey.parse(vkey).orElseThrow().text()).isEqualTo(vkey);
    }
}
