package comity.bench;

import comity.evidence.exhibit.Sealer;
import comity.evidence.exhibit.SyncedFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** P1: an exhibit of 256 MiB is read, hashed, encrypted, written and synced in one pass. */
final class Sealing {
    private static final int MIB = 256;

    private Sealing() {}

    static void run(Path folder) throws Exception {
        var clear = file(folder, MIB);
        var out = folder.resolve("out");
        System.out.println(
                "File in the page cache. References do a part each: a hash alone; writing alone; encrypting alone (unauthenticated, unsynced).");
        Duel.most("seal " + MIB + " MiB to disk, hashed, encrypted, synced", "MB/s")
                .side("comity: SHA-256 + AES-256-GCM + fsync", () -> speed(seal(clear, out)))
                .side(
                        "openssl dgst -sha256 (no write)",
                        () -> speed(Shell.seconds("openssl", "dgst", "-sha256", clear.toString())))
                .side(
                        "dd oflag=direct conv=fsync (copy only)",
                        () ->
                                speed(
                                        Shell.seconds(
                                                "dd",
                                                "if=" + clear,
                                                "of=" + out,
                                                "bs=1M",
                                                "oflag=direct",
                                                "conv=fsync")))
                .side(
                        "openssl enc -aes-256-ctr (no hash, no sync)",
                        () ->
                                speed(
                                        Shell.seconds(
                                                "openssl",
                                                "enc",
                                                "-aes-256-ctr",
                                                "-K",
                                                "00".repeat(32),
                                                "-iv",
                                                "00".repeat(16),
                                                "-in",
                                                clear.toString(),
                                                "-out",
                                                out.toString())))
                .run();
    }

    static Path file(Path folder, int mebibytes) throws Exception {
        var file = folder.resolve("clear");
        var random = new SplittableRandom(1);
        var block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (var i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    private static double speed(double seconds) {
        return MIB * 1.048576 / seconds;
    }

    private static double seal(Path clear, Path sealed) throws Exception {
        var random = new SecureRandom();
        var start = System.nanoTime();
        try (var in = Files.newInputStream(clear);
                var out =
                        new SyncedFile(
                                FileChannel.open(
                                        sealed,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.TRUNCATE_EXISTING,
                                        StandardOpenOption.WRITE))) {
            var sealer = Sealer.begin(out, Sealer.freshKey(random), random);
            var read = 0;
            while (read >= 0) read = sealer.readFrom(in, Long.MAX_VALUE);
            sealer.finish();
            out.sync();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
