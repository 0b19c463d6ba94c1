package comity.node.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signer's folder is given to its user, whatever goes on in it meanwhile. */
class SignerUserTest {
    private static final int USER = 65_533;

    @TempDir Path folder;
    private final SignerUser user = new SignerUser(USER);

    @BeforeEach
    void onlyRootGivesFilesAway() throws IOException {
        Assumptions.assumeTrue(uid(folder) == 0, "skipped: only root gives files to another user");
    }

    private static int uid(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void though_another_process_replaces_files_in_it() throws Exception {
        var own = Files.createDirectory(folder.resolve("own"));
        var done = new AtomicBoolean();
        try (var threads = Executors.newSingleThreadExecutor()) {
            var other = threads.submit(() -> replace(own, done));
            for (var i = 0; i < 500; i++) user.give(own);
            done.set(true);
            other.get();
        }

        user.give(own);
        assertThat(uid(own)).isEqualTo(USER);
        assertThat(uid(own.resolve("signed"))).isEqualTo(USER);
    }

    /** As the signer replaces what it has signed last. */
    private static Void replace(Path own, AtomicBoolean done) throws IOException {
        do {
            Files.writeString(own.resolve("signed.new"), "5");
            Files.move(
                    own.resolve("signed.new"),
                    own.resolve("signed"),
                    StandardCopyOption.REPLACE_EXISTING);
        } while (!done.get());
        return null;
    }

    @Test
    void and_nothing_outside_of_it_to_which_a_link_leads() throws IOException {
        var roots = Files.writeString(folder.resolve("shadow"), "root's");
        var own = Files.createDirectory(folder.resolve("own"));
        Files.createSymbolicLink(own.resolve("link"), roots);

        user.give(own);

        assertThat(uid(roots)).isZero();
        assertThat(uid(own.resolve("link"))).isEqualTo(USER);
    }

    @Test
    void and_says_so_if_there_is_none() {
        assertThatThrownBy(() -> user.give(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
