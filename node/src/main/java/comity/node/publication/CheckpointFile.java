package comity.node.publication;

import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The log's newest checkpoint, at the path at which tlog-tiles serves it. */
final class CheckpointFile {
    private final LogFiles files;

    CheckpointFile(LogFiles files) {
        this.files = files;
    }

    /**
     * The checkpoint that was written last; empty in a new log.
     *
     * @throws IllegalStateException if it is not what {@code keys} signed
     */
    Optional<Note> read(NoteKeys keys) {
        var bytes = files.read("checkpoint");
        if (bytes.isEmpty()) return Optional.empty();
        try {
            var note = Note.parse(new String(bytes.get(), StandardCharsets.UTF_8));
            if (!keys.signed(note))
                throw new IllegalStateException(
                        "the log's checkpoint is not signed by its key: " + files);
            return Optional.of(note);
        } catch (MalformedNote e) {
            throw new IllegalStateException("the log's checkpoint cannot be read: " + files, e);
        }
    }

    void write(Note note) {
        files.writeCheckpoint(note.encoded().getBytes(StandardCharsets.UTF_8));
    }
}
