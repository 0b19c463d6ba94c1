package comity.node.vault;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.bucket.FaultyStore;
import comity.node.bucket.FaultyStore.Fault;
import comity.node.bucket.S3Server;
import comity.record.act.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The vault in a bucket of somebody else's server, in a process of its own, with a line before it
 * that breaks. Pieces are four segments, so that a megabyte makes several.
 */
@Timeout(120)
class UploadsInBucketTest extends UploadsContract {
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static S3Server server;
    @TempDir static Path place;

    private final long seed = Long.getLong("comity.seed", System.nanoTime());
    private final String prefix = "vault-" + UUID.randomUUID();
    private @Nullable FaultyStore made;

    @BeforeAll
    static void starts() throws Exception {
        server = new S3Server(place);
    }

    @AfterAll
    static void ends() {
        server.close();
    }

    @Override
    FileVault vault() throws IOException {
        if (made == null) made = new FaultyStore(server.port(), seed);
        var bucket = server.bucket(prefix, line().port(), ATTEMPT);
        return new FileVault(folder, new BucketStore(bucket, 4), vaultKey, random, now::get);
    }

    private FaultyStore line() {
        return Objects.requireNonNull(made);
    }

    @AfterEach
    void closes() throws IOException {
        line().close();
    }

    private Path object(String path) {
        return server.object(prefix).resolve(path);
    }

    private List<Path> pieces(UUID id) throws IOException {
        try (var files = Files.list(object("sealed/" + id))) {
            return files.sorted().toList();
        }
    }

    /**
     * To a disk and back again, with a line that breaks; nothing is forgotten before it is there.
     */
    @Test
    void move_to_a_disk_and_back_and_are_whole_in_one_of_both_at_any_time() throws IOException {
        var evidence = evidence(900_000);
        var sha256 = Digest.of(evidence);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(id);
        var disks = place.resolve("disk-" + UUID.randomUUID());
        var disk = new FileVault(disks, vaultKey, random, now::get);
        var said = new ArrayList<String>();

        assertThat(new Removal(vault, disk, said::add).run().moved()).isEqualTo(1);
        assertThat(vault.held(sha256)).isEmpty();
        assertThat(opened(disk, sha256)).isEqualTo(evidence);

        // Half of it came over, and then the machine went down.
        var half = UUID.nameUUIDFromBytes(sha256.hex().getBytes(StandardCharsets.US_ASCII));
        try (var in = disk.store().open(sha256, 0);
                var out = vault.store().begin(half)) {
            out.write(in.readNBytes(400_000));
            out.sync();
        }
        assertThat(new Removal(disk, vault, said::add).run().moved()).isEqualTo(1);
        assertThat(disk.held(sha256)).isEmpty();
        assertThat(opened(vault, sha256)).isEqualTo(evidence);

        // In both, as a crash before the last step leaves it; and then a source that is damaged.
        assertThat(said).containsExactly("moved " + sha256.hex(), "moved " + sha256.hex());
        assertThat(new Removal(vault, disk, said::add).run().moved()).isEqualTo(1);
        Files.write(
                disks.resolve("exhibits").resolve(sha256.hex() + ".sealed"), new byte[1], APPEND);
        assertThat(new Removal(disk, vault, said::add).run().stayed()).isEqualTo(1);
        assertThat(said.getLast()).startsWith("stays " + sha256.hex());
        assertThat(vault.held(sha256)).as("nothing false stands in for it").isEmpty();
        assertThat(disk.held(sha256)).isPresent();
    }

    private static byte[] opened(FileVault vault, Digest sha256) throws IOException {
        var out = new ByteArrayOutputStream();
        vault.open(sha256, out);
        return out.toByteArray();
    }

