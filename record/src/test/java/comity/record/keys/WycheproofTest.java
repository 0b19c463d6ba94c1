package comity.record.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Corpora;
import comity.record.act.Json;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Wycheproof's vectors for what seals and derives, through the only classes here that do. Each is
 * taken or refused as its authors say, and all are counted: none is passed over.
 */
class WycheproofTest {
    private static final String FOLDER = "wycheproof/testvectors_v1";

    private static Json.Obj file(String name) {
        return (Json.Obj) Corpora.json(Corpora.path(FOLDER + "/" + name));
    }

    private static List<Json.Obj> tests(Json.Obj file) {
        var all =
                file.items("testGroups").stream()
                        .flatMap(group -> ((Json.Obj) group).items("tests").stream())
                        .map(Json.Obj.class::cast)
                        .toList();
        assertThat(Corpora.whole(file, "numberOfTests")).isEqualTo(all.size());
        assertThat(all)
                .extracting(test -> test.text("result").orElse(""))
                .containsOnly("valid", "invalid");
        return all;
    }

    private static byte[] hex(Json.Obj test, String member) {
        return HexFormat.of().parseHex(test.text(member).orElseThrow());
    }

    private static boolean isValid(Json.Obj test) {
        return test.text("result").orElseThrow().equals("valid");
    }

    @Test
    void aes_gcm_is_opened_and_refused_as_its_authors_say() {
        var accepted = 0;
        var refused = 0;
        var notOurs = 0;
        for (var test : tests(file("aes_gcm_test.json"))) {
            var key = hex(test, "key");
            var nonce = hex(test, "iv");
            var clear = hex(test, "msg");
            var about = hex(test, "aad");
            var tag = hex(test, "tag");
            var ct = hex(test, "ct");
            var sealed = Arrays.copyOf(ct, ct.length + tag.length);
            System.arraycopy(tag, 0, sealed, ct.length, tag.length);
            if (key.length != AesGcm.KEY || nonce.length != AesGcm.NONCE) {
                assertThatThrownBy(() -> AesGcm.open(key, nonce, sealed, about))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> AesGcm.seal(key, nonce, clear, about))
                        .isInstanceOf(IllegalArgumentException.class);
                notOurs++;
            } else if (isValid(test)) {
                assertThat(AesGcm.open(key, nonce, sealed, about)).as("%s", test).contains(clear);
                assertThat(AesGcm.seal(key, nonce, clear, about)).isEqualTo(sealed);
                accepted++;
            } else {
                assertThat(AesGcm.open(key, nonce, sealed, about)).as("%s", test).isEmpty();
                refused++;
            }
        }
        assertThat(List.of(accepted, refused, notOurs)).containsExactly(39, 27, 250);
    }

    @Test
    void hkdf_sha256_is_derived_and_refused_as_its_authors_say() {
        var accepted = 0;
        var refused = 0;
        for (var test : tests(file("hkdf_sha256_test.json"))) {
            var size = (int) Corpora.whole(test, "size");
            if (isValid(test)) {
                assertThat(
                                Hkdf.derive(
                                        hex(test, "ikm"),
                                        hex(test, "salt"),
                                        hex(test, "info"),
                                        size))
                        .as("%s", test)
                        .isEqualTo(hex(test, "okm"));
                accepted++;
            } else {
                assertThatThrownBy(
                                () ->
                                        Hkdf.derive(
                                                hex(test, "ikm"),
                                                hex(test, "salt"),
                                                hex(test, "info"),
                                                size))
                        .isInstanceOf(IllegalArgumentException.class);
                refused++;
            }
        }
        assertThat(List.of(accepted, refused)).containsExactly(83, 3);
    }

    /** A file that comes to the corpora is wired, or said here to be of nothing that we use. */
    @Test
    void no_file_of_the_corpora_is_passed_over() {
        var wired =
                List.of(
                        "aes_gcm_test.json",
                        "hkdf_sha256_test.json",
                        // SignatureAlgorithmTest
                        "ecdsa_secp256r1_sha256_p1363_test.json",
                        "ecdsa_secp256r1_sha256_test.json",
                        "ed25519_test.json");
        var unused =
                List.of(
                        "chacha20_poly1305_test.json",
                        "ecdsa_secp384r1_sha384_p1363_test.json",
                        "ecdsa_secp384r1_sha384_test.json",
                        // Signatures of timestamp authorities, which the JDK checks
                        // (TimestampTest).
                        "rsa_signature_2048_sha256_test.json");

        assertThat(Corpora.files(FOLDER, ".json"))
                .extracting(Corpora::name)
                .isSubsetOf(Stream.concat(wired.stream(), unused.stream()).toList());
    }
}
