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
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** P7: from nothing to a node that answers, and what it holds in memory when idle. */
final class StartUp {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(180);
    private static final Path ROOT = Path.of(System.getProperty("comity.root", "."));

    /** A node's own jars: they are the framework's too, and the bare JVM opens none of them. */
    private static final String CLASS_PATH =
            String.join(
                    File.pathSeparator,
                    ROOT.resolve("node/target/*").toString(),
                    ROOT.resolve("node/target/lib/*").toString(),
                    ROOT.resolve("bench/target/*").toString());

    private static int number;

    private StartUp() {}

    /** What a bare JVM does: it starts, says a word and ends. */
    static final class Bare {
        private Bare() {}

        public static void main(String[] arguments) {
            System.out.println("ready");
        }
    }

    /** The framework with the libraries of a node and nothing of ours: it serves, and ends. */
    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class
            })
    static class Framework {
        public static void main(String[] arguments) {
            var context = SpringApplication.run(Framework.class, "--server.port=0");
            System.exit(SpringApplication.exit(context));
        }
    }

    static void run(Path folder) throws Exception {
        var stateFile = folder.resolve("state.json");
        try (var said = Objects.requireNonNull(StartUp.class.getResourceAsStream("state.json"))) {
            Files.copy(said, stateFile);
        }
        var memory = new ArrayList<Long>();
        System.out.println(
                "Ours includes PostgreSQL's start; the first (cold) also founds the State and makes the database. Both sides with an AOT cache of the JDK's.");
        var node = node(folder, stateFile);
        var nodeCache = folder.resolve("node.aot");
        var frameworkCache = folder.resolve("framework.aot");
        var bareCache = folder.resolve("bare.aot");
        train(nodeCache, folder, "-Dspring.context.exit=onRefresh", node);
        train(frameworkCache, folder, "-Dbare=true", List.of(Framework.class.getName()));
        train(bareCache, folder, "-Dbare=true", List.of(Bare.class.getName()));
        Duel.least("start-up", "ms")
                .side(
                        "comity: node ready, database included",
                        () -> ready(nodeCache, folder, node, memory))
                .side(
                        "the framework alone, until it has ended",
                        () -> whole(frameworkCache, Framework.class))
                .side("bare JVM, one line printed", () -> whole(bareCache, Bare.class))
                .run();
        memory.sort(null);
        System.out.printf(
                "  node's resident memory when ready, without the database: median %,d MB, worst %,d MB (-Xmx512m, serial collector)%n",
                memory.get(memory.size() / 2) / 1024, memory.getLast() / 1024);
    }

    private static double whole(Path cache, Class<?> program) throws Exception {
        var command = java("-XX:AOTCache=" + cache);
        command.add(program.getName());
        return 1e3 * Shell.seconds(command.toArray(new String[0]));
    }

    /** Runs once as it will be run, so that the JDK can write its cache (JEP 514). */
    private static void train(Path cache, Path folder, String option, List<String> program)
            throws Exception {
        var command = java("-XX:AOTCacheOutput=" + cache, option);
        command.addAll(program);
        var log = folder.resolve(cache.getFileName() + ".log").toFile();
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start().waitFor();
        if (!Files.exists(cache))
            throw new IllegalStateException(
                    "the JDK wrote no cache:\n" + Files.readString(log.toPath()));
    }

    /** At one address throughout: a node that has moved publishes that first. */
    private static List<String> node(Path folder, Path stateFile) throws IOException {
        try (var pages = new ServerSocket(0);
                var federation = new ServerSocket(0)) {
            return List.of(
                    "comity.node.Comity",
                    "--comity.data=" + folder.resolve("node"),
                    "--comity.state-file=" + stateFile,
                    "--comity.port=" + pages.getLocalPort(),
                    "--comity.federation-port=" + federation.getLocalPort(),
                    "--comity.demo=true"); // an earnest State would wait for its holders
        }
    }

    private static double ready(Path cache, Path folder, List<String> node, List<Long> memory)
            throws Exception {
        var ready = folder.resolve("node").resolve("ready.json");
        Files.deleteIfExists(ready);
        var log = new File(folder.toFile(), "node-" + number++ + ".log");
        var command = java("-XX:AOTCache=" + cache);
        command.addAll(node);
        var start = System.nanoTime();
        var process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
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

    /** A JVM as the demo starts a node; a cache fits only the same options. */
    private static List<String> java(String... more) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-Xmn24m",
                                "-XX:MinHeapFreeRatio=10",
                                "-XX:MaxHeapFreeRatio=20",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(more));
        command.addAll(List.of("-cp", CLASS_PATH));
        return command;
    }
}
