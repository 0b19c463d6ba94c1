package comity.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** P7: from nothing to a node that answers, and what it holds in memory when idle. */
final class StartUp {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(180);
    private static int number;

    private StartUp() {}

    /** What a bare JVM does: it starts, says a word and ends. */
    static final class Bare {
        private Bare() {}

        public static void main(String[] arguments) {
            System.out.println("ready");
        }
    }

    static void run(Path folder) throws Exception {
        var stateFile = folder.resolve("state.json");
        try (var said = Objects.requireNonNull(StartUp.class.getResourceAsStream("state.json"))) {
            Files.copy(said, stateFile);
        }
        var memory = new ArrayList<Long>();
        System.out.println(
                "Ours includes PostgreSQL's start; the first (cold) also founds the State and makes the database. No AOT cache yet on either side.");
        Duel.least("start-up", "ms")
                .side(
                        "comity: node ready, database included",
                        () -> node(folder, stateFile, memory))
                .side("bare JVM, one line printed", StartUp::bare)
                .run();
        memory.sort(null);
        System.out.printf(
                "  node's resident memory when ready, without the database: median %,d MB, worst %,d MB (-Xmx512m, serial collector)%n",
                memory.get(memory.size() / 2) / 1024, memory.getLast() / 1024);
    }

    private static double bare() throws Exception {
        return 1e3
                * Shell.seconds(
                        java(), "-cp", System.getProperty("java.class.path"), Bare.class.getName());
    }

    private static double node(Path folder, Path stateFile, List<Long> memory) throws Exception {
        var data = folder.resolve("node");
        var ready = data.resolve("ready.json");
        var log = new File(folder.toFile(), "node-" + number++ + ".log");
        var start = System.nanoTime();
        var process =
                new ProcessBuilder(
                                java(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "comity.node.Comity",
                                "--comity.data=" + data,
                                "--comity.state-file=" + stateFile,
                                "--comity.port=" + freePort(),
                                "--comity.federation-port=" + freePort())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        try {
            while (!Files.exists(ready)) {
                if (!process.isAlive() || System.nanoTime() - start > LONGEST)
                    throw new IllegalStateException(
                            "the node did not start:\n" + Files.readString(log.toPath()));
                LockSupport.parkNanos(5_000_000);
            }
            var took = (System.nanoTime() - start) / 1e6;
            memory.add(resident(process.pid()));
            return took;
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
            Files.deleteIfExists(ready);
        }
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
