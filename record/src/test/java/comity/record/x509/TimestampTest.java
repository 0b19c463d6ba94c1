package comity.record.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.record.act.Corpora;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps made by openssl and by strangers: what counts, and why another does not. */
class TimestampTest {
    @TempDir static Path folder;
    private static Pki pki;
    private static byte[] message;

    @BeforeAll
    static void pki() throws IOException {
        pki = Pki.in(folder).authority("tsa", Pki.EC);
        message = Pki.sha256(pki.bytes("message"));
    }

    private static TimestampAuthority authority(String name, String... policies) {
        return new TimestampAuthority(
                pki.certificate(name), Set.of(policies), Optional.empty(), false);
    }

    private static Timestamp read(byte[] reply, TimestampAuthority... authorities)
            throws RefusedTimestamp {
        return Timestamp.of(reply, message, List.of(authorities));
    }

    private static String refusal(byte[] reply, TimestampAuthority... authorities) {
        var refused = catchThrowableOfType(RefusedTimestamp.class, () -> read(reply, authorities));
        assertThat(refused).as("refused").isNotNull();
        return refused.code();
    }

    @Nested
    class Counts {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ec -pkeyopt ec_paramgen_curve:P-256",
                    "ec -pkeyopt ec_paramgen_curve:P-384",
                    "ec -pkeyopt ec_paramgen_curve:P-521",
                    "rsa:2048",
                    "rsa:3072"
                })
        void whatever_kind_of_key_signed(String key) throws RefusedTimestamp {
            pki.authority("kind", key);

            var read = read(pki.reply("kind"), authority("root", "1.2.3.4.1"));

            assertThat(read.signer().name()).isEqualTo("kind");
            assertThat(read.accuracy()).isEqualTo(Duration.ofMillis(1500));
            assertThat(read.policy()).isEqualTo("1.2.3.4.1");
        }

        @Test
        void under_the_authoritys_own_certificate() throws RefusedTimestamp {
            assertThat(read(pki.reply("tsa"), authority("tsa")).chain()).hasSize(1);
        }

        @Test
        void without_certificates_in_it_if_the_directory_has_the_signers() throws RefusedTimestamp {
            assertThat(read(pki.reply("tsa", "-sha256", ""), authority("tsa")).chain()).hasSize(1);
            assertThat(refusal(pki.reply("tsa", "-sha256", ""), authority("root")))
                    .isEqualTo("stamp.other-signer");
        }

        @Test
        void through_a_certificate_between_that_the_reply_brings() throws RefusedTimestamp {
            pki.issued(
                    "between",
                    "root",
                    "rsa:2048",
                    "basicConstraints=critical,CA:true,pathlen:0\\nkeyUsage=keyCertSign\\n",
                    "-days 3000 -sha384");
            pki.issued("below", "between", Pki.EC, Pki.STAMPS, "-days 2000 -sha512");

            var read =
                    read(
                            pki.reply("below", "-sha256 -cert", "-chain between.pem"),
                            authority("root"));

            assertThat(read.chain())
                    .extracting(Certificate::name)
                    .containsExactly("below", "between", "root");
        }

        @Test
        void and_answers_the_question_whose_number_it_repeats() throws RefusedTimestamp {
            pki.sh(
                    "openssl ts -query -data message -sha256 -cert -out n.tsq && openssl ts -reply -config ts.cnf -queryfile n.tsq -signer tsa.pem -inkey tsa.key -out n.tsr",
                    "");
            var read = read(pki.bytes("n.tsr"), authority("root"));
            var nonce = read.nonce().orElseThrow();

            read.answers(nonce);
            assertThatThrownBy(() -> read.answers(nonce.add(BigInteger.ONE)))
                    .hasMessage("stamp.other-nonce");
            var without = read(pki.reply("tsa"), authority("root"));
            assertThatThrownBy(() -> without.answers(nonce)).hasMessage("stamp.other-nonce");
        }
    }

    @Nested
    class Does_not_count {

        @Test
        void for_other_bytes_or_another_hash() {
            assertThatThrownBy(
                            () ->
                                    Timestamp.of(
                                            pki.reply("tsa"),
                                            new byte[32],
                                            List.of(authority("root"))))
                    .hasMessage("stamp.other-imprint");
            assertThat(refusal(pki.reply("tsa", "-sha512 -cert", ""), authority("root")))
                    .isEqualTo("stamp.other-imprint");
        }

        @Test
        void under_another_policy() {
            var reply = pki.reply("tsa", "-sha256 -cert -tspolicy 1.2.3.4.5", "");

            assertThat(refusal(reply, authority("root", "1.2.3.4.1")))
                    .isEqualTo("stamp.other-policy");
        }

        @Test
        void from_somebody_of_whom_the_directory_knows_nothing() {
            pki.root("stranger", "3000");

            assertThat(refusal(pki.reply("tsa"), authority("stranger")))
                    .isEqualTo("stamp.other-signer");
        }

        @Test
        void with_a_certificate_of_the_right_name_and_another_key() {
            pki.sh(
                    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout twin.key -out twin.pem -subj /CN=root",
                    "");

            assertThat(refusal(pki.reply("tsa"), authority("twin")))
                    .isEqualTo("stamp.other-signer");
        }

        @Test
        void once_its_certificate_is_no_longer_valid() {
            pki.issued("past", "root", Pki.EC, Pki.STAMPS, "-days -1 -sha256");

            assertThat(refusal(pki.reply("past"), authority("root"))).isEqualTo("stamp.expired");
        }

        @Test
        void from_a_key_that_serves_for_more_than_timestamps() {
            pki.issued(
                    "both",
                    "root",
                    Pki.EC,
                    "extendedKeyUsage=critical,timeStamping,codeSigning\\n",
                    "-days 30 -sha256");
            pki.issued("loose", "root", Pki.EC, "extendedKeyUsage=timeStamping\\n", "-days 30");

            for (var name : List.of("both", "loose"))
                assertThat(refusal(signedByHand(name, "-cades"), authority("root")))
                        .as(name)
                        .isEqualTo("stamp.not-for-timestamps");
        }

        /** Otherwise another certificate of the same key could be put in its place. */
        @Test
        void if_its_signature_does_not_cover_its_certificate() throws RefusedTimestamp {
            assertThat(read(signedByHand("tsa", "-cades"), authority("root")).signer().name())
                    .isEqualTo("tsa");
            assertThat(refusal(signedByHand("tsa", ""), authority("root")))
                    .isEqualTo("stamp.certificate-not-bound");
        }

        /** A key signs what openssl's own authority would not sign with it. */
        private byte[] signedByHand(String name, String options) {
            pki.reply("tsa");
            pki.sh(
                    "openssl ts -reply -in tsa.tsr -token_out -out tok.der && openssl cms -verify -noverify -inform DER -in tok.der -out info.der 2>&1 && openssl cms -sign -binary -nodetach -in info.der -econtent_type 1.2.840.113549.1.9.16.1.4 -signer NAME.pem -inkey NAME.key -md sha256 -outform DER -out NAME.cms "
                            + options,
                    name);
            return granted(pki.bytes(name + ".cms"));
        }

        /** TimeStampResp of status 0 around a token. */
        private static byte[] granted(byte[] token) {
            var length = token.length + 5;
            var all = java.nio.ByteBuffer.allocate(length + 4);
            all.put((byte) 0x30).put((byte) 0x82).putShort((short) length);
            return all.put(new byte[] {0x30, 3, 2, 1, 0}).put(token).array();
        }

        @Test
        void after_the_directory_ended_its_authority() throws RefusedTimestamp {
            var reply = pki.reply("tsa");
            var at = read(reply, authority("root")).at();

            assertThat(read(reply, ended(at.plusSeconds(1))).at()).isEqualTo(at);
            assertThat(refusal(reply, ended(at))).isEqualTo("stamp.ended");
        }

        private TimestampAuthority ended(Instant at) {
            return new TimestampAuthority(
                    pki.certificate("root"), Set.of(), Optional.of(at), false);
        }

        @Test
        void if_it_is_a_refusal_or_no_reply_at_all() {
            pki.sh(
                    "openssl ts -query -digest 0000 -sha256 -out bad.tsq 2>/dev/null || openssl ts -query -data message -sha256 -tspolicy 1.9.9 -out bad.tsq; openssl ts -reply -config ts.cnf -queryfile bad.tsq -signer tsa.pem -inkey tsa.key -out bad.tsr",
                    "");
            assertThat(refusal(pki.bytes("bad.tsr"), authority("root")))
                    .isEqualTo("stamp.rejected");
            assertThat(refusal("<html>gateway</html>".getBytes(), authority("root")))
                    .isEqualTo("stamp.malformed");
            assertThat(refusal(new byte[0], authority("root"))).isEqualTo("stamp.malformed");
            assertThat(refusal(new byte[70_000], authority("root"))).isEqualTo("stamp.too-large");
        }

        @Test
        void if_granted_otherwise_than_asked() {
            var reply = pki.reply("tsa");
            // PKIStatusInfo is the first element: SEQUENCE { INTEGER 0 }.
            var status = indexOf(reply, new byte[] {0x30, 0x03, 0x02, 0x01, 0x00});
            reply[status + 4] = 1;

            assertThat(refusal(reply, authority("root"))).isEqualTo("stamp.modified");
        }

        @Test
        void after_any_byte_was_changed_and_never_brings_the_reader_down() throws RefusedTimestamp {
            var reply = pki.reply("tsa");
            var random = new Random(1);
            var unsigned = new ArrayList<Integer>();
            for (var i = 0; i < reply.length; i++) {
                var changed = reply.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                try {
                    read(changed, authority("root"));
                    unsigned.add(i);
                } catch (RefusedTimestamp _) {
                    // as it should be
                }
            }
            // What a change may touch: the status text's absence, CMS version numbers, and the
            // list of hashes, which nothing rests on.
            assertThat(unsigned).hasSizeLessThan(25);
            for (var length = 0; length < reply.length; length += 7)
                assertThat(refusal(java.util.Arrays.copyOf(reply, length), authority("root")))
                        .isEqualTo("stamp.malformed");
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (var i = 0; i < all.length - part.length; i++)
            if (java.util.Arrays.mismatch(
                            java.util.Arrays.copyOfRange(all, i, i + part.length), part)
                    < 0) return i;
        throw new AssertionError("not in it");
    }

    /** The corpus of others: github.com/trailofbits/rfc3161-client. */
    @Nested
    class Of_strangers {
        private static final String FIXTURES = "rfc3161/trailofbits/test/fixtures/";

        private static byte[] file(String name) {
            return Corpora.bytes(Corpora.path(FIXTURES + name));
        }

        private static String text(String name) {
            return Corpora.text(Corpora.path(FIXTURES + name));
        }

        private static TimestampAuthority last(String chain) throws Exception {
            var pem = text(chain);
            var from = pem.lastIndexOf("-----BEGIN CERTIFICATE-----") + 27;
            return new TimestampAuthority(
                    Certificate.of(
                            Base64.getMimeDecoder()
                                    .decode(pem.substring(from, pem.indexOf("-----END", from)))),
                    Set.of("1.3.6.1.4.1.57264.2"),
                    Optional.empty(),
                    false);
        }

        /** Ours stamp SHA-256 alone: a timestamp of another hash is one of something else. */
        @Test
        void another_hash_is_another_imprint() throws Exception {
            var hello = Pki.sha256("hello".getBytes());
            var anchor = last("test_tsa/ts_chain.pem");
            for (var name : List.of("test_tsa/response.tsr", "sigstage/response-sha384.tsr")) {
                var reply = file(name);
                assertThatThrownBy(() -> Timestamp.of(reply, hello, List.of(anchor)))
                        .as(name)
                        .hasMessage("stamp.other-imprint");
            }
        }

        @Test
        void without_a_certificate_it_needs_the_signers() throws Exception {
            var hello = Pki.sha256("hello".getBytes());
            var reply = file("sigstage/response-no-embedded-cert.tsr");
            var root = last("sigstage/ts_chain.pem");
            var pem = text("sigstage/ts_chain.pem");
            var signer =
                    new TimestampAuthority(
                            Certificate.of(
                                    Base64.getMimeDecoder()
                                            .decode(
                                                    pem.substring(
                                                            pem.indexOf("-----BEGIN CERT") + 27,
                                                            pem.indexOf("-----END")))),
                            Set.of(),
                            Optional.empty(),
                            false);

            assertThatThrownBy(() -> Timestamp.of(reply, hello, List.of(root)))
                    .hasMessage("stamp.other-signer");
            assertThat(Timestamp.of(reply, hello, List.of(root, signer)).at())
                    .isEqualTo("2025-06-18T08:13:02Z");
        }

        /** Its certificate is not in the corpus, and no other stands for it. */
        @Test
        void of_a_signer_whom_nobody_brings() throws Exception {
            var reply = file("sigstore.mock/response-expired.tsr");
            var imprint = Pki.sha256(file("sigstore.mock/payload"));
            var anchor = last("sigstage/ts_chain.pem");

            assertThatThrownBy(() -> Timestamp.of(reply, imprint, List.of(anchor)))
                    .hasMessage("stamp.other-signer");
        }
    }
}
