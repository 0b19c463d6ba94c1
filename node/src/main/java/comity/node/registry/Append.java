package comity.node.registry;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The committer's statements, on its one connection. The acts table knows one way to be written,
 * and the database knows no other: the application's role holds INSERT and SELECT there.
 */
final class Append implements Ledger.Session {
    /** Of all who use this database, whoever holds this lock numbers the acts. */
    private static final long COMMITTER = 0x636f_6d69_7479L;

    private final Connection connection;
    private final Sealing sealing;

    Append(Connection connection, Sealing sealing) {
        this.connection = connection;
        this.sealing = sealing;
    }

    /** A session of {@code database} that has become the committer's. */
    static Append begin(DataSource database, Sealing sealing) throws SQLException {
        var connection = database.getConnection();
        var session = new Append(connection, sealing);
        try {
            connection.setAutoCommit(false);
            session.becomeCommitter();
            connection.commit();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
        return session;
    }

    /** The same without waiting; empty if another session holds the lock. */
    static Optional<Ledger.Won> tryToBegin(DataSource database, Sealing sealing, UUID process)
            throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            var session = new Append(connection, sealing);
            if (session.takesLock()) {
                var before = session.noteSequencer(process);
                connection.commit();
                return Optional.of(new Ledger.Won(session, before));
            }
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    /**
     * A machine that vanished must not hold the lock for the hours that TCP would wait: the server
     * looks for it.
     */
    private boolean takesLock() throws SQLException {
        try (var statement = connection.createStatement()) {
            var locked = statement.executeQuery("SELECT pg_try_advisory_lock(" + COMMITTER + ")");
            locked.next();
            if (!locked.getBoolean(1)) return false;
            statement.execute("SET tcp_keepalives_idle = 5");
            statement.execute("SET tcp_keepalives_interval = 2");
            statement.execute("SET tcp_keepalives_count = 3");
            prepare(statement);
            return true;
        }
    }

    /** Notes who numbers acts from now on; returns who did before. */
    private Optional<UUID> noteSequencer(UUID process) throws SQLException {
        try (var statement = connection.createStatement();
                var note =
                        connection.prepareStatement(
                                "INSERT INTO sequencer (process) VALUES (?) ON CONFLICT (one)"
                                        + " DO UPDATE SET process = excluded.process, since = now(),"
                                        + " suspended = NULL")) {
            Optional<UUID> before;
            try (var rows = statement.executeQuery("SELECT process FROM sequencer")) {
                before =
                        rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
            }
            note.setObject(1, process);
            note.executeUpdate();
            return before;
        }
    }

    @Override
    public void check() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        connection.commit();
    }

