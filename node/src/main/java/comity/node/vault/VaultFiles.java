package comity.node.vault;

import comity.evidence.exhibit.SyncedFile;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Small files that are there whole and durable, or not at all. */
final class VaultFiles {
    private VaultFiles() {}

    static void write(Path file, Json.Obj json) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(CanonicalJson.bytes(json));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(java.util.Objects.requireNonNull(file.getParent()));
    }

    static Json.Obj read(Path file) throws IOException {
        try {
            return JsonReader.actObject(Files.readAllBytes(file));
        } catch (MalformedJson e) {
            throw new IOException("damaged: " + file.getFileName(), e);
        }
    }

    /** A new file that is synced while it grows. */
    static SyncedFile create(Path file) throws IOException {
        return new SyncedFile(
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Notes that something happened to a file now, as the node's clock has it. */
    static void touch(Path file, Instant now) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(now));
    }

    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
