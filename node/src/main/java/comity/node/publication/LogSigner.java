package comity.node.publication;

import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.NoteSigner;
import java.time.Instant;
import java.util.List;

/** The log's keys, as far as this room needs them: it asks for signatures and never sees a key. */
public interface LogSigner {
    /** Nothing can be signed now; later it may be: asking again is right. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unavailable(RuntimeException why) {
            super(why.getMessage(), why);
        }
    }

    /** The keys of the State's log; their name is its origin. */
    NoteKeys logKeys();

    /** The keys with which this node cosigns others' checkpoints. */
    NoteKeys witnessKeys();

    /**
     * Signs a checkpoint of this State's log.
     *
     * @throws Unavailable if it cannot be signed now
     */
    List<Note.Signature> signCheckpoint(String text, Instant time);

    /** Cosigns another operator's checkpoint. */
    List<Note.Signature> cosign(String text, Instant time);

    /** Keys held in memory. */
    static LogSigner of(NoteSigner log, NoteSigner witness) {
        return new LogSigner() {
            @Override
            public NoteKeys logKeys() {
                return log.keys();
            }

            @Override
            public NoteKeys witnessKeys() {
                return witness.keys();
            }

            @Override
            public List<Note.Signature> signCheckpoint(String text, Instant time) {
                return log.sign(text, time);
            }

            @Override
            public List<Note.Signature> cosign(String text, Instant time) {
                return witness.sign(text, time);
            }
        };
    }
}