    @Test
    void lie_in_pieces_that_are_sealed_and_in_records_without_open_keys() throws IOException {
        var evidence = evidence(1_000_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(id);
        assertThat(pieces(id)).hasSize(4);
        assertThat(Files.size(pieces(id).getFirst())).isEqualTo(4 * 65_557L);
        for (var piece : pieces(id))
            assertThat(
                            new String(
                                    Files.readAllBytes(piece),
                                    java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(
                            new String(
                                    evidence,
                                    600_000,
                                    16,
                                    java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** Whatever the line does: what was acknowledged is there, and the whole arrives unchanged. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "DEAD",
                "UNAVAILABLE",
                "SILENT",
                "HALF_REQUEST",
                "NO_ANSWER",
                "HALF_ANSWER",
                "SLOW",
                "FULL",
                "ANY"
            })
    void lose_nothing_that_was_acknowledged_when_the_store_becomes(Fault fault) throws Exception {
        System.out.println("store becomes " + fault + ", seed " + seed);
        var chance = new Random(seed);
        var evidence = evidence(2_000_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 300_000));
        var acknowledged = offset(id);
        for (var round = 0; round < (fault == Fault.ANY ? 12 : 2); round++) {
            line().becomes(fault);
            var to = Math.min(evidence.length - 1, acknowledged + 1 + chance.nextInt(700_000));
            try {
                if (uploads.append(id, acknowledged, part(evidence, acknowledged, to))
                        instanceof Uploads.Appended.Durable(var offset)) acknowledged = offset;
            } catch (IOException | java.io.UncheckedIOException e) {
                if (fault == Fault.FULL) assertThat(e).isInstanceOf(VaultFull.class);
            }
            line().becomes(Fault.NONE);
            if (chance.nextBoolean()) start();
            assertThat(offset(id)).as("seed %s", seed).isGreaterThanOrEqualTo(acknowledged);
            acknowledged = offset(id);
        }
        uploads.append(id, acknowledged, part(evidence, acknowledged, evidence.length));
        assertThat(uploads.close(id)).as("seed %s", seed).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void are_closed_again_if_the_store_did_it_and_nobody_heard() throws Exception {
        var evidence = evidence(500_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        line().becomes(Fault.NO_ANSWER);
        assertThatThrownBy(() -> uploads.close(id)).isInstanceOf(Exception.class);
        line().becomes(Fault.NONE);
        start();
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void open_through_a_line_that_breaks_within_a_piece() throws Exception {
        var evidence = evidence(1_000_000);
        var sha256 = keep(evidence);
        for (var i = 0; i < 5; i++) {
            line().becomes(Fault.ANY);
            try {
                assertThat(opened(sha256)).as("seed %s", seed).isEqualTo(evidence);
            } catch (IOException | java.io.UncheckedIOException _) {
                // Nothing was opened rather than something else.
            }
        }
        line().becomes(Fault.NONE);
        assertThat(opened(sha256)).isEqualTo(evidence);
    }

    @Test
    void of_which_a_piece_is_missing_or_changed_do_not_open_as_something_else() throws Exception {
        var evidence = evidence(1_000_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        uploads.close(id);
        var second = pieces(id).get(1);
        var bytes = Files.readAllBytes(second);
        Files.delete(second);
        assertThatThrownBy(() -> opened(Digest.of(evidence))).isInstanceOf(IOException.class);
        bytes[70_000] ^= 1;
        Files.write(second, bytes);
        assertThatThrownBy(() -> opened(Digest.of(evidence))).isInstanceOf(IOException.class);
        bytes[70_000] ^= 1;
        Files.write(second, bytes);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void of_which_the_store_lost_a_piece_go_on_before_it() throws Exception {
        var evidence = evidence(1_000_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 900_000));
        Files.delete(pieces(id).get(1));
        start();
        assertThat(offset(id)).isEqualTo((4 * 65_557 - 24) / 65_557 * 65_536L);
        uploads.append(id, offset(id), part(evidence, offset(id), evidence.length));
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    /** A put that was thought lost arrives when others have long been written. */
    @Test
    void do_not_go_back_to_a_piece_that_comes_late() throws Exception {
        var evidence = evidence(600_000);
        var id = begin(evidence).id();
        uploads.append(id, 0, part(evidence, 0, 140_000));
        var early = pieces(id).getLast();
        var bytes = Files.readAllBytes(early);
        start();
        uploads.append(id, offset(id), part(evidence, offset(id), 560_000));
        Files.write(early, bytes);
        start();
        assertThat(offset(id)).isEqualTo(524_288);
        uploads.append(id, offset(id), part(evidence, offset(id), evidence.length));
        Files.write(early, bytes);
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
        assertThat(early).exists();
        now.updateAndGet(then -> then.plus(WEEK).plusSeconds(60));
        vault.sweep(WEEK, () -> Set.of(Digest.of(evidence)));
        assertThat(early).doesNotExist();
        assertThat(opened(Digest.of(evidence))).isEqualTo(evidence);
    }

    @Test
    void leave_no_bytes_behind_that_no_record_names() throws Exception {
        var kept = begin(evidence(400_000));
        uploads.append(kept.id(), 0, part(evidence(400_000), 0, 400_000));
        uploads.close(kept.id());
        var running = begin(evidence(300_000)).id();
        uploads.append(running, 0, part(evidence(300_000), 0, 200_000));
        var orphan = UUID.randomUUID();
        Files.createDirectories(object("sealed/" + orphan));
        Files.write(object("sealed/" + orphan + "/0000000000.000000.00065557"), new byte[65_557]);
        Instant before = now.get();
        assertThat(vault.store().sweep(before.minus(WEEK))).isZero();
        assertThat(vault.store().sweep(before.plusSeconds(3_600))).isOne();
        assertThat(pieces(kept.id())).isNotEmpty();
        assertThat(pieces(running)).isNotEmpty();
        assertThat(object("sealed/" + orphan + "/0000000000.000000.00065557")).doesNotExist();
    }

    @Test
    void start_while_the_store_is_away() throws Exception {
        var evidence = evidence(200_000);
        var id = begin(evidence).id();
        line().becomes(Fault.DEAD);
        start();
        assertThatThrownBy(() -> uploads.upload(id))
                .isInstanceOf(java.io.UncheckedIOException.class);
        line().becomes(Fault.NONE);
        uploads.append(id, 0, part(evidence, 0, evidence.length));
        assertThat(uploads.close(id)).isInstanceOf(Uploads.Closed.Kept.class);
    }
}
