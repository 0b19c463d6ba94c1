package comity.node.admin;

import comity.node.courier.Peers;
import comity.node.registry.Registry;
import comity.record.act.Directory;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/** How it stands with each partner that was introduced. */
final class PeerMeasure {
    /** A partner that signed none of so many checkpoints signed none lately. */
    private static final int CHECKPOINTS = 20;

    private final Peers peers;
    private final Registry registry;
    private final LogMeasure log;
    private final JdbcTemplate sql;

    PeerMeasure(Peers peers, Registry registry, LogMeasure log, JdbcTemplate sql) {
        this.peers = peers;
        this.registry = registry;
        this.log = log;
        this.sql = sql;
    }

    List<Facts.Peer> all() {
        var notes = notes();
        return peers.all().stream()
                .map(introduction -> peer(introduction.state(), notes))
                .sorted(java.util.Comparator.comparing(Facts.Peer::state))
                .toList();
    }

    private Facts.Peer peer(String state, List<Note> notes) {
        var directory = registry.directories().of(state);
        var told = told(state);
        var compared = compared(state);
        return new Facts.Peer(
                state,
                directory
                        .map(Directory::version)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                registry.suspended(state).isPresent(),
                Math.max(0, registry.size() - told),
                log.filed(told),
                refused(state),
                directory.flatMap(known -> cosigned(known, notes)),
                compared.map(Compared::at),
                compared.map(Compared::agreed).orElse(true));
    }

    private long told(String state) {
        return sql
                .query(
                        "SELECT position FROM cursor WHERE follower = ?",
                        (row, _) -> row.getLong(1),
                        "outbox:" + state)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private long refused(String state) {
        var count =
                sql.queryForObject(
                        "SELECT count(*) FROM delivery WHERE peer = ? AND outcome <> 'filed'",
                        Long.class,
                        state);
        return count == null ? 0 : count;
    }

    private record Compared(Instant at, boolean agreed) {}

    private Optional<Compared> compared(String state) {
        return sql
                .query(
                        "SELECT compared_at, outcome FROM comparison WHERE peer = ?"
                                + " ORDER BY number DESC LIMIT 1",
                        (row, _) ->
                                new Compared(
                                        row.getTimestamp(1).toInstant(),
                                        row.getString(2).equals("agreed")),
                        state)
                .stream()
                .findFirst();
    }

    private List<Note> notes() {
        return sql
                .query(
                        "SELECT note FROM cosigned_checkpoint ORDER BY size DESC LIMIT "
                                + CHECKPOINTS,
                        (row, _) -> row.getString(1))
                .stream()
                .map(PeerMeasure::note)
                .toList();
    }

    private static Note note(String text) {
        try {
            return Note.parse(text);
        } catch (MalformedNote e) {
            throw new IllegalStateException("a checkpoint that was kept cannot be read", e);
        }
    }

    private static Optional<Instant> cosigned(Directory partner, List<Note> notes) {
        var keys = NoteKeys.of(partner.log().witness());
        return notes.stream()
                .flatMap(note -> keys.cosignedAt(note).stream())
                .max(Instant::compareTo);
    }
}
