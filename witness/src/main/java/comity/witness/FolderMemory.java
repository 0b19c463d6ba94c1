package comity.witness;

import comity.record.act.Digest;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file for each log: the checkpoint that was cosigned last, with the signatures. A file is
 * written beside the old one, synced, and moved into its place: whenever the process dies, the old
 * or the new one is there whole, and nobody has an answer that rests on one that is not.
 */
final class FolderMemory implements Witness.Memory {
    private final Path folder;

    FolderMemory(Path folder) {
        this.folder = folder;
    }

    private Path file(String origin) {
        return folder.resolve("logs/" + Digest.of(origin.getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Override
    public Optional<Note> last(String origin) {
        var file = file(origin);
        try {
            var note = Note.parse(Files.readString(file));
            if (!Checkpoint.of(note).origin().equals(origin))
                throw new IllegalStateException(file + " is the record of another log.");
            return Optional.of(note);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (MalformedNote e) {
            // Taking it for "never seen" would let the log begin a second history.
            throw new IllegalStateException(
                    file + " is damaged. Put back what was cosigned last; do not remove it.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    @Override
    public void keep(String origin, Note note) {
        write(file(origin), note.encoded().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void keep(Fork fork) {
        var file = folder.resolve("forks/" + fork.fileName());
        if (!Files.exists(file)) write(file, fork.file());
        System.err.println(
                "A LOG SHOWED TWO HISTORIES. The evidence is in " + file + "; publish it.");
    }

    /** Durable, whole or not at all. */
    static void write(Path file, byte[] bytes, FileAttribute<?>... mode) {
        try {
            var place = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(place);
            var draft = place.resolve(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, mode);
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) channel.write(left);
                channel.force(true);
            }
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            // A file is durable with the folder that names it, and that with its own.
            force(place);
            force(place.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    private static void force(@Nullable Path folder) throws IOException {
        if (folder == null) return;
        try (var named = FileChannel.open(folder, StandardOpenOption.READ)) {
            named.force(true);
        }
    }

    static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
