package comity.node.registry;

import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Other operators' checkpoints, for {@code after} in the acts to come. The newest of each is in
 * memory; the table gets one for each size, and one now and then while nothing grows.
 */
final class Checkpoints {
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final DataSource database;
    private final Supplier<Directories> directories;
    private final Map<String, Kept> newest = new ConcurrentHashMap<>();
    private final Map<String, Kept> written = new ConcurrentHashMap<>();

    private record Kept(String note, long size, Instant at) {}

    Checkpoints(DataSource database, Supplier<Directories> directories) {
        this.database = database;
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
            write(origin, kept.get());
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

    private void write(String origin, Kept kept) {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO foreign_checkpoint (origin, size, note)"
                                        + " VALUES (?, ?, ?)")) {
            insert.setString(1, origin);
            insert.setLong(2, kept.size());
            insert.setString(3, kept.note());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailed("could not keep a checkpoint", e);
        }
    }

    /** Takes up what was kept before this process began. */
    void load() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT DISTINCT ON (origin) origin, note FROM foreign_checkpoint"
                                        + " ORDER BY origin, size DESC, number DESC")) {
            while (rows.next()) {
                var origin = rows.getString(1);
                genuine(origin, rows.getString(2))
                        .ifPresent(
                                kept -> {
                                    newest.put(origin, kept);
                                    written.put(origin, kept);
                                });
            }
        } catch (SQLException e) {
            throw new StorageFailed("could not read the kept checkpoints", e);
        }
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
