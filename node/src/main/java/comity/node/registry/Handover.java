package comity.node.registry;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Acts on their way from one process of a node to the one that numbers them, and the answers on
 * their way back: rows of one table, so that a process that dies loses nothing of the other's.
 */
final class Handover {
    private static final int MOST = 256;

    private final DataSource database;
    private final Sealing sealing;

    Handover(DataSource database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /** An act that waits, as the sequencer takes it. */
    record Taken(long number, Envelope act, Set<Digest> internal, boolean own) {}

    /** Hands an act over; returns the number under which its answer will be. */
    long present(UUID process, Envelope act, Set<Digest> internal, boolean own) {
        // No epoch ends between the seal and the row.
        return sealing.whileNoEpochEnds(
                () -> {
                    var sealed =
                            sealing.seal(
                                    CanonicalJson.bytes(act.json()), About.presented(act.digest()));
                    return first(
                            "INSERT INTO presented (process, digest, internal, own, epoch, wrapped,"
                                    + " sealed) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
                            statement -> {
                                statement.setObject(1, process);
                                statement.setBytes(2, act.digest().bytes());
                                statement.setArray(3, bytes(statement.getConnection(), internal));
                                statement.setBoolean(4, own);
                                statement.setInt(5, sealed.epoch());
                                statement.setBytes(6, sealed.wrapped());
                                statement.setBytes(7, sealed.sealed());
                            },
                            row -> row.getLong(1));
                });
    }

    private static java.sql.Array bytes(Connection connection, Collection<Digest> digests)
            throws SQLException {
        return connection.createArrayOf(
                "bytea", digests.stream().map(Digest::bytes).toArray(byte[][]::new));
    }

    /**
     * Takes what waits and this sequencer does not have in hand yet, in the order in which it was
     * handed over: also what a former sequencer had taken. What cannot be opened any more is
     * answered with {@code busy}.
     */
    List<Taken> take(UUID sequencer, Filing busy) {
        var taken = new ArrayList<Taken>();
        var unopened = new LinkedHashMap<Long, Filing>();
        asked(
                """
                UPDATE presented SET taken = ? WHERE number IN (
                    SELECT number FROM presented
                     WHERE answer IS NULL AND taken IS DISTINCT FROM ?
                     ORDER BY number LIMIT ?)
                RETURNING number, digest, internal, own, epoch, wrapped, sealed
                """,
                statement -> {
                    statement.setObject(1, sequencer);
                    statement.setObject(2, sequencer);
                    statement.setInt(3, MOST);
                },
                row -> {
                    var number = row.getLong("number");
                    opened(row).ifPresentOrElse(taken::add, () -> unopened.put(number, busy));
                    return number;
                });
        answer(unopened);
        taken.sort(Comparator.comparingLong(Taken::number));
        return taken;
    }

    private Optional<Taken> opened(ResultSet row) throws SQLException {
        var number = row.getLong("number");
        var own = row.getBoolean("own");
        var digest = Digest.ofHash(row.getBytes("digest"));
        var sealed =
                new Sealing.Sealed(
                        row.getInt("epoch"), row.getBytes("wrapped"), row.getBytes("sealed"));
        var internal = new TreeSet<Digest>();
        for (var one : (Object[]) row.getArray("internal").getArray())
            internal.add(Digest.ofHash((byte[]) one));
        try {
            var body = sealing.open(sealed, About.presented(digest));
            if (body.isEmpty()) return Optional.empty();
            return Optional.of(new Taken(number, Envelope.of(body.get()), internal, own));
        } catch (MalformedJson | MalformedAct | IllegalStateException _) {
            // Not what a process of this node wrote there.
            return Optional.empty();
        }
    }

    /** Lets another attempt take an act up: its outcome is not known. */
    void putBack(long number) {
        changed(
                "UPDATE presented SET taken = NULL WHERE number = ? AND answer IS NULL",
                statement -> statement.setLong(1, number));
    }

    void answer(Map<Long, Filing> answers) {
        if (answers.isEmpty()) return;
        var numbers = new ArrayList<Long>();
        var texts = new ArrayList<String>();
        answers.forEach(
                (number, filing) -> {
                    numbers.add(number);
                    texts.add(Answers.text(filing));
                });
        changed(
                "UPDATE presented SET answer = said.answer"
                        + " FROM unnest(?::bigint[], ?::text[]) AS said (number, answer)"
                        + " WHERE presented.number = said.number",
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
                    statement.setArray(2, connection.createArrayOf("text", texts.toArray()));
                });
    }

    /** An answer as it is fetched. */
    record Answered(long number, String answer) {}

    /** Fetches this process's answers, and takes their rows away. */
    List<Answered> answers(UUID process) {
        return asked(
                "DELETE FROM presented WHERE process = ? AND answer IS NOT NULL"
                        + " RETURNING number, answer",
                statement -> statement.setObject(1, process),
                row -> new Answered(row.getLong(1), row.getString(2)));
    }

    /** Takes an act back that no sequencer has in hand; false if one has. */
    boolean withdraw(long number) {
        return changed(
                        "DELETE FROM presented WHERE number = ? AND taken IS NULL",
                        statement -> statement.setLong(1, number))
                == 1;
    }

    /** Answers that nobody fetched: their process died. */
    void sweep() {
        changed(
                "DELETE FROM presented WHERE answer IS NOT NULL"
                        + " AND presented_at < now() - interval '1 hour'",
                _ -> {});
    }

    /** Tells the other processes that nothing is filed, and why. */
    void suspend(String code) {
        changed("UPDATE sequencer SET suspended = ?", statement -> statement.setString(1, code));
    }

    /** Why the sequencer files nothing; empty if it does. */
    Optional<String> suspended() {
        return asked(
                        "SELECT suspended FROM sequencer WHERE suspended IS NOT NULL",
                        _ -> {},
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T first(String sql, Binding binding, Reading<T> reading) {
        return asked(sql, binding, reading).getFirst();
    }

    private <T> List<T> asked(String sql, Binding binding, Reading<T> reading) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) found.add(reading.of(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new StorageFailed("could not hand an act over", e);
        }
    }

    private int changed(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailed("could not hand an act over", e);
        }
    }
}
