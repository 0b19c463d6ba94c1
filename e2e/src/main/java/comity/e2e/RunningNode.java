package comity.e2e;

import comity.node.database.ClaimedPort;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One State's node as a process of its own, started the way an operator starts it: its folder, its
 * State file, its ports. It is ended by the handle that started it, never by name.
 */
final class RunningNode implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(120);

    /** A partner on the same machine answers in a second; a loaded one in some more. */
    static final Duration LONGEST_CROSSING = Duration.ofSeconds(60);

    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final String state;
    private final Path data;
    private final Path stateFile;
    private final ClaimedPort port;
    private final ClaimedPort federationPort;
    private final List<String> settings;
    private Process process;

    private final boolean demo;

    private RunningNode(
            String state,
            Path data,
            Path stateFile,
            ClaimedPort port,
            ClaimedPort federationPort,
            boolean demo,
            List<String> settings)
            throws IOException {
        this.demo = demo;
        this.settings = settings;
        this.state = state;
        this.data = data;
        this.stateFile = stateFile;
        this.port = port;
        this.federationPort = federationPort;
        this.process = launch();
    }

    /**
     * Starts a node in an empty or earlier folder; it is ready when {@link #awaitReady} returns.
     */
    static RunningNode start(String state, Path data) throws IOException {
        return start(state, data, true);
    }

    /** Without a demo nobody has a passkey yet: each is invited, by a code in a file. */
    static RunningNode start(String state, Path data, boolean demo) throws IOException {
        return start(state, data, demo, List.of());
    }

    /**
     * @param settings as on the command line; those that begin with {@code -X} go to the JVM and
     *     come after the usual ones
     */
    static RunningNode start(String state, Path data, boolean demo, List<String> settings)
            throws IOException {
        Files.createDirectories(data);
        var file = World.stateFile(state, data);
        return new RunningNode(
                state, data, file, ClaimedPort.any(), ClaimedPort.any(), demo, settings);
    }

    /** A node of a State that some other file founds. */
    static RunningNode founded(String state, Path data, Path stateFile) throws IOException {
        return new RunningNode(
                state, data, stateFile, ClaimedPort.any(), ClaimedPort.any(), true, List.of());
    }

    /** The same, at an address that it had before: passkeys are bound to it. */
    static RunningNode founded(
            String state, Path data, Path stateFile, ClaimedPort port, ClaimedPort federationPort)
            throws IOException {
        return new RunningNode(state, data, stateFile, port, federationPort, true, List.of());
    }

    /** Ends it and starts it again at the same address, on the same data. */
    void restart() throws IOException {
        end();
        process = launch();
        awaitReady();
    }

    /** Ends the process at once, as a power cut ends it; its database server is left behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The process, to be looked at from outside. */
    long pid() {
        return process.pid();
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(readyFile());
        return new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    private List<String> command() {
        var command = java();
        settings.stream().filter(setting -> setting.startsWith("-X")).forEach(command::add);
        command.addAll(ClassPath.ofTheNode().options());
        command.addAll(arguments(data, stateFile, port.number(), federationPort.number()));
        command.add("--comity.demo=" + demo);
        // Where the authorities' keys lie, if whoever started this says so: ./comity test --token.
        var keys = System.getProperty("comity.keys", "");
        if (!keys.isEmpty()) command.add("--comity.keys=" + keys);
        settings.stream().filter(setting -> setting.startsWith("--")).forEach(command::add);
        return command;
    }

    /** The node as it is started here; the JDK's cache fits only the same options. */
    private static List<String> java() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(
                List.of(
                        java,
                        "-Xmx512m",
                        "-Xmn24m",
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxHeapFreeRatio=20",
                        "-XX:+UseSerialGC",
                        // Beside it lies what evidence is read with.
                        "-Dcomity.root=" + System.getProperty("comity.root", "."),
                        "-XX:TieredStopAtLevel=1"));
    }

    private static List<String> arguments(Path data, Path stateFile, int port, int federationPort) {
        return List.of(
                "comity.node.Comity",
                "--comity.data=" + data,
                "--comity.state-file=" + stateFile,
                "--comity.port=" + port,
                "--comity.federation-port=" + federationPort);
    }

    /** Starts a node once, until it would answer, so that the JDK can write down how (JEP 514). */
    static boolean train(Path folder, ClassPath from) throws IOException, InterruptedException {
        var command = java();
        command.addAll(
                List.of("-XX:AOTCacheOutput=" + from.cache(), "-Dspring.context.exit=onRefresh"));
        command.addAll(List.of("-cp", from.entries()));
        command.addAll(arguments(folder, World.stateFile(World.ARCADIA, folder), 0, 0));
        command.add("--comity.demo=true"); // an earnest State would wait for its holders
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("training.log").toFile())
                        .start();
        return process.waitFor() == 0;
    }

    /** Waits until the node says that it is ready. */
    void awaitReady() {
        await(
                "Comity's node of " + state + " did not become ready",
                LONGEST_START,
                () -> {
                    if (!process.isAlive())
                        throw new IllegalStateException(
                                "the node of %s ended with %d; %s\n%s"
                                        .formatted(
                                                state, process.exitValue(), reason(), lastWords()));
                    return Files.exists(readyFile());
                });
    }

    /** Polls until {@code condition} holds. */
    static void await(String otherwise, Duration longest, BooleanSupplier condition) {
        await(() -> otherwise, longest, condition);
    }

    /** The same, with words that are found when they are needed. */
    static void await(Supplier<String> otherwise, Duration longest, BooleanSupplier condition) {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException(
                        otherwise.get() + " within " + longest.toSeconds() + " s");
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /** What the peer must be given by another path than the network. */
    Path introduction() {
        return data.resolve("introduction.json");
    }

    /**
     * Makes this node hear the other: an administrator compared the fingerprints and put the file
     * here.
     */
    void introduce(RunningNode peer, Cast.Line line) throws IOException {
        var port = line.port(peer, peer.federationPort.number());
        Beside.introduce(data, read(peer.introduction()).with("url", "https://127.0.0.1:" + port));
    }

    /** The fingerprint of its State's root, as its introduction says it. */
    String root() throws IOException {
        return read(introduction()).text("root").orElseThrow();
    }

    String state() {
        return state;
    }

    Path data() {
        return data;
    }

    URI url() {
        return URI.create("http://localhost:" + port.number());
    }

    Client client() {
        return Client.of(url());
    }

    /** One of several processes on one folder says so in a file of its own. */
    private Path readyFile() {
        var process = "--comity.process=";
        return data.resolve(
                settings.stream()
                        .filter(setting -> setting.startsWith(process))
                        .map(setting -> "ready-" + setting.substring(process.length()) + ".json")
                        .findFirst()
                        .orElse("ready.json"));
    }

    private Path log() {
        return data.resolve("node.log");
    }

    /**
     * The sentence that a node leaves which cannot start; it stands in the first line of a report.
     */
    private String reason() {
        try (var lines = Files.lines(log())) {
            return lines.dropWhile(line -> !line.startsWith("Description:"))
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("it said:");
        } catch (IOException e) {
            return "it left no log: " + e.getMessage();
        }
    }

    private String lastWords() {
        try (var lines = Files.lines(log())) {
            var all = lines.toList();
            return all.stream()
                    .skip(Math.max(0, all.size() - 40))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.Obj read(Path file) throws IOException {
        try {
            return JsonReader.interchange(Files.readAllBytes(file)) instanceof Json.Obj object
                    ? object
                    : Json.EMPTY;
        } catch (MalformedJson e) {
            throw new IOException(file + " is not JSON", e);
        }
    }

    /**
     * Asks the node to end, and its database with it; ends it by force only if it does not. Its
     * ports stay its own: it may be started again.
     */
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it for good: its ports are anybody's. */
    @Override
    public void close() throws IOException {
        try (port;
                federationPort) {
            end();
        }
    }
}
