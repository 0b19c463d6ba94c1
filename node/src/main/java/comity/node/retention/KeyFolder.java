package comity.node.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Secrets as files that only their owner may read, one each. */
public final class KeyFolder implements SecretFiles {
    private static final String DRAFT = ".new";
    private final Path folder;

    public KeyFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            // What a crash left half-written was never used.
            for (var name : all()) if (name.endsWith(DRAFT)) overwrite(folder.resolve(name));
        } catch (IOException e) {
            throw failed("prepared", folder, e);
        }
    }

    @Override
    public Set<String> names() {
        try {
            var names = all();
            names.removeIf(name -> name.endsWith(DRAFT));
            return names;
        } catch (IOException e) {
            throw failed("listed", folder, e);
        }
    }

    private Set<String> all() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (var file : files) names.add(folder.relativize(file).toString());
        }
        return names;
    }

    @Override
    public Optional<byte[]> read(String name) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) return Optional.empty();
            refuseIfReadableByOthers(file);
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    private static void refuseIfReadableByOthers(Path file) throws IOException {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------"))
            throw new IllegalStateException(
                    "Others can read a key: "
                            + file
                            + " has mode "
                            + mode
                            + ". Set it to 0600, and consider the key known.");
    }

    @Override
    public void write(String name, byte[] secret) {
        var file = folder.resolve(name);
        var draft = folder.resolve(name + DRAFT);
        try {
            Files.deleteIfExists(draft);
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            put(draft, secret);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        } catch (IOException e) {
            throw failed("written", file, e);
        }
    }

    @Override
    public void destroy(String name) {
        var file = folder.resolve(name);
        try {
            if (Files.exists(file)) overwrite(file);
            syncFolder();
        } catch (IOException e) {
            throw failed("destroyed", file, e);
        }
    }

    /** Overwriting reaches the same blocks on most file systems, not on all: the removal counts. */
    private static void overwrite(Path file) throws IOException {
        put(file, new byte[(int) Files.size(file)]);
        Files.delete(file);
    }

    private static void put(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static UncheckedIOException failed(String what, Path file, IOException e) {
        return new UncheckedIOException("A key could not be " + what + ": " + file, e);
    }
}
