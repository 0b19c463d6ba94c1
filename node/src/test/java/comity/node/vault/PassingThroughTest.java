package comity.node.vault;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Two gigabytes pass through the vault's own path for what arrives, in a virtual machine of 48
 * megabytes. The store counts and keeps nothing, so that the disk does not say how large it may be.
 */
class PassingThroughTest {
    private static final long SIZE = 2_000_000_000L;

    @Test
    void two_gigabytes_in_a_machine_of_48_megabytes() throws Exception {
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx48m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classes,
                                PassingThroughTest.class.getName())
                        .redirectErrorStream(true)
                        .start();
        var said =
                new String(
                        child.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).contains("kept " + SIZE);
    }

    /** Inside the small machine. */
    public static void main(String... arguments) throws IOException {
        var random = new SecureRandom();
        var vault =
                new FileVault(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        new Nowhere(),
                        new byte[32],
                        random,
                        () -> Instant.EPOCH);
        var uploads = new Uploads(vault, random, () -> Instant.EPOCH, Duration.ofDays(1));
        var sha = Digest.sha256();
        var zeros = new byte[1 << 20];
        for (var left = SIZE; left > 0; left -= Math.min(left, zeros.length))
            sha.update(zeros, 0, (int) Math.min(left, zeros.length));
        var sha256 = Digest.ofHash(sha.digest());
        var id =
                uploads.begin(
                                UUID.randomUUID(),
                                new Upload.Announced(
                                        SIZE,
                                        "sparse",
                                        "application/octet-stream",
                                        sha256,
                                        sha256,
                                        Optional.empty()))
                        .id();
        uploads.append(id, 0, new Zeros());
        if (uploads.close(id) instanceof Uploads.Closed.Kept(var exhibit))
            System.out.println("kept " + exhibit.size());
    }

    /** As a sparse file reads. */
    private static final class Zeros extends InputStream {
        private long left = SIZE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) return -1;
            var count = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }

    /** Records in memory, and of the bytes their number. */
    private static final class Nowhere implements Store {
        private final Map<String, Kept> records = new HashMap<>();
        private long counted;

        @Override
        public Optional<Kept> read(String folder, String name) {
            return Optional.ofNullable(records.get(folder + name));
        }

        @Override
        public void write(String folder, String name, Json.Obj record, Instant at) {
            records.put(folder + name, new Kept(record, at));
        }

        @Override
        public void touch(String folder, String name, Instant at) {}

        @Override
        public void delete(String folder, String name) {
            records.remove(folder + name);
        }

        @Override
        public List<String> names(String folder) {
            return List.of();
        }

        @Override
        public Growing begin(UUID id) {
            return counting();
        }

        @Override
        public Growing resume(UUID id, long size) {
            counted = size;
            return counting();
        }

        private Growing counting() {
            return new Growing() {
                @Override
                public void write(byte[] bytes, int offset, int length) {
                    counted += length;
                }

                @Override
                void sync() {}

                @Override
                long durable() {
                    return counted;
                }

                @Override
                void forget() {}
            };
        }

        @Override
        public Optional<Long> grown(UUID id) {
            return Optional.of(counted);
        }

        @Override
        public InputStream grownBytes(UUID id) {
            // Only the header is read again: nothing was sealed before.
            var header = new byte[24];
            System.arraycopy(
                    "comityx1".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    0,
                    header,
                    0,
                    8);
            return new java.io.ByteArrayInputStream(header);
        }

        @Override
        public void drop(UUID id) {}

        @Override
        public List<UUID> growing() {
            return List.of();
        }

        @Override
        public void keep(UUID id, Digest sha256, Json.Obj record, Instant at) {
            write(EXHIBITS, sha256.hex(), record, at);
        }

        @Override
        public boolean isOf(UUID id, Digest sha256) {
            return true;
        }

        @Override
        public void takeOver(UUID id, Path file) {}

        @Override
        public boolean holds(Digest sha256) {
            return records.containsKey(EXHIBITS + sha256.hex());
        }

        @Override
        public long size(Digest sha256) {
            return counted;
        }

        @Override
        public InputStream open(Digest sha256, long from) {
            throw new UnsupportedOperationException("nothing is kept");
        }

        @Override
        public void remove(Digest sha256) {}

        @Override
        public int sweep(Instant before) {
            return 0;
        }

        @Override
        public boolean mayBeAway() {
            return true;
        }

        @Override
        public void unlessRoom(long bytes) {}

        @Override
        public IOException explained(IOException failed) {
            return failed;
        }
    }
}
