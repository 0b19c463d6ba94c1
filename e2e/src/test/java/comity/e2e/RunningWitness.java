package comity.e2e;

import comity.record.tlog.NoteKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./comity witness} as a university runs it: a process of its own, on one free port. */
final class RunningWitness implements AutoCloseable {
    private final Path data;
    private final Path logs;
    private Process process;
    private String port = "0";
    private final List<String> policy = new ArrayList<>();

    private RunningWitness(Path data, Path logs) throws IOException {
        this.data = data;
        this.logs = logs;
        this.process = attend();
    }

    /** Watches the log that these keys sign. */
    static RunningWitness of(Path folder, NoteKeys log) throws IOException {
        var logs = Files.write(folder.resolve("watched.txt"), log.texts());
        return new RunningWitness(folder.resolve("witness"), logs);
    }

    private Process attend() throws IOException {
        var started =
                process(
                        "--data",
                        data.toString(),
                        "--logs",
                        logs.toString(),
                        "--port",
                        port,
                        "--name",
                        "university.example");
        policy.clear();
        var out = started.inputReader(StandardCharsets.UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("witness ") || line.startsWith("group ")) policy.add(line);
            if (line.startsWith("witness ")) port = line.replaceFirst(".*:([0-9]+)/?$", "$1");
            if (line.startsWith("group ")) break;
        }
        if (policy.isEmpty()) throw new IllegalStateException("the witness did not come up");
        // It goes on speaking: a pipe that nobody reads would stop it.
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
        return started;
    }

    private static Process process(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", ClassPath.own(), "comity.witness.Attend"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What a node's {@code witnesses.policy} says to ask it, and nobody else. */
    String policy() {
        return String.join("\n", policy) + "\nquorum university.example\n";
    }

    /** The evidence that it kept of logs that showed two histories. */
    List<Path> evidence() {
        var folder = data.resolve("forks");
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What {@code ./comity witness --check} says of a file of evidence. */
    String check(Path evidence) throws IOException {
        var check = process("--check", evidence.toString(), "--logs", logs.toString());
        return new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Cannot be reached for a while. */
    void down() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Answers again, where it did and with what it remembers. */
    void up() throws IOException {
        process = attend();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