    /** A session whose commit is still under way holds the lock. */
    private void becomeCommitter() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SELECT pg_advisory_lock(" + COMMITTER + ")");
            statement.execute("SET lock_timeout = 0");
            prepare(statement);
        }
    }

    /**
     * Each of its questions is answered by an index; a table that has just grown has no statistics
     * yet that would say so.
     */
    private static void prepare(Statement statement) throws SQLException {
        statement.execute("SET enable_seqscan = off");
        statement.execute("SET plan_cache_mode = force_generic_plan");
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    /** The session goes back to the pool, and is no committer's any more. */
    @Override
    public void resign() {
        try (connection;
                var statement = connection.createStatement()) {
            connection.rollback();
            statement.execute("SELECT pg_advisory_unlock(" + COMMITTER + ")");
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // The session is gone, and its lock with it.
        }
    }

    @Override
    public void abandon() {
        try {
            // Not returned to the pool: the session may still hold the lock, or be committing.
            connection.abort(Runnable::run);
            connection.close();
        } catch (SQLException _) {
            // The server ends the session when it finds that nobody listens.
        }
    }

    /** Adds all of {@code acts} in three statements, however many they are. */
    @Override
    public void insert(List<Stored> acts) throws SQLException {
        var rows =
                new Rows(
                        "act",
                        "position",
                        "digest",
                        "id",
                        "docket",
                        "kind",
                        "header",
                        "signature",
                        "personal",
                        "nonce",
                        "filed_at");
        for (var stored : acts) {
            var act = stored.envelope();
            var header = act.header();
            rows.next()
                    .add(stored.position())
                    .add(stored.digest().bytes())
                    .add(header.id())
                    .add(header.docket())
                    .add(header.kind())
                    .add(header.canonical())
                    .add(act.signature())
                    .add(
                            act.personal()
                                    .map(assertion -> CanonicalJson.bytes(assertion.json()))
                                    .orElse(null))
                    .add(stored.nonce())
                    .add(stored.filedAt());
        }
        rows.copyInto(connection);
        sections(acts);
        receipts(acts);
    }

    private record SealedSection(long position, String name, Sealing.Sealed sealed) {}

    /** Sealed on as many processors as there are: that is most of what an act costs here. */
    private void sections(List<Stored> acts) throws SQLException {
        var rows = new Rows("section", "position", "name", "epoch", "wrapped", "sealed");
        acts.parallelStream()
                .flatMap(this::sealed)
                .forEachOrdered(
                        section ->
                                rows.next()
                                        .add(section.position())
                                        .add(section.name())
                                        .add(section.sealed().epoch())
                                        .add(section.sealed().wrapped())
                                        .add(section.sealed().sealed()));
        rows.copyInto(connection);
    }

    private Stream<SealedSection> sealed(Stored stored) {
        return stored.envelope().sections().entrySet().stream()
                .map(
                        section ->
                                new SealedSection(
                                        stored.position(),
                                        section.getKey(),
                                        sealing.seal(
                                                CanonicalJson.bytes(section.getValue().json()),
                                                About.section(stored.digest(), section.getKey()))));
    }

    private void receipts(List<Stored> acts) throws SQLException {
        var rows = new Rows("receipt", "digest", "origin", "body");
        for (var stored : acts)
            for (Receipt receipt : stored.envelope().receipts())
                rows.next()
                        .add(stored.digest().bytes())
                        .add(receipt.origin())
                        .add(CanonicalJson.bytes(receipt.json()));
        rows.copyInto(connection);
    }

    @Override
    public Map<Digest, Long> positions(Collection<Digest> digests) throws SQLException {
        var found = new HashMap<Digest, Long>();
        try (var select =
                connection.prepareStatement(
                        "SELECT digest, position FROM act WHERE digest = ANY (?)")) {
            var keys = digests.stream().map(Digest::bytes).toArray(byte[][]::new);
            select.setArray(1, connection.createArrayOf("bytea", keys));
            try (var rows = select.executeQuery()) {
                while (rows.next()) found.put(Digest.ofHash(rows.getBytes(1)), rows.getLong(2));
            }
        }
        return found;
    }

    /** Asks in one statement. */
    @Override
    public Ledger.Known known(Collection<Envelope> acts) throws SQLException {
        var known = new Ledger.Known(new HashMap<>(), new HashMap<>(), new HashSet<>());
        try (var select =
                connection.prepareStatement(
                        """
                        SELECT digest, id, position, docket, 1 FROM act WHERE digest = ANY (?)
                        UNION ALL
                        SELECT digest, id, position, docket, 2 FROM act WHERE id = ANY (?)
                        UNION ALL
                        SELECT NULL, NULL, NULL, docket, 3 FROM unnest(?::uuid[]) AS asked (docket)
                         WHERE EXISTS (SELECT 1 FROM act WHERE act.docket = asked.docket)
                        """)) {
            select.setArray(1, digests(acts.stream().map(Envelope::digest).toList()));
            select.setArray(2, uuids(acts.stream().map(act -> act.header().id())));
            select.setArray(3, uuids(acts.stream().map(act -> act.header().docket())));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    switch (rows.getInt(5)) {
                        case 1 ->
                                known.positions()
                                        .put(Digest.ofHash(rows.getBytes(1)), rows.getLong(3));
                        case 2 ->
                                known.ids()
                                        .put(
                                                rows.getObject(2, UUID.class),
                                                Digest.ofHash(rows.getBytes(1)));
                        default -> known.dockets().add(rows.getObject(4, UUID.class));
                    }
                }
            }
        }
        return known;
    }

    private java.sql.Array uuids(Stream<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.distinct().toArray());
    }

    @Override
    public void park(List<Parking.Waiting> acts) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO parked (digest, internal, missing, parked_at, author, epoch,"
                                + " wrapped, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET"
                                + " internal = excluded.internal, missing = excluded.missing")) {
            for (var waiting : acts) {
                insert.setBytes(1, waiting.act().digest().bytes());
                insert.setArray(2, digests(waiting.internal()));
                insert.setArray(3, digests(waiting.missing()));
                insert.setObject(4, waiting.since().atOffset(ZoneOffset.UTC));
                insert.setString(5, waiting.act().header().author().state());
                var sealed =
                        sealing.seal(
                                CanonicalJson.bytes(waiting.act().json()),
                                About.parked(waiting.act().digest()));
                insert.setInt(6, sealed.epoch());
                insert.setBytes(7, sealed.wrapped());
                insert.setBytes(8, sealed.sealed());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void unpark(Collection<Digest> acts) throws SQLException {
        try (var delete =
                connection.prepareStatement("DELETE FROM parked WHERE digest = ANY (?)")) {
            delete.setArray(1, digests(acts));
            delete.executeUpdate();
        }
    }

    @Override
    public List<Parking.Waiting> parked() throws SQLException {
        var found = new java.util.ArrayList<Parking.Waiting>();
        try (var select =
                        connection.prepareStatement(
                                "SELECT digest, epoch, wrapped, sealed, internal, missing,"
                                        + " parked_at FROM parked"
                                        + " ORDER BY parked_at");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                var body =
                        sealing.open(
                                new Sealing.Sealed(
                                        rows.getInt(2), rows.getBytes(3), rows.getBytes(4)),
                                About.parked(Digest.ofHash(rows.getBytes(1))));
                if (body.isEmpty()) continue; // of a copy older than an erasure; it is sent again
                found.add(
                        Parking.Waiting.read(
                                body.get(),
                                digests((Object[]) rows.getArray(5).getArray()),
                                digests((Object[]) rows.getArray(6).getArray()),
                                rows.getObject(7, OffsetDateTime.class).toInstant()));
            }
        }
        return found;
    }

    private java.sql.Array digests(Collection<Digest> digests) throws SQLException {
        return connection.createArrayOf(
                "bytea", digests.stream().map(Digest::bytes).toArray(byte[][]::new));
    }

    private static java.util.Set<Digest> digests(Object[] column) {
        var digests = new java.util.TreeSet<Digest>();
        for (var bytes : column) digests.add(Digest.ofHash((byte[]) bytes));
        return digests;
    }
}
