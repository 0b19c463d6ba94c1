package comity.record.tlog;

import comity.record.act.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A State as an operator of logs, by the keys that its directory lists: those of its own log, and
 * those with which it witnesses the logs of others.
 */
public record Operator(NoteKeys log, NoteKeys witness) {
    public static Operator of(Directory.Log keys) {
        return new Operator(NoteKeys.of(keys.keys()), NoteKeys.of(keys.witness()));
    }

    /** Whether {@code note} is a checkpoint of this operator's log, signed by it. */
    public boolean isCheckpoint(Note note) {
        return isOfItsLog(note) && log.signed(note);
    }

    /**
     * When this operator saw the tree: its own by its log's signature, another's by its
     * cosignature. Empty if it says nothing, or nothing that can be checked here.
     */
    public Optional<Instant> sawAt(Note note) {
        return isOfItsLog(note) ? log.cosignedAt(note) : witness.cosignedAt(note);
    }

    private boolean isOfItsLog(Note note) {
        return note.text().startsWith(log.name() + "\n");
    }

    /** Whether a line on {@code note} is in the name of one of its keys and not by it. */
    public boolean isForgedOn(Note note) {
        return log.isForgedOn(note) || witness.isForgedOn(note);
    }

    /** The algorithms of its keys that this release cannot check. */
    public List<String> unknownAlgorithms() {
        return Stream.concat(log.unknown().stream(), witness.unknown().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
