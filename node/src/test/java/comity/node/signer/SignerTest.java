package comity.node.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Key;
import comity.record.container.AsicManifest;
import comity.record.keys.LockedBox;
import comity.record.keys.Unlocking;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Note;
import comity.record.x509.ContainerSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, over its real socket. */
class SignerTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Unlocking KEY = new Unlocking.KeyBytes(new byte[32]);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private SignerProcess process;

    @BeforeEach
    void started() {
        process = start(() -> KEY);
    }

    private SignerProcess start(Supplier<Unlocking> unlocking) {
        return start(unlocking, "");
    }

    private SignerProcess start(Supplier<Unlocking> unlocking, String user) {
        return started(
                folder,
                List.of(
                        new Scope("XA.court", Set.of("cooperation"), Set.of("authorise")),
                        new Scope("XA.central", Set.of("cooperation", "law"), Set.of("request"))),
                user,
                unlocking,
                Optional.empty());
    }

    /** Whoever asks first waits until it signs, and hears why if it does not. */
    static SignerProcess started(
            Path folder,
            List<Scope> scopes,
            String user,
            Supplier<Unlocking> unlocking,
            Optional<TokenAddress> token) {
        var begun =
                SignerProcess.start(
                        folder.resolve("keys/signer"),
                        new SignerProcess.Office("XA", "comity/XA", scopes),
                        user,
                        unlocking,
                        token);
        assertThat(begun.signer().keys("XA.court")).isNotEmpty();
        return begun;
    }

    @AfterEach
    void ended() {
        process.close();
    }

    private static Header header(String state, String authority, String kind, String type) {
        return new Header(
                new UUID(0x01939c4e5b007000L, 0x8000000000000001L),
                new UUID(0x01939c4e5b007000L, 0x8000000000000002L),
                kind,
                type,
                NOON,
                new Author(state, authority, "JUD", Digest.of(new byte[1])),
                new TreeSet<>(),
                Digest.of(new byte[2]),
                "",
                Map.of("terms", Digest.of(new byte[3])));
    }

    private DetachedJws sign(String authority, Header header) {
        var signer = process.signer();
        return DetachedJws.sign(header.canonical(), signer.key(signer.keys(authority).getFirst()));
    }

    private static String checkpoint(String origin, long size, int root) {
        return new Checkpoint(origin, size, Digest.of(new byte[root]).bytes()).text();
    }

    @Test
    void signs_what_is_in_a_keys_scope() {
        var header = header("XA", "XA.court", "cooperation", "authorise");
        var key = process.signer().keys("XA.court").getFirst();

        assertThat(sign("XA.court", header).verifies(header.canonical(), key.bytes())).isTrue();
    }

    @Test
    void refuses_another_States_authoritys_kinds_and_types_acts() {
        for (var header :
                List.of(
                        header("XB", "XB.court", "cooperation", "authorise"),
                        header("XA", "XA.central", "cooperation", "authorise"),
                        header("XA", "XA.court", "law", "authorise"),
                        header("XA", "XA.court", "cooperation", "request")))
            assertThatThrownBy(() -> sign("XA.court", header))
                    .isInstanceOf(SignerUnavailable.class)
                    .hasMessageContaining("scope");
    }

    /** A container of evidence, by the list of its files; a key of its own signs, once. */
    @Test
    void signs_a_container_by_its_list_of_files_and_nothing_else() throws Exception {
        var signer = process.signer();
        var key = signer.keys("XA.court").getFirst();
        var listed =
                new Key(
                        key.id(),
                        key.algorithm(),
                        key.bytes(),
                        "XA",
                        "XA.court",
                        Set.of("cooperation"),
                        Set.of("authorise"),
                        NOON.minusSeconds(60),
                        NOON.plusSeconds(600),
                        Optional.empty());
        var manifest =
                new AsicManifest(
                                "META-INF/signature.p7s",
                                Map.of("manifest.json", Digest.of(new byte[0])))
                        .bytes();

        var one = ContainerSignature.of(signer.container(listed, manifest, NOON), manifest);
        var other = ContainerSignature.of(signer.container(listed, manifest, NOON), manifest);

        assertThat(one.leadsTo(listed::isOf, NOON)).isPresent();
        assertThat(one.by()).isNotEqualTo(other.by());
        for (var text : List.of("", "hello", "comity/XA\n1\nAAAA\n"))
            assertThatThrownBy(
                            () ->
                                    signer.container(
                                            listed, text.getBytes(StandardCharsets.UTF_8), NOON))
                    .hasMessageContaining("malformed");
    }

    @Test
    void refuses_what_is_no_header_and_a_digest_alone() {
        var signer = process.signer();
        var key = signer.key(signer.keys("XA.court").getFirst());
        for (var text : List.of("{}", "[1]", "0123456789abcdef", "comity/XA\n1\nAAAA\n"))
            assertThatThrownBy(() -> key.sign(("e30." + text).getBytes(StandardCharsets.US_ASCII)))
                    .hasMessageContaining("malformed");
        var spaced =
                new String(
                                header("XA", "XA.court", "cooperation", "authorise").canonical(),
                                StandardCharsets.UTF_8)
                        .replaceFirst(",", ", ");
        assertThatThrownBy(() -> key.sign(("e30." + spaced).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("malformed");
    }

    @Test
    void signs_checkpoints_of_its_own_log_that_never_shrinks_even_after_a_restart() {
        var grown = checkpoint("comity/XA", 7, 1);
        var signatures = process.signer().signCheckpoint(grown, NOON);
        assertThat(process.signer().logKeys().signed(new Note(grown, signatures))).isTrue();
        process.signer().signCheckpoint(grown, NOON.plusSeconds(1));
        process.close();
        process = start(() -> KEY);
        var signer = process.signer();

        assertThatThrownBy(() -> signer.signCheckpoint(checkpoint("comity/XA", 6, 1), NOON))
                .hasMessageContaining("checkpoint.shrunk");
        assertThatThrownBy(() -> signer.signCheckpoint(checkpoint("comity/XA", 7, 2), NOON))
                .hasMessageContaining("checkpoint.shrunk");
        assertThatThrownBy(() -> signer.signCheckpoint(checkpoint("comity/XB", 9, 1), NOON))
                .hasMessageContaining("origin");
        signer.signCheckpoint(checkpoint("comity/XA", 8, 2), NOON);
    }

    @Test
    void cosigns_others_checkpoints_and_nothing_else() {
        var signer = process.signer();
        var theirs = checkpoint("comity/XB", 3, 1);

        assertThat(signer.witnessKeys().cosignedAt(new Note(theirs, signer.cosign(theirs, NOON))))
                .contains(NOON);
        assertThatThrownBy(() -> signer.cosign(checkpoint("comity/XA", 3, 1), NOON))
                .hasMessageContaining("origin");
        assertThatThrownBy(() -> signer.cosign("anything\n", NOON))
                .hasMessageContaining("malformed");
    }

    @Test
    void goes_on_when_it_is_killed_between_two_signatures() {
        var header = header("XA", "XA.court", "cooperation", "authorise");
        var key = process.signer().keys("XA.court").getFirst().bytes();
        for (var round = 0; round < 3; round++) {
            assertThat(sign("XA.court", header).verifies(header.canonical(), key)).isTrue();
            var dead = ProcessHandle.of(process.pid()).orElseThrow();
            dead.destroyForcibly();
            dead.onExit().join();
        }
        assertThat(sign("XA.court", header).verifies(header.canonical(), key)).isTrue();
    }

    @Test
    void makes_another_key_with_the_same_scope_and_keeps_the_former() throws Exception {
        var made = process.signer().rotate("XA.court");
        process.close();
        process = start(() -> KEY);

        assertThat(process.signer().keys("XA.court"))
                .extracting(Signer.PublicKey::id)
                .containsExactly("XA.court#1", "XA.court#2");
        assertThat(made.scope().types()).containsExactly("authorise");
    }

    @Test
    void does_not_start_with_a_wrong_passphrase_or_on_a_changed_file() throws Exception {
        process.close();
        assertThatThrownBy(() -> start(() -> new Unlocking.KeyBytes(filled(1))))
                .hasMessageContaining("The passphrase is wrong, or the key file was changed.");
        var file = folder.resolve("keys/signer").resolve("signer.keys");
        var text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"box\":\"..", "\"box\":\"AA"));
        assertThatThrownBy(() -> start(() -> KEY))
                .hasMessageContaining("The passphrase is wrong, or the key file was changed.");
        Files.writeString(file, text);
        process = start(() -> KEY);
    }

    /** As root the signer is somebody else, who cannot read what is not its own. */
    @Test
    void runs_as_a_user_of_its_own_from_copies_that_it_cannot_change() throws Exception {
        assumeTrue(SignerUser.isRoot(), "only root can give a process another user");
        for (var user : List.of("", "nobody")) {
            process.close();
            process = start(() -> KEY, user);
            var uid = user.isEmpty() ? SignerUser.DEFAULT : "65534";
            assertThat(Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid"))
                    .hasToString(uid);
            signs_what_is_in_a_keys_scope();
            var program = folder.resolve("keys/signer-program");
            assertThat(Files.getAttribute(program, "unix:uid")).isEqualTo(0);
            assertThat(
                            new SignerUser(Integer.parseInt(uid))
                                    .hindered(program, new SignerProgram(List.of())))
                    .as("who signs cannot write its own program")
                    .isPresent();
        }
        process.close();
        for (var wrong : List.of("nobody-has-this-name", "root", "0", "-1", "a b"))
            assertThatThrownBy(() -> start(() -> KEY, wrong))
                    .hasMessageContaining("The signer cannot be started");
        process = start(() -> KEY);
    }

    /** Whoever is killed removes nothing; who starts next does. */
    @Test
    void leaves_no_sockets_behind_that_the_next_start_does_not_remove() throws Exception {
        var near = folder.resolve("keys/signer/run");
        assertThat(Files.list(near)).hasSize(1);
        process.close();
        assertThat(near).doesNotExist();
        Files.createDirectories(near);
        Files.writeString(near.resolve("1.sock"), "left by one that was killed");
        process = start(() -> KEY);
        signs_what_is_in_a_keys_scope();

        var deep = folder.resolve("a-long-name-".repeat(9)).resolve("keys/signer");
        Files.createDirectories(deep);
        var first = SignerSockets.in(deep);
        assertThat(first.folder()).isDirectory().doesNotHaveToString(near.toString());
        assertThat(first.socket(999).toString().length()).isLessThan(104);
        var second = SignerSockets.in(deep);
        assertThat(first.folder()).doesNotExist();
        second.remove();
    }

    private static byte[] filled(int value) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Byte for byte: no private key is anywhere in the folder as itself or as text. */
    @Test
    void leaves_no_private_key_in_clear_on_the_disk() throws Exception {
        process.signer().rotate("XA.central");
        var box =
                JsonReader.actObject(
                        Files.readAllBytes(folder.resolve("keys/signer").resolve("signer.keys")));
        var opened = LockedBox.open(box, SignerMain.PURPOSE, KEY);
        var secrets =
                new ArrayList<String>(opened.object("secrets").orElseThrow().members().keySet());
        var values = new ArrayList<String>();
        for (var name : secrets)
            values.add(opened.object("secrets").orElseThrow().text(name).orElseThrow());
        for (var key : opened.items("keys"))
            values.add(((Json.Obj) key).text("secret").orElseThrow());
        assertThat(values).hasSize(7);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (var value : values)
                    assertThat(bytes)
                            .doesNotContain(value)
                            .doesNotContain(
                                    new String(
                                            Base64Url.decode(value), StandardCharsets.ISO_8859_1));
            }
        }
    }
}
