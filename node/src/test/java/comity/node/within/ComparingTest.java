package comity.node.within;

import static org.assertj.core.api.Assertions.assertThat;

import comity.evidence.reading.Item;
import comity.evidence.reading.Unread;
import comity.node.vault.FileVault;
import comity.treaty.docket.Act;
import comity.treaty.terms.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A comparison where nothing is installed that could read: said, and nobody's crash. */
class ComparingTest {
    @TempDir Path folder = Path.of("");

    @Test
    void of_a_mailbox_without_a_reader_says_that_none_is_installed() throws IOException {
        var vault = new FileVault(folder, new byte[32], new SecureRandom(), () -> Instant.EPOCH);
        var exhibit =
                vault.seal(
                        "box.mbox",
                        "application/mbox",
                        Optional.empty(),
                        out -> out.write("From x\r\n".getBytes(StandardCharsets.UTF_8)));
        // Asked for no list of hashes, it reaches no database.
        var restricted =
                new Restricted(
                        HashList.NONE,
                        Set.of(),
                        JdbcClient.create(
                                new DriverManagerDataSource("jdbc:postgresql://[::1]:9/")));

        var outcome =
                new Comparing(vault, Optional::empty, restricted)
                        .compare(
                                exhibit,
                                Optional.empty(),
                                new Progress(
                                        new Scope(
                                                Optional.empty(),
                                                Set.of(),
                                                Optional.empty(),
                                                Optional.empty())));

        assertThat(outcome.parts())
                .extracting(Comparing.Part::standing)
                .containsExactly(Act.Standing.UNREAD);
        assertThat(outcome.unread())
                .extracting(Item::unread)
                .isEqualTo(List.of(Optional.of(Unread.NO_READER)));
    }
}
