package comity.bench;

import comity.evidence.exhibit.Opener;
import comity.evidence.exhibit.Sealer;
import comity.record.act.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Memory at 1, 10 and 100 gigabytes: a sparse file of each size is read, hashed and sealed, and the
 * sealed bytes are opened again as they come, in a virtual machine of 64 megabytes. Nothing is
 * kept: what is measured is what passing through costs, and no disk has to hold it.
 */
final class Memory {
    private static final List<Long> GIGABYTES = List.of(1L, 10L, 100L);

    private Memory() {}

    static void run(Path folder) throws Exception {
        System.out.println(
                "A virtual machine of -Xmx64m for each size; sealed and opened in one pass, to nowhere.");
        for (var size : GIGABYTES) {
            var sparse = folder.resolve("sparse");
            try (var file = new RandomAccessFile(sparse.toFile(), "rw")) {
                file.setLength(size * 1_000_000_000L);
            }
            System.out.print(
                    Shell.run(
                            Map.of(),
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Memory.class.getName(),
                            sparse.toString()));
            Files.delete(sparse);
        }
    }

    /** The machine of 64 megabytes. */
    public static void main(String... arguments) throws Exception {
        var clear = Path.of(arguments[0]);
        var key = Sealer.freshKey(new SecureRandom());
        var start = System.nanoTime();
        var pipe = Pipe.open();
        var there = new BufferedInputStream(Channels.newInputStream(pipe.source()), 1 << 17);
        var here = Channels.newOutputStream(pipe.sink());
        var opening = CompletableFuture.supplyAsync(() -> opened(there, key));
        Digest sealed;
        try (var in = Files.newInputStream(clear);
                here) {
            var sealer = Sealer.begin(here, key, new SecureRandom());
            var read = 0;
            while (read >= 0) read = sealer.readFrom(in, Long.MAX_VALUE);
            sealed = sealer.finish();
        }
        var same = sealed.equals(opening.join());
        var seconds = (System.nanoTime() - start) / 1e9;
        var peak =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum();
        System.out.printf(
                "  %,8.1f GB  %s  %6.0f MB/s  heap at most %d MB  %s%n",
                Files.size(clear) / 1e9,
                same ? "same hash" : "OTHER HASH",
                Files.size(clear) / 1e6 / seconds,
                peak >> 20,
                resident());
        System.exit(same ? 0 : 1);
    }

    private static Digest opened(InputStream sealed, byte[] key) {
        try {
            return Opener.open(sealed, key, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .map(line -> "process at most" + line.substring(6).replaceAll("\\s+", " "))
                    .findFirst()
                    .orElse("");
        }
    }
}
