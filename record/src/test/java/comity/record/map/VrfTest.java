package comity.record.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VrfTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** RFC 9381, appendix B.1, examples 10 to 12. */
    @ParameterizedTest
    @CsvSource({
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6, sample,"
                + "035b5c726e8c0e2c488a107c600578ee75cb702343c153cb1eb8dec77f4b5071b4a53f0a46f018bc2c56e58d383f2305e0975972c26feea0eb122fe7893c15af376b33edf7de17c6ea056d4d82de6bc02f,"
                + "a3ad7b0ef73d8fc6655053ea22f9bede8c743f08bbed3d38821f0e16474b505e",
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6, test,"
                + "034dac60aba508ba0c01aa9be80377ebd7562c4a52d74722e0abae7dc3080ddb56c19e067b15a8a8174905b13617804534214f935b94c2287f797e393eb0816969d864f37625b443f30f1a5a33f2b3c854,"
                + "a284f94ceec2ff4b3794629da7cbafa49121972671b466cab4ce170aa365f26d",
        "2ca1411a41b17b24cc8c3b089cfd033f1920202a6c0de8abb97df1498d50d2c8,"
                + "03596375e6ce57e0f20294fc46bdfcfd19a39f8161b58695b3ec5b3d16427c274d, Example using ECDSA key from Appendix L.4.2 of ANSI.X9-62-2005,"
                + "03d03398bf53aa23831d7d1b2937e005fb0062cbefa06796579f2a1fc7e7b8c667d091c00b0f5c3619d10ecea44363b5a599cadc5b2957e223fec62e81f7b4825fc799a771a3d7334b9186bdbee87316b1,"
                + "90871e06da5caa39a3c61578ebb844de8635e27ac0b13e829997d0d95dd98c19"
    })
    void agrees_with_the_RFC(String secret, String key, String input, String proof, String output) {
        var alpha = input.getBytes(StandardCharsets.UTF_8);

        var proven = Vrf.prove(hex(secret), alpha);

        assertThat(Vrf.publicKey(hex(secret))).isEqualTo(hex(key));
        assertThat(proven.proof()).isEqualTo(hex(proof));
        assertThat(proven.output()).isEqualTo(hex(output));
        assertThat(Vrf.verify(hex(key), alpha, hex(proof))).contains(hex(output));
    }

    @Property(tries = 60)
    void a_proof_that_was_changed_anywhere_or_is_of_another_input_or_key_does_not_hold(
            @ForAll long seed) {
        var random = new Random(seed);
        var secret = new byte[Vrf.SECRET_BYTES];
        random.nextBytes(secret);
        secret[0] &= 0x7f;
        var input = new byte[random.nextInt(100)];
        random.nextBytes(input);
        var key = Vrf.publicKey(secret);
        var proven = Vrf.prove(secret, input);
        assertThat(Vrf.verify(key, input, proven.proof())).contains(proven.output());

        var changed = proven.proof();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(Vrf.verify(key, input, changed)).isEmpty();
        assertThat(
                        Vrf.verify(
                                key,
                                java.util.Arrays.copyOf(input, input.length + 1),
                                proven.proof()))
                .isEmpty();
        secret[31] ^= 1;
        assertThat(Vrf.verify(Vrf.publicKey(secret), input, proven.proof())).isEmpty();
    }

    @Test
    void what_is_no_key_and_no_proof_is_refused() {
        var key = Vrf.publicKey(hex("%064x".formatted(7)));
        assertThat(Vrf.isSecret(new byte[32])).isFalse();
        assertThat(Vrf.isSecret(new byte[31])).isFalse();
        assertThat(
                        Vrf.isSecret(
                                hex(
                                        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")))
                .isFalse();
        assertThat(Vrf.verify(key, new byte[0], new byte[0])).isEmpty();
        assertThat(Vrf.verify(key, new byte[0], new byte[Vrf.PROOF_BYTES])).isEmpty();
        assertThat(Vrf.verify(new byte[33], new byte[0], new byte[Vrf.PROOF_BYTES])).isEmpty();
        // s and s + n would be two proofs of one thing.
        var proof = Vrf.prove(hex("%064x".formatted(7)), new byte[0]).proof();
        java.util.Arrays.fill(proof, 49, 81, (byte) 0xff);
        assertThat(Vrf.verify(key, new byte[0], proof)).isEmpty();
    }
}
