package comity.node.registry;

import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Other operators' checkpoints, for {@code after} in the acts to come. The newest of each is in
 * memory; the table gets one for each size, and one now and then while nothing grows.
 */
final class Checkpoints {
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final Supplier<Directories> directories;
    private final Map<String, Kept> newest = new ConcurrentHashMap<>();
    private final Map<String, Kept> written = new ConcurrentHashMap<>();

    private record Kept(String note, long size, Instant at) {}

    Checkpoints(Ledger ledger, Supplier<Directories> directories) {
        this.ledger = ledger;
        this.directories = directories;
    }

    /**
     * True if it is a checkpoint of {@code origin}, signed by its log with a time. Others' lines on
     * it are not kept: anybody can add some, and {@code after} has little room.
     */
    boolean keep(String origin, String note) {
        var kept = genuine(origin, note);
        if (kept.isEmpty()) return false;
        newest.merge(origin, kept.get(), Checkpoints::later);
        var last = written.get(origin);
        if (last == null
                || kept.get().size() > last.size()
                || kept.get().size() == last.size()
                        && kept.get().at().isAfter(last.at().plus(QUIET))) {
            ledger.keepCheckpoint(origin, kept.get().size(), kept.get().note());
            written.put(origin, kept.get());
        }
        return true;
    }

    /** A log only grows: of two checkpoints the longer is the later, whatever its time says. */
    private static Kept later(Kept one, Kept other) {
        if (one.size() != other.size()) return one.size() > other.size() ? one : other;
        return other.at().isAfter(one.at()) ? other : one;
    }

    private Optional<Kept> genuine(String origin, String text) {
        try {
            var note = Note.parse(text);
            var checkpoint = Checkpoint.of(note);
            if (!checkpoint.origin().equals(origin)) return Optional.empty();
            var log = operator(origin).map(state -> NoteKeys.of(state.log().keys()));
            return log.flatMap(keys -> keys.cosignedAt(note))
                    .map(at -> new Kept(log.get().onlyOn(note).encoded(), checkpoint.size(), at));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private Optional<Directory> operator(String origin) {
        return directories.get().byState().values().stream()
                .filter(state -> state.logOrigin().equals(origin))
                .findFirst();
    }

    /** Takes up what was kept before this process began. */
    void load() {
        ledger.checkpoints()
                .forEach(
                        (origin, note) ->
                                genuine(origin, note)
                                        .ifPresent(
                                                kept -> {
                                                    newest.put(origin, kept);
                                                    written.put(origin, kept);
                                                }));
    }

    /** The checkpoint, of any operator, that was cosigned last. */
    Optional<String> newest() {
        return newest.values().stream()
                .max(java.util.Comparator.comparing(Kept::at))
                .map(Kept::note);
    }

    Optional<String> of(String origin) {
        return Optional.ofNullable(newest.get(origin)).map(Kept::note);
    }
}
