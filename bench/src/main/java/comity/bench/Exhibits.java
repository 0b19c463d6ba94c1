package comity.bench;

import comity.evidence.exhibit.Opener;
import comity.evidence.exhibit.Sealer;
import comity.evidence.exhibit.SyncedFile;
import comity.record.act.Digest;
import gov.loc.repository.bagit.creator.BagCreator;
import gov.loc.repository.bagit.hash.StandardSupportedAlgorithms;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * P1: one file of four gigabytes and a tree of twenty thousand (two gigabytes), sealed and opened
 * beside those who do a part of it: the hash alone, the copy alone, encryption alone, both at once,
 * bags. Every side reads from the page cache as it finds it and writes to the same disk.
 */
final class Exhibits {
    private static final long GIB = 1L << 30;
    private static final int FILES = 20_000;
    private static final int EACH = 107_374; // 2 GiB in all
    private static final long WHOLE = Long.getLong("comity.bench.gib", 4) * GIB;

    private Exhibits() {}

    static void run(Path folder) throws Exception {
        var clear = file(folder.resolve("clear"), WHOLE);
        oneFile(folder, clear);
        Files.delete(clear);
        tree(folder);
    }

    private static void oneFile(Path folder, Path clear) throws Exception {
        var key = Sealer.freshKey(new SecureRandom());
        var out = folder.resolve("out");
        var age = Age.in(folder);
        Duel.most("seal one file of " + (WHOLE >> 20) + " MiB, synced", "MB/s")
                .side(
                        "comity: SHA-256 + AES-256-GCM + fsync",
                        () -> speed(() -> seal(clear, out, key)))
                .side(
                        "openssl dgst -sha256 (no write)",
                        () -> speed("openssl", "dgst", "-sha256", "" + clear))
                .side("sha256sum (no write)", () -> speed("sha256sum", "" + clear))
                .side(
                        "dd oflag=direct conv=fsync (copy only)",
                        () ->
                                speed(
                                        "dd",
                                        "if=" + clear,
                                        "of=" + out,
                                        "bs=1M",
                                        "oflag=direct",
                                        "conv=fsync"))
                .side(
                        "openssl dgst beside age, then sync",
                        () ->
                                speed(
                                        "sh",
                                        "-c",
                                        "openssl dgst -sha256 '"
                                                + clear
                                                + "' & "
                                                + age.seals(clear, out)
                                                + "; wait; sync '"
                                                + out
                                                + "'"))
                .run(2);
        var sealed = folder.resolve("sealed");
        seal(clear, sealed, key);
        var byAge = folder.resolve("age");
        Shell.run(Map.of(), "sh", "-c", age.seals(clear, byAge));
        Duel.most("open it to nowhere, authenticated and hashed", "MB/s")
                .side("comity: AES-256-GCM + SHA-256", () -> speed(() -> open(sealed, key)))
                .side(
                        "age -d (no hash)",
                        () -> speed("sh", "-c", age.opens(byAge) + " > /dev/null"))
                .run(2);
        range(sealed, key);
        Files.delete(sealed);
        Files.delete(byAge);
        Files.deleteIfExists(out);
    }

    /** The same range from the beginning, the middle and the end: its place costs nothing. */
    private static void range(Path sealed, byte[] key) throws Exception {
        for (var part : List.of(1L << 20, 64L << 20)) {
            var said = new StringBuilder();
            for (var from : List.of(0L, WHOLE / 2, WHOLE - part)) {
                var start = System.nanoTime();
                try (var channel = FileChannel.open(sealed, StandardOpenOption.READ)) {
                    Opener.openRange(channel, key, from, part, OutputStream.nullOutputStream());
                }
                said.append(String.format("  %.1f ms", (System.nanoTime() - start) / 1e6));
            }
            System.out.println(
                    "  a range of " + (part >> 20) + " MiB at the start, middle, end:" + said);
        }
    }

