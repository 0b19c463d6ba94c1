package comity.record.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureAlgorithmTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ED25519_SPKI = "302a300506032b6570032100";
    private static final String P256_SPKI = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

    /** RFC 8032, 7.1: tests 1 to 3. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            emptyValue = "",
            value = {
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            })
    void signs_as_RFC_8032_does(String seed, String key, String message, String signature) {
        assertThat(HEX.formatHex(SignatureAlgorithm.EdDSA.publicKey(HEX.parseHex(seed))))
                .isEqualTo(key);
        assertThat(
                        HEX.formatHex(
                                SignatureAlgorithm.EdDSA.sign(
                                        HEX.parseHex(seed), HEX.parseHex(message))))
                .isEqualTo(signature);
    }

    @ParameterizedTest
    @EnumSource
    void is_confirmed_by_the_platforms_own_provider(SignatureAlgorithm algorithm) throws Exception {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (var round = 0; round < 20; round++) {
            var secret = new byte[32];
            var message = new byte[random.nextInt(500)];
            random.nextBytes(secret);
            random.nextBytes(message);
            secret[0] &= 0x7f;
            var publicKey = algorithm.publicKey(secret);
            var signature = algorithm.sign(secret, message);
            assertThat(algorithm.verify(publicKey, message, signature)).isTrue();
            assertThat(platform(algorithm, publicKey, message, signature)).isTrue();
            signature[random.nextInt(64)] ^= 1;
            assertThat(algorithm.verify(publicKey, message, signature)).isFalse();
        }
    }

    private static boolean platform(
            SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature)
            throws Exception {
        var ed25519 = algorithm == SignatureAlgorithm.EdDSA;
        var spki = HEX.parseHex((ed25519 ? ED25519_SPKI : P256_SPKI) + HEX.formatHex(publicKey));
        var verifier = Signature.getInstance(ed25519 ? "Ed25519" : "SHA256withECDSAinP1363Format");
        verifier.initVerify(
                KeyFactory.getInstance(ed25519 ? "Ed25519" : "EC")
                        .generatePublic(new X509EncodedKeySpec(spki)));
        verifier.update(message);
        return verifier.verify(signature);
    }

    @Test
    void judges_Wycheproof_as_its_authors_do() {
        var judged = 0;
        for (var file : Corpora.files("wycheproof/testvectors_v1", ".json")) {
            var entrance = entrance(file);
            if (entrance.isEmpty()) continue;
            var before = judged;
            for (var group : ((Json.Obj) Corpora.json(file)).items("testGroups")) {
                for (var item : ((Json.Obj) group).items("tests")) {
                    var test = (Json.Obj) item;
                    assertThat(test.text("result").orElseThrow()).isIn("valid", "invalid");
                    var valid = test.text("result").orElseThrow().equals("valid");
                    var accepted = entrance.get().verifies((Json.Obj) group, test);
                    assertThat(accepted)
                            .as("%s: %s", Corpora.name(file), CanonicalJson.text(test))
                            .isEqualTo(valid);
                    judged++;
                }
            }
            assertThat(Corpora.whole((Json.Obj) Corpora.json(file), "numberOfTests"))
                    .as("none of %s is passed over", Corpora.name(file))
                    .isEqualTo(judged - before);
        }
        assertThat(judged).isPositive();
    }

    private interface Entrance {
        boolean verifies(Json.Obj group, Json.Obj test);
    }

    private static Optional<Entrance> entrance(Path file) {
        return switch (Corpora.name(file)) {
            case "ecdsa_secp256r1_sha256_p1363_test.json" ->
                    Optional.of(SignatureAlgorithmTest::verifiesBothWays);
            case "ed25519_test.json" ->
                    Optional.of(
                            (group, test) -> verifies(SignatureAlgorithm.EdDSA, "pk", group, test));
            case "ecdsa_secp256r1_sha256_test.json" ->
                    Optional.of(SignatureAlgorithmTest::verifiesAsAssertion);
            default -> Optional.empty();
        };
    }

    private static boolean verifies(
            SignatureAlgorithm algorithm, String member, Json.Obj group, Json.Obj test) {
        return algorithm.verify(publicKey(group, member), hex(test, "msg"), hex(test, "sig"));
    }

    /** A key that verifies again goes another way (P256Comb), and must come to the same. */
    private static boolean verifiesBothWays(Json.Obj group, Json.Obj test) {
        var verified = verifies(SignatureAlgorithm.ES256, "uncompressed", group, test);
        var signature = hex(test, "sig");
        if (signature.length != 64) return verified;
        var key = new PublicPoint(publicKey(group, "uncompressed"));
        var r = new BigInteger(1, Arrays.copyOf(signature, 32));
        var s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        for (var time = 0; time < 3; time++)
            assertThat(key.verifies(hex(test, "msg"), r, s))
                    .as("time %s: %s", time, test)
                    .isEqualTo(verified);
        return verified;
    }

    /**
     * DER signatures come in through passkeys, whose message is not free: the curve's part alone.
     */
    private static boolean verifiesAsAssertion(Json.Obj group, Json.Obj test) {
        return Assertion.verifies(
                new PublicPoint(publicKey(group, "uncompressed")),
                hex(test, "msg"),
                hex(test, "sig"));
    }

    private static byte[] publicKey(Json.Obj group, String member) {
        return hex(group.object("publicKey").orElseThrow(), member);
    }

    private static byte[] hex(Json.Obj json, String member) {
        return HEX.parseHex(json.text(member).orElseThrow());
    }

    /** DER has one form for each pair of numbers; BER's others are refused. */
    @Test
    void takes_a_passkeys_signature_in_DER_alone() throws Exception {
        var message = Specimens.SALT;
        var key = new PublicPoint(SignatureAlgorithm.ES256.publicKey(Specimens.PASSKEY_SCALAR));
        var der = Specimens.der(SignatureAlgorithm.ES256.sign(Specimens.PASSKEY_SCALAR, message));
        assertThat(Assertion.verifies(key, message, der)).isTrue();
        var longForm = new byte[der.length + 1];
        longForm[0] = der[0];
        longForm[1] = (byte) 0x81;
        System.arraycopy(der, 1, longForm, 2, der.length - 1);
        var trailing = Arrays.copyOf(der, der.length + 2);
        var padded = der.clone();
        padded[1]++;
        for (var bad : List.of(longForm, trailing, padded, new byte[0], new byte[] {0x30, 0}))
            assertThat(Assertion.verifies(key, message, bad)).isFalse();
    }

    @Test
    void refuses_numbers_outside_the_group_and_keys_off_the_curve() {
        var order =
                new BigInteger(
                        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        var key = SignatureAlgorithm.ES256.publicKey(Specimens.P256_SCALAR);
        for (var r : List.of(BigInteger.ZERO, order)) {
            for (var s : List.of(BigInteger.ZERO, BigInteger.ONE, order)) {
                assertThat(SignatureAlgorithm.verifyEcdsa(key, Specimens.SALT, r, s)).isFalse();
                var prepared = new PublicPoint(key);
                for (var time = 0; time < 3; time++)
                    assertThat(prepared.verifies(Specimens.SALT, r, s)).isFalse();
            }
        }
        var off = key.clone();
        off[64] ^= 1;
        var signature = SignatureAlgorithm.ES256.sign(Specimens.P256_SCALAR, Specimens.SALT);
        assertThat(SignatureAlgorithm.ES256.verify(key, Specimens.SALT, signature)).isTrue();
        assertThat(SignatureAlgorithm.ES256.verify(off, Specimens.SALT, signature)).isFalse();
        var r = new BigInteger(1, Arrays.copyOf(signature, 32));
        var s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        var compressed = new byte[33];
        compressed[0] = (byte) (2 + (key[64] & 1));
        System.arraycopy(key, 1, compressed, 1, 32);
        for (var none : List.of(off, new byte[65], new byte[1], compressed)) {
            var prepared = new PublicPoint(none);
            for (var time = 0; time < 3; time++)
                assertThat(prepared.verifies(Specimens.SALT, r, s)).isFalse();
        }
        assertThat(SignatureAlgorithm.ES256.verify(new byte[65], Specimens.SALT, signature))
                .isFalse();
        assertThat(SignatureAlgorithm.EdDSA.verify(new byte[32], Specimens.SALT, new byte[64]))
                .isFalse();
    }

    /**
     * CCTV's edge cases: keys of small order prove nothing, and what is refused is only refused.
     */
    @Test
    void refuses_every_Ed25519_key_of_small_order() {
        var file = Corpora.path("c2sp/CCTV/ed25519/ed25519vectors.json");
        for (var item : ((Json.Arr) Corpora.json(file)).items()) {
            var vector = (Json.Obj) item;
            var flags = Set.copyOf(vector.texts("flags"));
            var accepted =
                    SignatureAlgorithm.EdDSA.verify(
                            hex(vector, "key"),
                            vector.text("msg").orElseThrow().getBytes(UTF_8),
                            hex(vector, "sig"));
            if (flags.contains("low_order_A") || flags.contains("non_canonical_A"))
                assertThat(accepted).as(CanonicalJson.text(vector)).isFalse();
        }
    }
}
