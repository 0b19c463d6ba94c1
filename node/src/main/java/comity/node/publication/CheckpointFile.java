package comity.node.publication;

import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The log's newest checkpoint on disk, at the path at which tlog-tiles serves it. */
final class CheckpointFile {
    private final Path folder;

    CheckpointFile(Path folder) {
        this.folder = folder;
    }

    /**
     * The checkpoint that was written last; empty in a new log.
     *
     * @throws IllegalStateException if it is not what {@code keys} signed
     */
    Optional<Note> read(NoteKeys keys) {
        var file = folder.resolve("checkpoint");
        if (!Files.exists(file)) return Optional.empty();
        try {
            var note = Note.parse(Files.readString(file));
            if (!keys.signed(note))
                throw new IllegalStateException(
                        "the log's checkpoint is not signed by its key: " + file);
            return Optional.of(note);
        } catch (IOException | MalformedNote e) {
            throw new IllegalStateException("the log's checkpoint cannot be read: " + file, e);
        }
    }

    /**
     * A crash before the rename leaves the former checkpoint, whose tree is the beginning of this
     * one.
     */
    void write(Note note) {
        var draft = folder.resolve("checkpoint.new");
        try {
            try (var channel =
                    FileChannel.open(
                            draft,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(note.encoded().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(
                    draft,
                    folder.resolve("checkpoint"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (var place = FileChannel.open(folder, StandardOpenOption.READ)) {
                place.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the checkpoint", e);
        }
    }
}
