package comity.record.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.HolderKey;
import comity.record.act.Key;
import comity.record.act.MalformedAct;
import comity.record.act.Root;
import comity.record.act.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An authority's key with the certificates of a national PKI, which openssl made. */
class DirectoryCertificatesTest {
    private static final String ISSUER =
            "basicConstraints=critical,CA:true,pathlen:0\\nkeyUsage=critical,keyCertSign\\n";
    private static final String SIGNER =
            "basicConstraints=CA:false\\nkeyUsage=critical,digitalSignature\\n";
    @TempDir static Path folder;
    private static Pki pki;

    @BeforeAll
    static void a_national_pki() throws IOException {
        pki =
                Pki.in(folder)
                        .issued("ministry", "root", "rsa:2048", ISSUER, "-days 2000 -sha256")
                        .issued("EdDSA", "ministry", "ed25519", SIGNER, "-days 700 -sha256")
                        .issued("ES256", "ministry", Pki.EC, SIGNER, "-days 700 -sha256");
    }

    /** A key that its certificate covers to the second. */
    private static Key key(Certificate own, Instant from, Instant until, List<Certificate> chain) {
        var algorithm =
                own.key().algorithm().equals(PublicKey.ED25519)
                        ? SignatureAlgorithm.EdDSA
                        : SignatureAlgorithm.ES256;
        return new Key(
                "XA.court#1",
                algorithm,
                own.key().raw(),
                "XA",
                "XA.court",
                Set.of("cooperation"),
                Set.of("*"),
                from,
                until,
                Optional.empty(),
                chain);
    }

    private static Key key(String name, String... above) {
        var own = pki.certificate(name);
        var chain = new java.util.ArrayList<>(List.of(own));
        for (var one : above) chain.add(pki.certificate(one));
        return key(own, own.from(), own.until().plusSeconds(1), chain);
    }

