package comity.node.reading;

import comity.evidence.reading.Counts;
import comity.evidence.reading.Item;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an exhibit in a confined process, one process for each. If the process dies or hangs, it is
 * started again and leaves alone the item that it died of, which is named as unread; after some
 * tries the rest counts as not reached.
 */
public final class ConfinedReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfinedReader.class);
    private static final int MOST_TRIES = 6;
    private static final Pattern COUNTS =
            Pattern.compile("(?m)^counts ([0-9]{1,18}) ([0-9]{1,18})$");

    private final Confinement confinement;
    private final ReaderProgram program;
    private final Limits limits;
    private final Optional<Path> copies;

    /**
     * @param megabytes of its heap
     * @param longest one process may run
     * @param answer the most bytes that it may say about what it found
     */
    public record Limits(int megabytes, Duration longest, long answer) {
        public static final Limits USUAL = new Limits(448, Duration.ofMinutes(30), 256L << 20);
    }

    /** An exhibit's clear bytes, as often as they are asked for. */
    @FunctionalInterface
    public interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What was found.
     *
     * @param items in the order in which they lie there; the exhibit itself is the last
     * @param skipped what ended the process and was left alone
     * @param whole false if some of it was not reached
     */
    public record Found(List<Item> items, Map<String, Unread> skipped, boolean whole) {
        public Found {
            items = List.copyOf(items);
            skipped = Map.copyOf(skipped);
        }
    }

    ConfinedReader(
            Confinement confinement, ReaderProgram program, Limits limits, Optional<Path> copies) {
        this.confinement = confinement;
        this.program = program;
        this.limits = limits;
        this.copies = copies;
    }

    /**
     * The reader that was built into {@code built}, under the usual limits.
     *
     * @throws IOException if there is none
     */
    public static ConfinedReader open(Path built) throws IOException {
        return open(ReaderProgram.in(built), Limits.USUAL);
    }

    static ConfinedReader open(ReaderProgram program, Limits limits) throws IOException {
        var confinement = Confinement.here(11L << 30);
        LOG.info(
                "evidence is read {} and {}",
                confinement.isAnotherUser() ? "as another user" : "as the node's own user",
                confinement.isWithoutNetwork()
                        ? "without network"
                        : "with the network, which could not be taken from it here");
        if (confinement.reads(program.entries()))
            return new ConfinedReader(confinement, program, limits, Optional.empty());
        var copies = Files.createTempDirectory("comity-reader-");
        return new ConfinedReader(confinement, program.copied(copies), limits, Optional.of(copies));
    }

    /**
     * What an exhibit holds.
     *
     * @throws Watch.Stopped if whoever watches has stopped it
     */
    public Found list(Task task, Bytes bytes, long size, Watch watch) throws IOException {
        var skipped = new HashMap<String, Unread>();
        var heard = new Hearing(limits.answer(), watch);
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            heard = new Hearing(limits.answer(), watch);
            var ended = run(skipping(task, skipped), bytes, size, heard, watch);
            if (heard.isWhole()) return found(heard.items(), skipped, true);
            var why = ended == Ended.TOO_LATE ? Unread.TOO_SLOW : Unread.TOO_MUCH_MEMORY;
            var culprit = heard.open();
            if (culprit.isEmpty() || skipped.putIfAbsent(culprit.get(), why) != null) break;
            LOG.warn("a reader of evidence ended before its time ({}); it is started again", why);
        }
        return found(heard.items(), skipped, false);
    }

    private static Found found(List<Item> items, Map<String, Unread> skipped, boolean whole) {
        return new Found(
                items.stream()
                        .map(
                                item ->
                                        Optional.ofNullable(skipped.get(item.path()))
                                                .map(item::because)
                                                .orElse(item))
                        .toList(),
                skipped,
                whole);
    }

    private static Task skipping(Task task, Map<String, Unread> skipped) {
        return new Task(
                task.part(),
                task.name(),
                task.limits(),
                task.columns(),
                skipped.keySet(),
                task.bounds());
    }

    /** The bytes of one part of an exhibit, and how many items there are in either. */
    public Counts part(
            Task task,
            Map<String, Unread> skipped,
            Bytes bytes,
            long size,
            OutputStream out,
            Watch watch)
            throws IOException {
        var told = new Told(out);
        var ended = run(skipping(task, skipped), bytes, size, told, watch);
        var counts = COUNTS.matcher(told.said);
        if (ended != Ended.WELL || !counts.find())
            throw new IOException("the exhibit could not be divided: its reader ended early");
        return new Counts(Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)));
    }

    private static final class Told implements Listener {
        private final OutputStream out;
        private String said = "";

        Told(OutputStream out) {
            this.out = out;
        }

        @Override
        public void hear(java.io.InputStream in) throws IOException {
            in.transferTo(out);
        }

        @Override
        public void told(String errors) {
            said = errors;
        }
    }

    /** Who reads what a process says. */
    interface Listener {
        void hear(java.io.InputStream in) throws IOException;

        default void told(String errors) {}
    }

    private enum Ended {
        WELL,
        ILL,
        TOO_LATE
    }

    private Ended run(Task task, Bytes bytes, long size, Listener listener, Watch watch)
            throws IOException {
        watch.goOn();
        watch.begun();
        var folder = confinement.folder(size);
        try {
            var builder =
                    new ProcessBuilder(
                            confinement.confining(program.command(folder, limits.megabytes())));
            builder.environment().clear();
            builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
            builder.directory(folder.toFile());
            var ended = attend(builder.start(), task, bytes, listener, watch);
            watch.goOn();
            return ended;
        } catch (IOException e) {
            // What a stop broke is no failure.
            watch.goOn();
            throw e;
        } finally {
            Confinement.clear(folder);
        }
    }

    private Ended attend(Process child, Task task, Bytes bytes, Listener listener, Watch watch)
            throws IOException {
        watch.attend(child);
        var late = new CompletableFuture<Ended>();
        late.completeOnTimeout(Ended.TOO_LATE, limits.longest().toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(ended -> end(child, ended));
        var feeding =
                CompletableFuture.supplyAsync(
                        () -> feed(child, task, bytes, watch), Thread::startVirtualThread);
        var said = CompletableFuture.supplyAsync(() -> said(child), Thread::startVirtualThread);
        try (var out = child.getInputStream()) {
            listener.hear(out);
            var exit = child.waitFor();
            if (late.isDone()) return late.join();
            listener.told(said.join());
            var failed = feeding.join();
            // What could not be opened is our failure; that a dead reader takes nothing, its own.
            if (failed.isPresent() && exit == 0) throw failed.get();
            return exit == 0 ? Ended.WELL : Ended.ILL;
        } catch (Hearing.TooMuch _) {
            return Ended.ILL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an exhibit was read", e);
        } finally {
            child.destroyForcibly();
            late.complete(Ended.WELL);
        }
    }

    private static void end(Process child, Ended ended) {
        if (ended == Ended.TOO_LATE) child.destroyForcibly();
    }

    private static Optional<IOException> feed(Process child, Task task, Bytes bytes, Watch watch) {
        try (var in = child.getOutputStream()) {
            in.write(task.line());
            in.write('\n');
            bytes.writeTo(watch.counting(in));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** The beginning of what it complains of; the rest is read and forgotten. */
    private static String said(Process child) {
        try (var errors = child.getErrorStream()) {
            var said = new String(errors.readNBytes(1 << 20), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
            return said;
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        if (copies.isPresent()) Confinement.clear(copies.get());
    }
}
