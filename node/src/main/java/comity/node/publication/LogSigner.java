package comity.node.publication;

import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import java.time.Instant;

/** The log's keys, as far as this room needs them: it asks for signatures and never sees a key. */
public interface LogSigner {
    /** The log's name. */
    String origin();

    NoteKey logKey();

    Note.Signature signCheckpoint(String text);

    Note.Signature cosign(String text, Instant time);
}
