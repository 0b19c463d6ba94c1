package comity.node.reading;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Has others' containers of evidence read in a confined process of their own: what they say of
 * themselves, and the files in them. What that process says is believed no further than it goes;
 * whoever takes a file hashes it again.
 */
public final class ContainerReader implements AutoCloseable {
    private static final String MAIN = "comity.containers.Look";
    private static final int MEGABYTES = 512;
    private static final int LONGEST_SECONDS = 300;
    private static final int LARGEST_ANSWER = 16 << 20;

    private final Confinement confinement;
    private final ReaderProgram program;
    private final Optional<Path> copies;

    private ContainerReader(Confinement confinement, ReaderProgram program, Optional<Path> copies) {
        this.confinement = confinement;
        this.program = program;
        this.copies = copies;
    }

    /**
     * @param built the folder that holds the reader and, in {@code lib}, its libraries
     * @throws IOException if there is none
     */
    public static ContainerReader open(Path built) throws IOException {
        var program = ReaderProgram.in(built, MAIN);
        var confinement = Confinement.here(11L << 30);
        if (confinement.reads(program.entries()))
            return new ContainerReader(confinement, program, Optional.empty());
        var copies = Files.createTempDirectory("comity-containers-");
        return new ContainerReader(confinement, program.copied(copies), Optional.of(copies));
    }

    /** Takes the files in a container, one after the other. */
    @FunctionalInterface
    public interface Taker {
        /**
         * @param in exactly this file's bytes; what is not read is passed over
         */
        void take(String name, long size, InputStream in) throws IOException;
    }

    /**
     * Looks at a container, and takes the files in it if its answer says that it may be.
     *
     * @return as docs/formats/look.md has it
     * @throws IOException if it could not be read within its bounds
     */
    public Json.Obj read(ConfinedReader.Bytes bytes, long size, Taker taker) throws IOException {
        var folder = confinement.folder(size);
        try {
            var file = folder.resolve("container");
            try (OutputStream out = Files.newOutputStream(file)) {
                bytes.writeTo(out);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            if (confinement.isAnotherUser())
                Files.setAttribute(file, "unix:uid", confinement.uid());
            var answer = answer(folder, file);
            if (!answer.items("files").isEmpty())
                run(folder, "--take", file, in -> taken(in, taker));
            return answer;
        } finally {
            Confinement.clear(folder);
        }
    }

    private Json.Obj answer(Path folder, Path file) throws IOException {
        var said = new byte[1][];
        run(folder, "--json", file, in -> said[0] = in.readNBytes(LARGEST_ANSWER));
        try {
            var text = new String(said[0], StandardCharsets.UTF_8).strip();
            if (JsonReader.interchange(text.getBytes(StandardCharsets.UTF_8))
                    instanceof Json.Obj it) return it;
        } catch (MalformedJson _) {
            // the same answer: it said nothing that can be read
        }
        throw new IOException("the container's reader gave no answer");
    }

    private static void taken(InputStream from, Taker taker) throws IOException {
        var in = new DataInputStream(from);
        while (true) {
            String name;
            try {
                name = in.readUTF();
            } catch (EOFException _) {
                return;
            }
            var size = in.readLong();
            if (size < 0) throw new IOException("the container's reader said a negative size");
            var part = new Part(in, size);
            taker.take(name, size, part);
            part.skipNBytes(part.left);
        }
    }

    /** The bytes of one file among others. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) return -1;
            var one = in.read();
            if (one < 0) throw new EOFException("the container's reader ended early");
            left--;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left == 0) return -1;
            var some = in.read(into, from, (int) Math.min(count, left));
            if (some < 0) throw new EOFException("the container's reader ended early");
            left -= some;
            return some;
        }
    }

    @FunctionalInterface
    private interface Listener {
        void hear(InputStream in) throws IOException;
    }

    private void run(Path folder, String option, Path file, Listener listener) throws IOException {
        var command = new ArrayList<>(program.command(folder, MEGABYTES));
        command.removeLast();
        command.addAll(List.of(option, file.toString()));
        var builder = new ProcessBuilder(confinement.confining(command));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.directory(folder.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var child = builder.start();
        var late = Thread.ofVirtual().start(() -> end(child));
        try (var out = child.getInputStream()) {
            child.getOutputStream().close();
            listener.hear(out);
            if (child.waitFor() != 0) throw new IOException("the container could not be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a container was read", e);
        } finally {
            child.destroyForcibly();
            late.interrupt();
        }
    }

    private static void end(Process child) {
        try {
            if (!child.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) child.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        if (copies.isPresent()) Confinement.clear(copies.get());
    }
}
