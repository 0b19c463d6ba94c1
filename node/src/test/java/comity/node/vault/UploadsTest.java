package comity.node.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at the vault, in whatever way it arrives. */
class UploadsTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Digest ORDER = Digest.of(new byte[] {1});

    @TempDir Path folder = Path.of("");
    private final SecureRandom random = new SecureRandom();
    private final byte[] vaultKey = new byte[32];
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private FileVault vault = new FileVault(Path.of("target"), vaultKey, random, now::get);
    private Uploads uploads = new Uploads(vault, random, now::get, WEEK);

    @BeforeEach
    void opens() {
        start(folder);
    }

    /** As a node does that was ended, however it was ended: from the files alone. */
    private void start(Path place) {
        vault = new FileVault(place, vaultKey, random, now::get);
        uploads = new Uploads(vault, random, now::get, WEEK);
    }

    private static byte[] evidence(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Upload begin(byte[] evidence) throws IOException {
        return uploads.begin(
                UUID.randomUUID(),
                new Upload.Announced(
                        evidence.length,
                        "mailbox.mbox",
                        "application/mbox",
                        Digest.of(evidence),
                        ORDER,
                        Optional.empty()));
    }

    private static InputStream part(byte[] bytes, long from, long to) {
        return new ByteArrayInputStream(bytes, (int) from, (int) (to - from));
    }

    /** A connection that breaks off after its bytes. */
    private static InputStream breaking(byte[] bytes, long from, long to) {
        return new InputStream() {
            private final InputStream in = part(bytes, from, to);

            @Override
            public int read() throws IOException {
                var next = in.read();
                if (next < 0) throw new IOException("the connection broke");
                return next;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var count = in.read(into, offset, Math.min(length, 8_192));
                if (count < 0) throw new IOException("the connection broke");
                return count;
            }
        };
    }

    private long offset(UUID id) {
        return uploads.upload(id).orElseThrow().offset();
    }

    private byte[] opened(Digest sha256) throws IOException {
        var out = new ByteArrayOutputStream();
        vault.open(sha256, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 262_144, 1_048_576, 3_000_000})
    void are_kept_as_they_were_sent(int size) throws IOException {
        var evidence = evidence(size);
        var upload = begin(evidence);
        uploads.append(upload.id(), 0, part(evidence, 0, size));

        assertThat(uploads.close(upload.id())).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
        assertThat(uploads.close(upload.id()))
                .as("whoever lost the answer hears it again")
                .isInstanceOf(Uploads.Closed.Kept.class);
    }

    @Test
    void resume_at_whatever_byte_they_broke_off_and_across_restarts() throws IOException {
        var seed = System.nanoTime();
        var chance = new Random(seed);
        for (var round = 0; round < 8; round++) {
            var evidence = evidence(1_000_000 + chance.nextInt(1_000_000));
            var upload = begin(evidence);
            var id = upload.id();
            while (!uploads.upload(id).orElseThrow().complete()) {
                var from = offset(id);
                var to =
                        chance.nextInt(4) == 0
                                ? evidence.length
                                : from + 1 + chance.nextInt((int) (evidence.length - from));
                try {
                    uploads.append(
                            id,
                            from,
                            chance.nextBoolean()
                                    ? breaking(evidence, from, to)
                                    : part(evidence, from, to));
                } catch (IOException _) {
                    assertThat(offset(id)).isLessThanOrEqualTo(to);
                }
                assertThat(offset(id)).as("seed %s", seed).isGreaterThanOrEqualTo(from);
                if (chance.nextInt(3) == 0) start(folder);
            }
            assertThat(uploads.close(id))
                    .as("seed %s", seed)
                    .isInstanceOf(Uploads.Closed.Kept.class);
            assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
        }
    }

    @Test
    void go_on_from_the_last_whole_segment_that_a_crash_left() throws IOException {
        var evidence = evidence(400_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 200_000));
        var file = folder.resolve("incoming").resolve(id + ".sealed");
        var whole = Files.readAllBytes(file);
        for (var cut : new int[] {whole.length - 1, 70_000, 65_581, 65_580, 24}) {
            Files.write(file, Arrays.copyOf(whole, cut));
            start(folder);
            var from = offset(id);
            assertThat(from).isEqualTo((cut - 24) / 65_557 * 65_536L);
            uploads.append(id, from, part(evidence, from, 200_000));
        }
        uploads.append(id, offset(id), part(evidence, offset(id), 400_000));
        uploads.close(id);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void answer_a_wrong_offset_with_the_right_one() throws IOException {
        var evidence = evidence(200_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 131_072));
        for (var wrong : new long[] {0, 65_536, 131_071, 131_073, 200_000})
            assertThat(uploads.append(id, wrong, part(evidence, 0, 10)))
                    .isEqualTo(new Uploads.Appended.Elsewhere(131_072));
    }

    @Test
    void of_which_half_is_here_are_no_exhibit() throws IOException {
        var evidence = evidence(200_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 199_999));

        assertThat(uploads.close(id)).isEqualTo(new Uploads.Closed.Incomplete(196_608));
        assertThat(vault.held(Digest.of(evidence))).isEmpty();
    }

    @Test
    void with_another_hash_are_refused_and_leave_nothing() throws IOException {
        var announced = evidence(100_000);
        var sent = announced.clone();
        sent[99_999] ^= 1;
        var id = begin(announced).id();
        uploads.append(id, 0, part(sent, 0, sent.length));

        assertThat(uploads.close(id))
                .isEqualTo(new Uploads.Closed.OtherBytes(Digest.of(announced), Digest.of(sent)));
        assertThat(uploads.upload(id)).isEmpty();
        try (var left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
        try (var held = Files.list(folder.resolve("exhibits"))) {
            assertThat(held).isEmpty();
        }
    }

    @Test
    void longer_than_announced_are_told_so_and_keep_what_was() throws IOException {
        var evidence = evidence(100_000);
        var id = begin(evidence).id();
        assertThat(uploads.append(id, 0, part(evidence(100_001), 0, 100_001)))
                .isInstanceOf(Uploads.Appended.TooMany.class);
        assertThat(offset(id)).isEqualTo(65_536);
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Incomplete.class);
    }

    @Test
    void of_one_file_at_the_same_time_make_one_exhibit() throws Exception {
        var evidence = evidence(2_000_000);
        try (var senders = Executors.newFixedThreadPool(4)) {
            var all =
                    senders.invokeAll(
                            java.util.Collections.nCopies(
                                    8,
                                    () -> {
                                        var id = begin(evidence).id();
                                        uploads.append(id, 0, part(evidence, 0, evidence.length));
                                        return uploads.close(id);
                                    }));
            for (var one : all) assertThat(one.get()).isInstanceOf(Uploads.Closed.Kept.class);
        }
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
        assertThat(vault.under(ORDER)).hasSize(1);
    }

    @Test
    void that_were_sealed_when_the_node_died_are_closed_again() throws IOException {
        var evidence = evidence(300_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        start(folder);
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);

        // Between the exhibit and the note that the upload is closed: the note is not there yet.
        var about = folder.resolve("incoming").resolve(id + ".json");
        Files.writeString(
                about, Files.readString(about).replace("\"closed\":true", "\"closed\":false"));
        start(folder);
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void whose_record_was_kept_and_bytes_not_yet_are_closed_again() throws IOException {
        var evidence = evidence(300_000);
        var first = begin(evidence).id();
        var second = begin(evidence).id();
        for (var id : List.of(first, second))
            uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(first);
        // The crash came after the record and before the bytes; meanwhile another has sent the
        // same.
        Files.delete(folder.resolve("exhibits").resolve(Digest.of(evidence).hex() + ".sealed"));
        assertThat(vault.held(Digest.of(evidence))).isEmpty();

        assertThat(uploads.close(second)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void that_nobody_continues_for_a_week_are_removed_and_their_room_is_freed() throws IOException {
        var evidence = evidence(1_000_000);
        var left = begin(evidence).id();
        uploads.append(left, 0, part(evidence, 0, 900_000));
        now.updateAndGet(then -> then.plus(Duration.ofDays(4)));
        var continued = begin(evidence).id();
        uploads.append(continued, 0, part(evidence, 0, 100_000));

        now.updateAndGet(then -> then.plus(Duration.ofDays(3)).minusSeconds(1));
        assertThat(uploads.sweep()).isZero();
        assertThat(uploads.append(continued, 65_536, part(evidence, 65_536, 200_000)))
                .as("what has paused goes on from its file")
                .isEqualTo(new Uploads.Appended.Durable(196_608));
        now.updateAndGet(then -> then.plusSeconds(1));
        assertThat(uploads.sweep()).isOne();

        assertThat(uploads.upload(left)).isEmpty();
        assertThat(folder.resolve("incoming").resolve(left + ".sealed")).doesNotExist();
        assertThat(uploads.upload(continued).orElseThrow().expires())
                .isEqualTo(now.get().minusSeconds(1).plus(WEEK));
    }

    @Test
    void become_exhibits_that_are_removed_when_no_act_names_them_for_a_week() throws IOException {
        var named = keep(evidence(100_000));
        var source = keep(evidence(100_001));
        var orphan = keep(evidence(100_002));
        var part =
                vault.derive(
                        vault.held(source).orElseThrow(),
                        "aside.mbox",
                        "application/mbox",
                        false,
                        out -> out.write(new byte[10]));
        now.updateAndGet(then -> then.plus(WEEK).minusSeconds(1));
        var fresh = keep(evidence(100_003));
        assertThat(vault.sweep(WEEK, Set::of)).isZero();
        now.updateAndGet(then -> then.plusSeconds(1));

        assertThat(vault.sweep(WEEK, () -> Set.of(named, source))).isOne();

        assertThat(vault.held(orphan)).isEmpty();
        for (var kept : List.of(named, source, part.sha256(), fresh))
            assertThat(vault.held(kept)).as(kept.hex()).isPresent();
        try (var files = Files.list(folder.resolve("exhibits"))) {
            assertThat(files).hasSize(8);
        }
    }

    private Digest keep(byte[] evidence) throws IOException {
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(id);
        return Digest.of(evidence);
    }

    @Test
    void for_which_there_is_no_room_are_refused_before_they_come() {
        assertThatThrownBy(
                        () ->
                                uploads.begin(
                                        UUID.randomUUID(),
                                        new Upload.Announced(
                                                1L << 60,
                                                "too.big",
                                                "application/octet-stream",
                                                ORDER,
                                                ORDER,
                                                Optional.empty())))
                .isInstanceOf(VaultFull.class);
    }

    /** A disk of its own, of 8 MiB, which other files fill at ever other moments. */
    @Test
    void lose_nothing_that_was_acknowledged_when_the_disk_is_full() throws Exception {
        var disk = Files.createDirectories(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()) == 0,
                "only root can make a small disk");
        try {
            var evidence = evidence(5_000_000);
            for (var free = 1_100_000; free < 4_900_000; free += 791_391) {
                start(disk);
                var id = begin(evidence).id();
                var filler = disk.resolve("filler");
                Files.write(
                        filler, new byte[(int) (Files.getFileStore(disk).getUsableSpace() - free)]);
                assertThatThrownBy(() -> uploads.append(id, 0, part(evidence, 0, evidence.length)))
                        .isInstanceOf(VaultFull.class);
                var acknowledged = offset(id);
                Files.delete(filler);
                start(disk);
                assertThat(offset(id)).isGreaterThanOrEqualTo(acknowledged);
                uploads.append(id, offset(id), part(evidence, offset(id), evidence.length));
                assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
                assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
                now.updateAndGet(then -> then.plus(WEEK));
                assertThat(uploads.sweep() + vault.sweep(WEEK, Set::of)).isEqualTo(2);
            }
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
