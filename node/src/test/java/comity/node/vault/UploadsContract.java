package comity.node.vault;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at the vault, in whatever way it arrives, wherever it is kept. */
abstract class UploadsContract {
    static final Duration WEEK = Duration.ofDays(7);
    static final Digest ORDER = Digest.of(new byte[] {1});

    @TempDir Path folder = Path.of("");
    final SecureRandom random = new SecureRandom();
    final byte[] vaultKey = new byte[32];
    final AtomicReference<Instant> now =
            new AtomicReference<>(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    FileVault vault = new FileVault(Path.of("target"), vaultKey, random, now::get);
    Uploads uploads = new Uploads(vault, random, now::get, WEEK);

    @BeforeEach
    void opens() throws IOException {
        start();
    }

    /** As a node does that was ended, however it was ended: from what is kept alone. */
    void start() throws IOException {
        vault = vault();
        uploads = new Uploads(vault, random, now::get, WEEK);
    }

    /** The same vault each time, as a node that starts again finds it. */
    abstract FileVault vault() throws IOException;

    static byte[] evidence(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    Upload begin(byte[] evidence) throws IOException {
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

    static InputStream part(byte[] bytes, long from, long to) {
        return new ByteArrayInputStream(bytes, (int) from, (int) (to - from));
    }

    /** A connection that breaks off after its bytes. */
    static InputStream breaking(byte[] bytes, long from, long to) {
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

    long offset(UUID id) {
        return uploads.upload(id).orElseThrow().offset();
    }

    byte[] opened(Digest sha256) throws IOException {
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
                if (chance.nextInt(3) == 0) start();
            }
            assertThat(uploads.close(id))
                    .as("seed %s", seed)
                    .isInstanceOf(Uploads.Closed.Kept.class);
            assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
        }
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
        assertThat(vault.store().grown(id)).isEmpty();
        assertThat(vault.store().names(Store.INCOMING)).isEmpty();
        assertThat(vault.all()).isEmpty();
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
        assertThat(vault.store().grown(left)).isEmpty();
        assertThat(uploads.upload(continued).orElseThrow().expires())
                .isEqualTo(now.get().minusSeconds(1).plus(WEEK));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535, 65_536, 262_143, 262_144, 600_000, 999_990})
    void open_from_any_byte_on(long from) throws IOException {
        var evidence = evidence(1_000_000);
        var sha256 = keep(evidence);
        var length = Math.min(300_000, evidence.length - from);
        var out = new ByteArrayOutputStream();
        vault.open(sha256, from, length, out);
        assertThat(out.toByteArray())
                .isEqualTo(Arrays.copyOfRange(evidence, (int) from, (int) (from + length)));
    }

    @Test
    void are_handed_to_a_partner_and_taken_over_there() throws IOException {
        var evidence = evidence(700_000);
        var sha256 = keep(evidence);
        var key =
                vault.key(vault.store().read(Store.EXHIBITS, sha256.hex()).orElseThrow().record());
        byte[] sealed;
        try (var in = vault.sealed(sha256, 0)) {
            sealed = in.readAllBytes();
        }
        assertThat(sealed).hasSize((int) vault.sealedSize(sha256));
        try (var in = vault.sealed(sha256, 300_001)) {
            assertThat(in.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(sealed, 300_001, sealed.length));
        }
        var held = vault.held(sha256).orElseThrow();
        now.updateAndGet(then -> then.plus(WEEK));
        assertThat(vault.sweep(WEEK, Set::of)).isOne();
        assertThat(vault.held(sha256)).isEmpty();

        Files.write(vault.gathering(sha256), Arrays.copyOf(sealed, 400_000));
        assertThat(vault.adopt(held, key)).as("not whole").isFalse();
        Files.write(vault.gathering(sha256), sealed);
        assertThat(vault.adopt(held, key)).isTrue();
        assertThat(opened(sha256)).isEqualTo(evidence);
        assertThat(vault.gathering(sha256)).doesNotExist();
    }

    @Test
    void lose_nothing_that_was_acknowledged_whichever_segment_is_the_last() throws IOException {
        var evidence = evidence(1_000_000);
        var id = begin(evidence).id();
        for (var to = 65_536L; to < evidence.length; to += 65_536) {
            var from = offset(id);
            uploads.append(id, from, part(evidence, from, to));
            assertThat(offset(id)).isEqualTo(to);
            start();
            assertThat(offset(id)).as("after a restart").isEqualTo(to);
        }
        uploads.append(id, offset(id), part(evidence, offset(id), evidence.length));
        start();
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        start();
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
        now.updateAndGet(then -> then.plus(WEEK));
        assertThat(uploads.sweep()).isOne();
        assertThat(opened(Digest.of(evidence))).as("the upload goes").isEqualTo(evidence);
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
        assertThat(vault.all()).hasSize(4);
    }

    Digest keep(byte[] evidence) throws IOException {
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(id);
        return Digest.of(evidence);
    }
}