    private static Directory directory(Key key, String... anchors) {
        var holder =
                new HolderKey("Court", SignatureAlgorithm.EdDSA, new byte[32], new byte[32])
                        .holder();
        return new Directory(
                "XA",
                Map.of("en", "Arcadia"),
                1,
                Optional.empty(),
                new Root(1, List.of(holder), false),
                List.of(new Directory.Authority("XA.court", Map.of("en", "Court"), Set.of("JUD"))),
                List.of(key),
                List.of(),
                List.of(),
                new Directory.Log(
                        List.of("xa.example/log+00000000+AAAA"),
                        List.of("xa.example/witness+00000000+AAAA"),
                        List.of()),
                new Directory.NodeAddress("https://xa.example", Digest.of(new byte[0])),
                List.of(anchors).stream().map(pki::certificate).toList());
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void is_taken_with_a_chain_to_an_anchor_and_read_back_the_same(SignatureAlgorithm algorithm)
            throws Exception {
        var directory = directory(key(algorithm.name(), "ministry"), "root");

        assertThat(Directory.of(directory.json()).json()).isEqualTo(directory.json());
        assertThat(
                        pki.sh(
                                "openssl verify -CAfile root.pem -untrusted ministry.pem NAME.pem",
                                algorithm.name()))
                .contains("OK");
    }

    @Test
    void the_issuer_itself_may_be_the_anchor() throws Exception {
        Directory.of(directory(key("ES256"), "ministry").json());
    }

    @Test
    void without_certificates_nothing_is_asked_and_nothing_is_written() throws Exception {
        var own = pki.certificate("EdDSA");
        var plain = directory(key(own, own.from(), own.until(), List.of()));

        assertThat(plain.json().members()).doesNotContainKey("anchors");
        assertThat(Directory.of(plain.json()).json()).isEqualTo(plain.json());
    }

    @Nested
    class Is_refused_whole {
        private void refused(Directory directory, String why) {
            assertThatThrownBy(() -> Directory.of(directory.json()))
                    .isInstanceOf(MalformedAct.class)
                    .hasMessage("directory.keys[0].chain: " + why);
        }

        @Test
        void with_the_certificate_of_another_key() {
            var own = pki.certificate("EdDSA");
            var other = pki.certificate("ES256");
            refused(
                    directory(key(own, own.from(), own.until(), List.of(other)), "root"),
                    "the certificate is of another key");
        }

        @Test
        void without_the_certificate_between_or_without_an_anchor() {
            refused(
                    directory(key("EdDSA"), "root"),
                    "it does not lead to a certificate under directory.anchors");
            refused(
                    directory(key("EdDSA", "ministry", "root")),
                    "it does not lead to a certificate under directory.anchors");
        }

        @Test
        void where_a_twin_of_the_issuer_has_its_name_and_not_its_key() {
            pki.sh(
                    "openssl req -x509 -newkey rsa:2048 -nodes -days 2000 -keyout t.key -out twin.pem -subj /CN=ministry -addext basicConstraints=critical,CA:true",
                    "");
            refused(
                    directory(key("EdDSA", "twin"), "twin"),
                    "it does not lead to a certificate under directory.anchors");
        }

        @Test
        void where_the_certificate_lapses_before_the_key_or_begins_after_it() {
            var own = pki.certificate("EdDSA");
            var chain = List.of(own, pki.certificate("ministry"));
            var late = key(own, own.from(), own.until().plusSeconds(2), chain);
            var early = key(own, own.from().minusSeconds(1), own.until(), chain);

            for (var key : List.of(late, early))
                refused(
                        directory(key, "root"),
                        "the certificates are not valid for as long as the key is");
        }

        @Test
        void where_somebody_issued_who_may_not() {
            pki.issued("below", "ES256", Pki.EC, SIGNER, "-days 100 -sha256");
            refused(
                    directory(key("below", "ES256", "ministry"), "root"),
                    "a certificate in it may not issue certificates");
            // "ministry" may have none below it that issues.
            pki.issued("second", "ministry", Pki.EC, ISSUER, "-days 600 -sha256")
                    .issued("third", "second", Pki.EC, SIGNER, "-days 100 -sha256");
            refused(
                    directory(key("third", "second", "ministry"), "root"),
                    "a certificate in it may not issue certificates");
        }

        @Test
        void where_an_extension_must_be_heeded_that_is_not_understood() {
            pki.issued(
                    "odd",
                    "ministry",
                    Pki.EC,
                    SIGNER + "1.2.3.4=critical,ASN1:NULL\\n",
                    "-days 100 -sha256");
            refused(
                    directory(key("odd", "ministry"), "root"),
                    "a certificate in it has a critical extension that is not understood");
        }

        @Test
        void where_what_is_there_is_no_certificate() {
            var json = directory(key("EdDSA", "ministry"), "root").json();
            var broken =
                    json.with("anchors", comity.record.act.Json.strings(List.of("AAAA", "MAA")));
            assertThatThrownBy(() -> Directory.of(broken))
                    .hasMessageStartingWith("directory.anchors: no X.509 certificate");
        }
    }

    @Test
    void a_later_version_may_renew_a_certificate_and_not_leave_it_out() {
        var before = directory(key("ES256", "ministry"), "root");
        var key = before.keys().getFirst();
        pki.sh(
                "openssl x509 -req -in ES256.csr -CA ministry.pem -CAkey ministry.key -set_serial 99 -extfile ES256.ext -days 800 -out renewed.pem",
                "");
        var renewed =
                before.next(
                        held ->
                                held.withKeys(
                                        List.of(
                                                key.certifiedBy(
                                                        List.of(
                                                                pki.certificate("renewed"),
                                                                pki.certificate("ministry"))))));
        var without = before.next(held -> held.withKeys(List.of(key.certifiedBy(List.of()))));

        assertThat(renewed.keepsAll(before)).isTrue();
        assertThat(without.keepsAll(before)).isFalse();
        assertThat(key.endedAt(key.from().plus(Duration.ofDays(3))).chain()).hasSize(2);
    }
}
