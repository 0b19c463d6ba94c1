package comity.node.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.registry.Sealing.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final byte[] CLEAR = "the facts".getBytes(StandardCharsets.UTF_8);
    @TempDir Path folder = Path.of("");
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final InstantSource clock = () -> now;

    private Keyring opened() {
        return new Keyring(new KeyFolder(folder), clock, new SecureRandom());
    }

    @Test
    void opens_what_it_sealed_also_after_a_restart() {
        var sealed = opened().seal(CLEAR, "section 1");

        assertThat(opened().open(sealed, "section 1")).hasValue(CLEAR);
        assertThat(new String(sealed.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain("the facts");
    }

    @Test
    void has_another_key_for_each_piece() {
        var keyring = opened();

        assertThat(keyring.seal(CLEAR, "a").sealed())
                .isNotEqualTo(keyring.seal(CLEAR, "a").sealed());
    }

    @Test
    void does_not_open_a_piece_in_the_place_of_another_or_a_changed_one() {
        var keyring = opened();
        var sealed = keyring.seal(CLEAR, "section 1");
        var changed = sealed.sealed().clone();
        changed[0] ^= 1;

        assertThatThrownBy(() -> keyring.open(sealed, "section 2"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () ->
                                keyring.open(
                                        new Sealed(sealed.epoch(), sealed.wrapped(), changed),
                                        "section 1"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void begins_an_epoch_with_each_month_and_none_with_a_clock_that_goes_back() {
        var keyring = opened();
        var november = keyring.current();
        now = Instant.parse("2026-12-01T00:00:00Z");
        var december = keyring.current();
        now = Instant.parse("2026-11-30T00:00:00Z");

        assertThat(december).isEqualTo(november + 1);
        assertThat(keyring.current()).isEqualTo(december);
        assertThat(opened().current()).isEqualTo(december);
    }

    @Test
    void opens_nothing_of_an_epoch_that_ended_but_what_moved_to_the_next() {
        var keyring = opened();
        var erased = keyring.seal(CLEAR, "erased");
        var kept = keyring.seal(CLEAR, "kept");

        keyring.turn(List.of(1));
        var moved = keyring.rewrap(kept, "kept").orElseThrow();
        keyring.end(erased.epoch());

        for (var ring : new Keyring[] {keyring, opened()}) {
            assertThat(ring.open(erased, "erased")).isEmpty();
            assertThat(ring.open(kept, "kept")).as("the copy in an old backup").isEmpty();
            assertThat(ring.open(moved, "kept")).hasValue(CLEAR);
        }
        assertThat(folder.resolve("epoch-1-2026-11.key")).doesNotExist();
        assertThat(folder.resolve("epoch-1-2026-11.ended")).isEmptyFile();
    }

    @Test
    void ends_an_epoch_at_the_next_start_if_it_was_killed_between_mark_and_removal()
            throws IOException {
        var keyring = opened();
        var sealed = keyring.seal(CLEAR, "a");
        keyring.turn(List.of(1));
        Files.createFile(folder.resolve("epoch-1-2026-11.ended"));

        assertThat(opened().open(sealed, "a")).isEmpty();
        assertThat(folder.resolve("epoch-1-2026-11.key")).doesNotExist();
    }

    @Test
    void says_that_a_key_is_lost_rather_than_taking_it_for_erased() throws IOException {
        var keyring = opened();
        var sealed = keyring.seal(CLEAR, "a");
        keyring.turn(List.of(1));
        Files.delete(folder.resolve("epoch-1-2026-11.key"));

        assertThatThrownBy(() -> opened().open(sealed, "a"))
                .hasMessageContaining("key of epoch 1 is missing");
    }

    @Test
    void keeps_its_keys_from_other_users() throws IOException {
        opened();
        var key = folder.resolve("epoch-1-2026-11.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::opened).hasMessageContaining("0600");
    }

    @Test
    @Timeout(60)
    void ends_no_epoch_while_something_is_written_under_it() throws InterruptedException {
        var keyring = opened();
        var sealing = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        var writer =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        keyring.whileNoEpochEnds(
                                                () -> {
                                                    sealing.countDown();
                                                    try {
                                                        written.await();
                                                    } catch (InterruptedException e) {
                                                        throw new IllegalStateException(e);
                                                    }
                                                    return 0;
                                                }));
        sealing.await();
        var turning = Thread.ofVirtual().start(() -> keyring.turn(List.of(1)));

        assertThat(turning.join(java.time.Duration.ofMillis(100))).isFalse();
        written.countDown();
        turning.join();
        writer.join();
    }
}