    private static void tree(Path folder) throws Exception {
        var tree = folder.resolve("tree");
        var files = new ArrayList<Path>();
        for (var i = 0; i < FILES; i++) {
            var place = tree.resolve("d" + i / 200);
            Files.createDirectories(place);
            files.add(file(place.resolve("f" + i), EACH));
        }
        var bytes = (double) FILES * EACH / 1e6;
        var key = Sealer.freshKey(new SecureRandom());
        var out = folder.resolve("out");
        Duel.most("seal a tree of " + FILES + " files, " + (long) bytes + " MB, synced", "MB/s")
                .side(
                        "comity: each hashed, encrypted, synced, two threads",
                        () -> bytes / seconds(() -> sealTree(files, out, key)))
                .side(
                        "hashdeep -c sha256 -r (no write)",
                        () ->
                                bytes
                                        / Shell.seconds(
                                                "sh",
                                                "-c",
                                                "hashdeep -c sha256 -r '" + tree + "' > /dev/null"))
                .side(
                        "sha256sum of each (no write)",
                        () ->
                                bytes
                                        / Shell.seconds(
                                                "sh",
                                                "-c",
                                                "find '"
                                                        + tree
                                                        + "' -type f -print0 | xargs -0 sha256sum > /dev/null"))
                .side(
                        "bagit-java: a bag in place, SHA-256 (no copy, no sync)",
                        () -> bytes / bag(tree))
                .run(2);
        sealTree(files, out, key);
        BagCreator.bagInPlace(tree, List.of(StandardSupportedAlgorithms.SHA256), false);
        Duel.most("open and verify the tree", "MB/s")
                .side(
                        "comity: each opened, authenticated, hashed, two threads",
                        () -> bytes / seconds(() -> openTree(out, key)))
                .side(
                        "bagit-java: verified complete and valid",
                        () -> bytes / seconds(() -> verifyBag(tree)))
                .run(2);
    }

    private static void sealTree(List<Path> files, Path out, byte[] key) throws Exception {
        if (Files.exists(out)) Shell.remove(out);
        Files.createDirectories(out);
        inTwo(files, file -> seal(file, out.resolve("" + file.getFileName()), key));
    }

    private static void openTree(Path sealed, byte[] key) throws Exception {
        List<Path> files;
        try (var all = Files.list(sealed)) {
            files = all.toList();
        }
        inTwo(files, file -> open(file, key));
    }

    private interface Each {
        void of(Path file) throws Exception;
    }

    /** As many at a time as there are processors: what a vault with several senders does. */
    private static void inTwo(List<Path> files, Each work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var all = new ArrayList<Callable<Boolean>>();
            for (var file : files)
                all.add(
                        () -> {
                            work.of(file);
                            return true;
                        });
            for (var done : pool.invokeAll(all)) done.get();
        }
    }

    /** A bag is made where the files lie; it is unmade before the next round. */
    private static double bag(Path tree) throws Exception {
        var seconds =
                seconds(
                        () ->
                                BagCreator.bagInPlace(
                                        tree, List.of(StandardSupportedAlgorithms.SHA256), false));
        Shell.run(
                Map.of(),
                "sh",
                "-c",
                "cd '" + tree + "' && rm -f *.txt && mv data/* . && rmdir data");
        return seconds;
    }

    private static void verifyBag(Path tree) throws Exception {
        try (var verifier = new BagVerifier()) {
            verifier.isValid(new BagReader().read(tree), false);
        }
    }

    /** age with a key of its own, as a recipient would have one. */
    private record Age(Path key, String recipient) {
        static Age in(Path folder) throws Exception {
            var key = folder.resolve("age.key");
            Shell.run(Map.of(), "age-keygen", "-o", key.toString());
            return new Age(key, Shell.run(Map.of(), "age-keygen", "-y", key.toString()).strip());
        }

        String seals(Path clear, Path out) {
            return "age -r " + recipient + " -o '" + out + "' '" + clear + "'";
        }

        String opens(Path sealed) {
            return "age -d -i '" + key + "' '" + sealed + "'";
        }
    }

    static Path file(Path file, long size) throws IOException {
        var random = new SplittableRandom(size + file.hashCode());
        var block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (var left = size; left > 0; left -= Math.min(left, block.length)) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return file;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double speed(Work work) throws Exception {
        return WHOLE / 1e6 / seconds(work);
    }

    private static double speed(String... command) throws Exception {
        return WHOLE / 1e6 / Shell.seconds(command);
    }

    private static void seal(Path clear, Path sealed, byte[] key) throws IOException {
        try (var in = Files.newInputStream(clear);
                var out =
                        new SyncedFile(
                                FileChannel.open(
                                        sealed,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.TRUNCATE_EXISTING,
                                        StandardOpenOption.WRITE))) {
            var sealer = Sealer.begin(out, key, new SecureRandom());
            var read = 0;
            while (read >= 0) read = sealer.readFrom(in, Long.MAX_VALUE);
            sealer.finish();
            out.sync();
        }
    }

    private static Digest open(Path sealed, byte[] key) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(sealed), 1 << 17)) {
            return Opener.open(in, key, OutputStream.nullOutputStream());
        }
    }
}
