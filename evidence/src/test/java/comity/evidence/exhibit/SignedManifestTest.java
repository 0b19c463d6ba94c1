package comity.evidence.exhibit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider says at the source, and what is made of it on the way. */
class SignedManifestTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Digest ORDER = Digest.of(new byte[] {1});
    private static final SourceManifest.File MAILBOX =
            new SourceManifest.File("mail/inbox.mbox", 3, Digest.of(new byte[] {1, 2, 3}), NOON);

    private static SourceManifest manifest(List<SourceManifest.File> files) {
        return new SourceManifest(ORDER, "comity send", "0.1", NOON, 1, 1, files);
    }

    private static SignedManifest signed(SignatureAlgorithm algorithm) {
        var secret = algorithm.newPrivateKey(new Random(5));
        return SignedManifest.sign(
                manifest(List.of(MAILBOX)),
                SigningKey.of("source", algorithm, secret),
                algorithm.publicKey(secret));
    }

    @ParameterizedTest
    @EnumSource
    void verifies_as_it_was_written(SignatureAlgorithm algorithm) throws Exception {
        var signed = signed(algorithm);
        var read = SignedManifest.of(JsonReader.actObject(CanonicalJson.bytes(signed.json())));
        assertThat(read.verifies()).isTrue();
        assertThat(read.manifest()).isEqualTo(signed.manifest());
        assertThat(read.digest()).isEqualTo(signed.digest());
        assertThat(read.key()).isEqualTo(Digest.of(signed.publicKey()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox.mbox|outbox.mbox",
                "\"size\":3|\"size\":4",
                "\"part\":1,\"parts\":1|\"part\":1,\"parts\":2",
                "12:00:00Z|12:00:01Z",
                "comity send|comity sent"
            })
    void does_not_verify_with_another_word(String change) throws Exception {
        var text =
                new String(
                        CanonicalJson.bytes(signed(SignatureAlgorithm.EdDSA).json()),
                        StandardCharsets.UTF_8);
        var words = change.split("\\|");
        assertThat(text).contains(words[0]);
        var changed = text.replace(words[0], words[1]);
        assertThat(
                        SignedManifest.of(
                                        JsonReader.actObject(
                                                changed.getBytes(StandardCharsets.UTF_8)))
                                .verifies())
                .isFalse();
    }

    @Test
    void does_not_verify_under_another_key() {
        var signed = signed(SignatureAlgorithm.EdDSA);
        var other = SignatureAlgorithm.EdDSA.publicKey(new byte[32]);
        assertThat(
                        new SignedManifest(
                                        signed.manifest(),
                                        signed.algorithm(),
                                        other,
                                        signed.signature())
                                .verifies())
                .isFalse();
        var json = signed.json();
        assertThatThrownBy(
                        () ->
                                SignedManifest.of(
                                        json.with(
                                                "publicKey",
                                                comity.record.act.Base64Url.encode(other))))
                .hasMessageContaining("a JWS of this key");
    }

    @Test
    void names_a_file_by_name_size_and_hash_together() {
        var manifest = manifest(List.of(MAILBOX));
        assertThat(manifest.names("mail/inbox.mbox", 3, MAILBOX.sha256())).contains(MAILBOX);
        assertThat(manifest.names("inbox.mbox", 3, MAILBOX.sha256())).isEmpty();
        assertThat(manifest.names("mail/inbox.mbox", 4, MAILBOX.sha256())).isEmpty();
        assertThat(manifest.names("mail/inbox.mbox", 3, ORDER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/etc/passwd",
                "../up",
                "a/../b",
                "a//b",
                "a/",
                "./a",
                "C:\\x",
                "c:x",
                "a\\b",
                "a\u0000b",
                "a\nb",
                "a\u202egpj.exe",
                "a\u200bb",
                "a\ud800b"
            })
    void knows_no_name_that_leads_elsewhere_or_shows_as_another(String name) {
        assertThat(SourceManifest.isSafe(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "mail/2026/inbox.mbox", ".hidden", "...", "Прот окол.csv", "证据/一.eml"})
    void takes_the_names_that_people_give(String name) {
        assertThat(SourceManifest.isSafe(name)).isTrue();
    }

    @Test
    void holds_each_name_once_and_no_more_than_an_act_takes() {
        assertThatThrownBy(() -> manifest(List.of(MAILBOX, MAILBOX))).hasMessageContaining("twice");
        assertThatThrownBy(() -> manifest(List.of())).hasMessageContaining("1 to");
        assertThatThrownBy(() -> manifest(Collections.nCopies(501, MAILBOX)))
                .hasMessageContaining("1 to");
    }

    @Test
    void has_no_member_that_nobody_knows() {
        var json = signed(SignatureAlgorithm.EdDSA).json();
        assertThatThrownBy(() -> SignedManifest.of(json.with("more", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        var inside = json.object("manifest").orElseThrow().with("more", Json.EMPTY);
        assertThatThrownBy(() -> SignedManifest.of(json.with("manifest", inside)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
