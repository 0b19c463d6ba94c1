package comity.node.identity;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * A room's secrets: one JSON object in a file of the key folder, outside the database, which its
 * owner alone can read.
 */
public final class SecretFile {
    private SecretFile() {}

    /**
     * What the file holds; made if there is none yet, and durable before it is used.
     *
     * @param fresh secrets drawn anew
     * @throws IllegalStateException if others can read it, or it is damaged
     */
    public static Json.Obj open(Path file, Supplier<Json.Obj> fresh) {
        try {
            if (!Files.exists(file)) write(file, CanonicalJson.bytes(fresh.get()));
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .endsWith("------"))
                throw new IllegalStateException(
                        "Others can read "
                                + file
                                + ". Set its mode to 0600, and consider its keys known.");
            return JsonReader.actObject(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The keys cannot be read or written: " + file, e);
        } catch (MalformedJson _) {
            throw damaged(file);
        }
    }

    /** What the file holds is not what it should. */
    public static IllegalStateException damaged(Path file) {
        return new IllegalStateException("The key file is damaged: " + file);
    }

    private static void write(Path file, byte[] secrets) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(secrets);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
