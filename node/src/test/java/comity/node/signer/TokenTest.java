package comity.node.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Header;
import comity.record.act.SignatureAlgorithm;
import comity.record.keys.Unlocking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys in a token, with SoftHSM in the place of hardware. Its configuration is named by an
 * environment variable, so that the signer is started by a shell that sets it.
 */
@Tag("token")
class TokenTest {
    @TempDir Path folder;

    private static Path library() {
        var found = SoftwareToken.library();
        if (found.isEmpty()) System.out.println("skipped: no SoftHSM on this machine");
        assumeTrue(found.isPresent(), "no SoftHSM on this machine");
        return found.orElseThrow();
    }

    private Path configuration() throws IOException {
        Files.createDirectories(folder.resolve("tokens"));
        return Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = "
                        + folder.resolve("tokens")
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    }

    /** A fresh token; its slot. */
    private String slot() throws Exception {
        run("softhsm2-util --init-token --free --label comity --pin 1234 --so-pin 5678");
        var slots = run("softhsm2-util --show-slots");
        return Stream.of(slots.split("\n"))
                .filter(line -> line.startsWith("Slot "))
                .findFirst()
                .orElseThrow()
                .substring(5)
                .strip();
    }

    private String run(String command) throws Exception {
        var builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private SignerProcess start(Path library, String slot, String pin) throws IOException {
        Files.writeString(folder.resolve("pin"), pin + "\n");
        var address =
                TokenAddress.of(
                        "pkcs11:slot-id=%s?module-path=%s&pin-source=%s"
                                .formatted(slot, library, folder.resolve("pin")));
        return start(
                address.with(Map.of("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString())));
    }

    /** The token's own files are the signer's, whoever that is. */
    private SignerProcess start(TokenAddress address) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(one -> !one.startsWith(folder.resolve("keys"))).toList())
                Files.setPosixFilePermissions(
                        file,
                        PosixFilePermissions.fromString(
                                Files.isDirectory(file) ? "rwxrwxrwx" : "rw-rw-rw-"));
        }
        return SignerTest.started(
                folder,
                List.of(new Scope("XA.court", Set.of("cooperation"), Set.of("authorise"))),
                "",
                () -> new Unlocking.KeyBytes(new byte[32]),
                Optional.of(address));
    }

    private static Header header(String type) {
        return new Header(
                new UUID(0x01939c4e5b007000L, 0x8000000000000001L),
                new UUID(0x01939c4e5b007000L, 0x8000000000000002L),
                "cooperation",
                type,
                Instant.parse("2026-11-23T12:00:00Z"),
                new Author("XA", "XA.court", "JUD", Digest.of(new byte[1])),
                new TreeSet<>(),
                Digest.of(new byte[2]),
                "",
                Map.of("terms", Digest.of(new byte[3])));
    }

    private static DetachedJws sign(SignerProcess process, Header header) {
        var signer = process.signer();
        return DetachedJws.sign(header.canonical(), signer.key(signer.keys("XA.court").getLast()));
    }

    @Test
    void signs_in_scope_with_keys_that_never_leave_it_and_survives_kills_and_restarts()
            throws Exception {
        var library = library();
        configuration();
        var slot = slot();
        var header = header("authorise");
        try (var process = start(library, slot, "1234")) {
            var key = process.signer().keys("XA.court").getFirst();
            assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.ES256);
            assertThat(sign(process, header).verifies(header.canonical(), key.bytes())).isTrue();
            assertThatThrownBy(() -> sign(process, header("order"))).hasMessageContaining("scope");
            var dead = ProcessHandle.of(process.pid()).orElseThrow();
            dead.destroyForcibly();
            dead.onExit().join();
            assertThat(sign(process, header).verifies(header.canonical(), key.bytes())).isTrue();
            var second = process.signer().rotate("XA.court");
            assertThat(second.id()).isEqualTo("XA.court#2");
            assertThat(sign(process, header).verifies(header.canonical(), second.bytes())).isTrue();
        }
    }

    @Test
    void says_plainly_that_the_token_is_gone_and_goes_on_when_it_is_back() throws Exception {
        var library = library();
        configuration();
        var slot = slot();
        var header = header("authorise");
        try (var process = start(library, slot, "1234")) {
            var key = process.signer().keys("XA.court").getFirst();
            Files.move(folder.resolve("tokens"), folder.resolve("pulled"));
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();

            assertThatThrownBy(() -> sign(process, header))
                    .isInstanceOfSatisfying(
                            SignerUnavailable.class,
                            e -> assertThat(e.why()).isEqualTo(SignerUnavailable.Why.TOKEN_GONE))
                    .hasMessageContaining("The token cannot be");

            Files.move(folder.resolve("pulled"), folder.resolve("tokens"));
            assertThat(sign(process, header).verifies(header.canonical(), key.bytes())).isTrue();
        }
    }

    @Test
    void says_plainly_that_the_PIN_is_not_taken() throws Exception {
        var library = library();
        configuration();
        var slot = slot();

        assertThatThrownBy(() -> start(library, slot, "0000"))
                .isInstanceOfSatisfying(
                        SignerUnavailable.class,
                        e -> assertThat(e.why()).isEqualTo(SignerUnavailable.Why.PIN_WRONG))
                .hasMessageContaining("does not take the PIN");
    }

    /** {@code comity.keys=softhsm}: made at the first start, and there at the second. */
    @Test
    void makes_a_token_in_software_to_rehearse_with_and_finds_it_again() throws Exception {
        library();
        var place = folder.resolve("keys/signer/token");
        var header = header("authorise");
        byte[] key;
        try (var process = start(SoftwareToken.in(place, new Random(1)))) {
            key = process.signer().keys("XA.court").getFirst().bytes();
            assertThat(sign(process, header).verifies(header.canonical(), key)).isTrue();
        }
        try (var process = start(SoftwareToken.in(place, new Random(2)))) {
            assertThat(process.signer().keys("XA.court").getFirst().algorithm())
                    .isEqualTo(SignatureAlgorithm.ES256);
            assertThat(sign(process, header).verifies(header.canonical(), key)).isTrue();
        }
    }

    @Test
    void refuses_an_address_that_is_none() {
        for (var address :
                List.of("pkcs11:", "pkcs11:slot-id=x?module-path=a&pin-source=b", "file:"))
            assertThatThrownBy(() -> TokenAddress.of(address)).hasMessageContaining("RFC 7512");
    }
}
