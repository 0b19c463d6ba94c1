package comity.node.identity.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator sets is refused with a sentence, or safe. */
class OpenIdSettingsTest {
    @TempDir Path folder;

    private OpenIdSettings with(String issuer) {
        return new OpenIdSettings(
                issuer,
                "",
                "borduria",
                folder.resolve("secret"),
                List.of(),
                List.of(),
                Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "http://127.0.0.1.example",
                "http://localhost.example/",
                "http://10.0.0.1",
                "http://user@127.0.0.1",
                "https://login.example?tenant=1",
                "https://login.example#top",
                "https://user:pass@login.example",
                "https://",
                "ftp://login.example",
                "login.example",
                "https://log in.example"
            })
    void refuses_an_issuer_that_others_could_read_or_that_is_none(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(issuer))
                .withMessageContaining("comity.openid.issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example",
                "https://login.example/realms/borduria",
                "http://127.0.0.1:9000",
                "http://[::1]:9000",
                "http://localhost:9000"
            })
    void takes_https_and_this_machine(String issuer) {
        assertThat(with(issuer).shownName()).isNotBlank();
    }

    @Test
    void refuses_a_secret_that_others_may_read() throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("https://login.example").secret())
                .withMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(with("https://login.example").secret()).isEqualTo("secret");
        Files.writeString(file, " \n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("https://login.example").secret())
                .withMessageContaining("empty");
    }

    @Test
    void refuses_what_is_half_set() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new OpenIdSettings(
                                        "https://login.example",
                                        "",
                                        "",
                                        null,
                                        List.of(),
                                        List.of(),
                                        Duration.ofMinutes(15)))
                .withMessageContaining("client-secret-file");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new OpenIdSettings(
                                        "https://login.example",
                                        "",
                                        "borduria",
                                        folder.resolve("secret"),
                                        List.of(),
                                        List.of(),
                                        Duration.ofDays(30)))
                .withMessageContaining("verified-within");
    }
}
