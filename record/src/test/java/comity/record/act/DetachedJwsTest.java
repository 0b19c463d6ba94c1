package comity.record.act;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachedJwsTest {
    private static final byte[] PAYLOAD = Specimens.header().canonical();

    private static SigningKey key(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case EdDSA -> Specimens.KEY;
            case ES256 -> Specimens.HARDWARE_KEY;
        };
    }

    private static byte[] publicKey(SignatureAlgorithm algorithm) {
        return algorithm.publicKey(
                algorithm == SignatureAlgorithm.EdDSA
                        ? Specimens.ED25519_SEED
                        : Specimens.P256_SCALAR);
    }

    @ParameterizedTest
    @EnumSource
    void is_read_back_and_verifies_over_its_payload_alone(SignatureAlgorithm algorithm) {
        var compact = DetachedJws.sign(PAYLOAD, key(algorithm)).compact();
        var jws = DetachedJws.parse(compact).orElseThrow();
        assertThat(jws.verifies(PAYLOAD, publicKey(algorithm))).isTrue();
        assertThat(jws.verifies(Arrays.copyOf(PAYLOAD, PAYLOAD.length - 1), publicKey(algorithm)))
                .isFalse();
        assertThat(jws.verifies(PAYLOAD, publicKey(other(algorithm)))).isFalse();
    }

    private static SignatureAlgorithm other(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.EdDSA
                ? SignatureAlgorithm.ES256
                : SignatureAlgorithm.EdDSA;
    }

    /** RFC 7797, 5.2: what is signed is the protected header, a dot, and the bare payload. */
    @Test
    void signs_what_RFC_7797_says() {
        var compact = DetachedJws.sign(PAYLOAD, Specimens.KEY).compact();
        var dots = compact.indexOf("..");
        var header = new String(Base64Url.decode(compact.substring(0, dots)), UTF_8);
        assertThat(header)
                .isEqualTo(
                        "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"XA.court-1\",\"typ\":\"comity-act\"}");
        var input = (compact.substring(0, dots) + "." + new String(PAYLOAD, UTF_8)).getBytes(UTF_8);
        assertThat(
                        SignatureAlgorithm.EdDSA.verify(
                                publicKey(SignatureAlgorithm.EdDSA),
                                input,
                                Base64Url.decode(compact.substring(dots + 2))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"k\",\"typ\":\"comity-act\"}",
                "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"k\",\"typ\":\"comity-act\"}",
                "{\"alg\":\"EdDSA\",\"b64\":true,\"crit\":[\"b64\"],\"kid\":\"k\",\"typ\":\"comity-act\"}",
                "{\"alg\":\"EdDSA\",\"b64\":false,\"kid\":\"k\",\"typ\":\"comity-act\"}",
                "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"jwk\":{},\"kid\":\"k\",\"typ\":\"comity-act\"}",
                "{\"kid\":\"k\",\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"typ\":\"comity-act\"}",
                "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"k\",\"typ\":\"JWT\"}",
                "[]",
            })
    void has_nothing_to_negotiate(String header) {
        var compact =
                Base64Url.encode(header.getBytes(US_ASCII)) + ".." + Base64Url.encode(new byte[64]);
        assertThat(DetachedJws.parse(compact)).isEmpty();
    }

    @Test
    void is_empty_for_anything_else() {
        var compact = DetachedJws.sign(PAYLOAD, Specimens.KEY).compact();
        for (var text :
                List.of(
                        "",
                        "..",
                        compact + "=",
                        compact + ".",
                        compact.replace("..", ".e30."),
                        " " + compact,
                        "x".repeat(10_000) + "..")) assertThat(DetachedJws.parse(text)).isEmpty();
    }
}
