package comity.node.registry;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The committer's statements, on its one connection. The acts table knows one way to be written,
 * and the database knows no other: the application's role holds INSERT and SELECT there.
 */
final class Append {
    /** Of all who use this database, whoever holds this lock numbers the acts. */
    private static final long COMMITTER = 0x636f_6d69_7479L;

    private Append() {}

    /**
     * Waits until no other session is the committer. A session whose commit is still under way
     * holds the lock, so that what is read after this is final.
     */
    static void becomeCommitter(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SELECT pg_advisory_lock(" + COMMITTER + ")");
            statement.execute("SET lock_timeout = 0");
            // Each of its questions is answered by an index; a table that has just grown has no
            // statistics yet that would say so.
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET plan_cache_mode = force_generic_plan");
        }
    }

    static void resign(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + COMMITTER + ")");
        }
    }

    /** Adds all of {@code acts} in four statements, however many they are. */
    static void insert(Connection connection, List<Stored> acts, Sealing sealing)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO act (position, digest, id, docket, kind, header, signature, personal, nonce, filed_at)
                        SELECT * FROM unnest(?::bigint[], ?::bytea[], ?::uuid[], ?::uuid[], ?::text[],
                                             ?::bytea[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
                        """)) {
            var columns = new Columns(connection, acts.size());
            for (var stored : acts) {
                var act = stored.envelope();
                var header = act.header();
                columns.add(
                        stored.position(),
                        stored.digest().bytes(),
                        header.id(),
                        header.docket(),
                        header.kind(),
                        header.canonical(),
                        act.signature(),
                        act.personal()
                                .map(assertion -> CanonicalJson.bytes(assertion.json()))
                                .orElse(null),
                        stored.nonce(),
                        stored.filedAt().atOffset(ZoneOffset.UTC).toString());
            }
            columns.bind(
                    insert, "bigint", "bytea", "uuid", "uuid", "text", "bytea", "text", "bytea",
                    "bytea", "text");
            insert.executeUpdate();
        }
        sections(connection, acts, sealing);
        receipts(connection, acts);
    }

    private static void sections(Connection connection, List<Stored> acts, Sealing sealing)
            throws SQLException {
        var columns = new Columns(connection, acts.size() * 4);
        for (var stored : acts)
            stored.envelope()
                    .sections()
                    .forEach(
                            (name, section) -> {
                                var sealed =
                                        sealing.seal(
                                                CanonicalJson.bytes(section.json()),
                                                About.section(stored.digest(), name));
                                columns.add(
                                        stored.position(),
                                        name,
                                        sealed.epoch(),
                                        sealed.wrapped(),
                                        sealed.sealed());
                            });
        if (columns.isEmpty()) return;
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO section (position, name, epoch, wrapped, sealed)"
                                + " SELECT * FROM unnest(?::bigint[], ?::text[], ?::integer[],"
                                + " ?::bytea[], ?::bytea[])")) {
            columns.bind(insert, "bigint", "text", "integer", "bytea", "bytea");
            insert.executeUpdate();
        }
    }

    private static void receipts(Connection connection, List<Stored> acts) throws SQLException {
        var columns = new Columns(connection, acts.size());
        for (var stored : acts)
            for (Receipt receipt : stored.envelope().receipts())
                columns.add(
                        stored.digest().bytes(),
                        receipt.origin(),
                        CanonicalJson.bytes(receipt.json()));
        if (columns.isEmpty()) return;
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO receipt (digest, origin, body)"
                                + " SELECT * FROM unnest(?::bytea[], ?::text[], ?::bytea[])")) {
            columns.bind(insert, "bytea", "text", "bytea");
            insert.executeUpdate();
        }
    }

    /** The positions of those of {@code digests} that are filed. */
    static Map<Digest, Long> positions(Connection connection, Collection<Digest> digests)
            throws SQLException {
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

    /** What the table holds of a batch, before the batch is ruled on. */
    record Known(Map<Digest, Long> positions, Map<UUID, Digest> ids, Set<UUID> dockets) {}

    /** Asks in one statement which of a batch's acts, ids and dockets are in the table. */
    static Known known(Connection connection, Collection<Envelope> acts) throws SQLException {
        var known = new Known(new HashMap<>(), new HashMap<>(), new HashSet<>());
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
            select.setArray(1, digests(connection, acts.stream().map(Envelope::digest).toList()));
            select.setArray(2, uuids(connection, acts.stream().map(act -> act.header().id())));
            select.setArray(3, uuids(connection, acts.stream().map(act -> act.header().docket())));
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

    private static java.sql.Array uuids(Connection connection, Stream<UUID> ids)
            throws SQLException {
        return connection.createArrayOf("uuid", ids.distinct().toArray());
    }

    static void park(Connection connection, List<Parking.Waiting> acts, Sealing sealing)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO parked (digest, internal, missing, parked_at, author, epoch,"
                                + " wrapped, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET"
                                + " internal = excluded.internal, missing = excluded.missing")) {
            for (var waiting : acts) {
                insert.setBytes(1, waiting.act().digest().bytes());
                insert.setArray(2, digests(connection, waiting.internal()));
                insert.setArray(3, digests(connection, waiting.missing()));
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

    static void unpark(Connection connection, Collection<Digest> acts) throws SQLException {
        try (var delete =
                connection.prepareStatement("DELETE FROM parked WHERE digest = ANY (?)")) {
            delete.setArray(1, digests(connection, acts));
            delete.executeUpdate();
        }
    }

    static List<Parking.Waiting> parked(Connection connection, Sealing sealing)
            throws SQLException {
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

    private static java.sql.Array digests(Connection connection, Collection<Digest> digests)
            throws SQLException {
        return connection.createArrayOf(
                "bytea", digests.stream().map(Digest::bytes).toArray(byte[][]::new));
    }

    private static java.util.Set<Digest> digests(Object[] column) {
        var digests = new java.util.TreeSet<Digest>();
        for (var bytes : column) digests.add(Digest.ofHash((byte[]) bytes));
        return digests;
    }
}
