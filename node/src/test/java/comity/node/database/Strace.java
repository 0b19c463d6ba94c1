package comity.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Watches what one thread asks of the kernel, and has one of its calls fail or kill it. */
public final class Strace implements AutoCloseable {
    /** What makes something durable, or begins to. */
    public static final String WRITES = "write,pwrite64,pwritev,fsync,fdatasync,ftruncate,rename";

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Pattern CALL = Pattern.compile("^(?:\\[pid +\\d+\\] )?(\\w+)\\(");

    private final Process process;
    private final Path said;

    private Strace(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Counts what the thread calls of {@link #WRITES}. */
    public static Strace counting(long thread) {
        return attach(thread, List.of("-e", "trace=" + WRITES));
    }

    /**
     * @param fault such as {@code error=EIO} or {@code signal=KILL}
     * @param when the first, second … call of this name from now on
     */
    public static Strace injecting(long thread, String call, String fault, int when) {
        return attach(
                thread,
                List.of(
                        "-e",
                        "trace=" + call,
                        "-e",
                        "inject=" + call + ":" + fault + ":when=" + when));
    }

    private static Strace attach(long thread, List<String> options) {
        try {
            var said = Files.createTempFile("strace", ".txt");
            var command = new ArrayList<>(List.of("strace", "-p", Long.toString(thread)));
            command.addAll(options);
            var strace =
                    new Strace(
                            new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(said.toFile())
                                    .start(),
                            said);
            var deadline = System.nanoTime() + LONGEST.toNanos();
            while (!Files.readString(said).contains("attached")) {
                if (strace.process.waitFor(5, TimeUnit.MILLISECONDS)
                        || System.nanoTime() > deadline)
                    throw new IllegalStateException(
                            "strace does not attach: " + Files.readString(said));
            }
            return strace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this machine lets us; a container may not. */
    public static boolean attaches() {
        try {
            var sleeper = new ProcessBuilder("sleep", "20").start();
            try (var _ = counting(sleeper.pid())) {
                return true;
            } finally {
                sleeper.destroy();
            }
        } catch (IOException | UncheckedIOException | IllegalStateException _) {
            return false;
        }
    }

    /** How often each call was made, by name; ends the watching. */
    public Map<String, Integer> counted() {
        close();
        var counted = new TreeMap<String, Integer>();
        try {
            for (var line : Files.readAllLines(said)) {
                var call = CALL.matcher(line);
                if (call.find()) counted.merge(call.group(1), 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counted;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The threads of a process that bear a name. */
    public static TreeSet<Long> threads(long process, String name) {
        var found = new TreeSet<Long>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + process + "/task"))) {
            for (var task : tasks) {
                try {
                    if (Files.readString(task.resolve("comm")).strip().equals(name))
                        found.add(Long.parseLong(task.getFileName().toString()));
                } catch (IOException _) {
                    // It has ended.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
