package comity.node.retention;

import comity.node.registry.Sealing.Sealed;
import comity.node.registry.StorageFailed;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Removes sections, and then ends the epochs whose keys could have opened them: what survives moves
 * to a fresh epoch, the old keys are destroyed. Whatever copy there is of the database (its log, a
 * backup, a dump, dead rows) opens no more.
 *
 * <p>Each step is repeatable, and which epochs are to end is noted in the transaction that removes:
 * a crash at any point is taken up by {@link #moveOn}.
 */
public final class Eraser {
    private static final int BATCH = 500;

    /** Every table in which something rests sealed, and how its rows say what they are. */
    private static final List<String> SEALED =
            List.of(
                    "SELECT s.ctid::text, s.epoch, s.wrapped, 'section', 'comity-section/1 '"
                            + " || encode(a.digest, 'hex') || ' ' || s.name"
                            + " FROM section s JOIN act a USING (position)",
                    "SELECT s.ctid::text, s.epoch, s.wrapped, 'parked', 'comity-parked/1 '"
                            + " || encode(s.digest, 'hex') FROM parked s",
                    "SELECT s.ctid::text, s.epoch, s.wrapped, 'draft', 'comity-draft/1 ' || s.id"
                            + " FROM draft s",
                    "SELECT s.ctid::text, s.epoch, s.wrapped, 'proposal', 'comity-proposal/1 '"
                            + " || s.id FROM proposal s",
                    "SELECT s.ctid::text, s.epoch, s.wrapped, 'pseudonym', 'comity-pseudonym/1 '"
                            + " || s.docket || ' ' || s.person FROM pseudonym s",
                    "SELECT s.ctid::text, s.epoch, s.wrapped, 'person_lookup', 'comity-lookup/1 '"
                            + " || s.id FROM person_lookup s");

    private final DataSource database;
    private final Keyring keyring;
    private final Milestones milestones;

    /**
     * @param database connections as the one role that may remove content
     */
    public Eraser(DataSource database, Keyring keyring) {
        this(database, keyring, _ -> {});
    }

    Eraser(DataSource database, Keyring keyring, Milestones milestones) {
        this.database = database;
        this.keyring = keyring;
        this.milestones = milestones;
    }

    /**
     * Removes the sections of acts on {@code docket}, and the working papers that repeat them.
     *
     * @return how many sections there were; none if they were removed before
     */
    int remove(UUID docket, Collection<Act.Part> parts) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var removed = remove(connection, docket, parts);
            connection.commit();
            milestones.reached(Milestones.Milestone.REMOVED);
            return removed;
        } catch (SQLException e) {
            throw new StorageFailed("could not remove sections", e);
        }
    }

    private static int remove(Connection connection, UUID docket, Collection<Act.Part> parts)
            throws SQLException {
        var digests = parts.stream().map(part -> part.act().bytes()).toArray(byte[][]::new);
        var names = parts.stream().map(Act.Part::section).toArray();
        var officers = parts.stream().anyMatch(part -> part.section().equals(Cooperation.OFFICER));
        var named =
                """
                FROM act, unnest(?::bytea[], ?::text[]) AS named (digest, name)
                WHERE act.digest = named.digest AND section.position = act.position
                  AND section.name = named.name
                """;
        note(
                connection,
                "SELECT section.epoch FROM section, act, unnest(?::bytea[], ?::text[])"
                        + " AS named (digest, name) WHERE act.digest = named.digest"
                        + " AND section.position = act.position AND section.name = named.name",
                digests,
                names);
        var removed = 0;
        try (var delete =
                connection.prepareStatement(
                        "DELETE FROM section USING " + named.substring("FROM ".length()))) {
            delete.setArray(1, connection.createArrayOf("bytea", digests));
            delete.setArray(2, connection.createArrayOf("text", names));
            removed = delete.executeUpdate();
        }
        // What was signed still lies among the proposals for some days, with the same salts.
        papers(
                connection,
                "proposal WHERE docket = ? AND sha256(header) = ANY (?)",
                docket,
                digests);
        papers(connection, "draft WHERE docket = ? AND ? IS NOT NULL", docket, digests);
        if (officers)
            papers(connection, "pseudonym WHERE docket = ? AND ? IS NOT NULL", docket, digests);
        return removed;
    }

    private static void note(Connection connection, String epochs, byte[][] digests, Object[] names)
            throws SQLException {
        try (var note =
                connection.prepareStatement(
                        "INSERT INTO ending_epoch SELECT DISTINCT epoch FROM ("
                                + epochs
                                + ") AS gone ON CONFLICT DO NOTHING")) {
            note.setArray(1, connection.createArrayOf("bytea", digests));
            note.setArray(2, connection.createArrayOf("text", names));
            note.executeUpdate();
        }
    }

    private static void papers(Connection connection, String which, UUID docket, byte[][] digests)
            throws SQLException {
        for (var statement :
                List.of(
                        "INSERT INTO ending_epoch SELECT DISTINCT epoch FROM "
                                + which
                                + " ON CONFLICT DO NOTHING",
                        "DELETE FROM " + which)) {
            try (var prepared = connection.prepareStatement(statement)) {
                prepared.setObject(1, docket);
                prepared.setArray(2, connection.createArrayOf("bytea", digests));
                prepared.executeUpdate();
            }
        }
    }

    /** Ends the epochs that are noted: also what a crash left undone. */
    void moveOn() {
        try {
            var ending = ending();
            if (ending.isEmpty()) return;
            keyring.turn(ending);
            milestones.reached(Milestones.Milestone.TURNED);
            for (var table : SEALED) move(table, ending);
            milestones.reached(Milestones.Milestone.MOVED);
            ending.forEach(keyring::end);
            milestones.reached(Milestones.Milestone.ENDED);
            forget(ending);
        } catch (SQLException e) {
            throw new StorageFailed("could not move what survives an erasure", e);
        }
    }

    private List<Integer> ending() throws SQLException {
        var ending = new ArrayList<Integer>();
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT epoch FROM ending_epoch ORDER BY 1");
                var rows = select.executeQuery()) {
            while (rows.next()) ending.add(rows.getInt(1));
        }
        return ending;
    }

    private record Row(String place, String table, Sealed sealed, String about) {}

    /** One pass over the table; nothing is added under these epochs any more. */
    private void move(String table, List<Integer> ending) throws SQLException {
        try (var reading = database.getConnection();
                var writing = database.getConnection()) {
            reading.setAutoCommit(false);
            writing.setAutoCommit(false);
            try (var select = reading.prepareStatement(table + " WHERE s.epoch = ANY (?)")) {
                select.setFetchSize(BATCH);
                select.setArray(1, reading.createArrayOf("integer", ending.toArray()));
                try (var rows = select.executeQuery()) {
                    var batch = new ArrayList<Row>();
                    while (rows.next()) {
                        batch.add(row(rows));
                        if (batch.size() == BATCH) write(writing, batch);
                    }
                    write(writing, batch);
                }
            }
            reading.rollback();
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(1),
                rows.getString(4),
                new Sealed(rows.getInt(2), rows.getBytes(3), new byte[0]),
                rows.getString(5));
    }

    /** A row that somebody wrote anew meanwhile is under the fresh epoch already. */
    private void write(Connection writing, List<Row> batch) throws SQLException {
        if (batch.isEmpty()) return;
        try (var update =
                writing.prepareStatement(
                        "UPDATE "
                                + batch.getFirst().table()
                                + " SET epoch = ?, wrapped = ?"
                                + " WHERE ctid = ?::tid AND epoch = ? AND wrapped = ?")) {
            for (var row : batch) {
                var moved = keyring.rewrap(row.sealed(), row.about());
                if (moved.isEmpty()) continue;
                update.setInt(1, moved.get().epoch());
                update.setBytes(2, moved.get().wrapped());
                update.setString(3, row.place());
                update.setInt(4, row.sealed().epoch());
                update.setBytes(5, row.sealed().wrapped());
                update.addBatch();
            }
            update.executeBatch();
        }
        writing.commit();
        batch.clear();
        milestones.reached(Milestones.Milestone.MOVING);
    }

    private void forget(List<Integer> ended) throws SQLException {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement(
                                "DELETE FROM ending_epoch WHERE epoch = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("integer", ended.toArray()));
            delete.executeUpdate();
        }
    }
}
