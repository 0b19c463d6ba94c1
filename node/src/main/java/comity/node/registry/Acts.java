package comity.node.registry;

import comity.record.act.Assertion;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import comity.record.act.Section;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The acts table and the sections beside it. It knows one way to write, {@link #append}, and the
 * database knows no other: the application's role holds INSERT and SELECT here, and neither UPDATE
 * nor DELETE. Bytes in, bytes out: what was signed is what is read back.
 */
final class Acts {
    private static final String COLUMNS = "position, header, signature, personal, nonce, filed_at";
    private final DataSource database;

    Acts(DataSource database) {
        this.database = database;
    }

    /**
     * Appends all of {@code acts} in one transaction, or none. When it returns, they are durable.
     */
    void append(List<Stored> acts) {
        run(
                "append acts",
                connection -> {
                    connection.setAutoCommit(false);
                    try (var act =
                                    connection.prepareStatement(
                                            """
                        INSERT INTO act (position, digest, id, docket, kind, header, signature, personal, nonce, filed_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                            var section =
                                    connection.prepareStatement(
                                            "INSERT INTO section (position, name, body) VALUES (?, ?, ?)");
                            var receipt =
                                    connection.prepareStatement(
                                            "INSERT INTO receipt (digest, origin, body) VALUES (?, ?, ?)")) {
                        for (var stored : acts) bind(stored, act, section, receipt);
                        act.executeBatch();
                        section.executeBatch();
                        receipt.executeBatch();
                        // A crash before this line leaves nothing; after it, everything. Nobody was
                        // told yet.
                        connection.commit();
                    }
                    return List.of();
                });
    }

    private static void bind(
            Stored stored,
            PreparedStatement act,
            PreparedStatement section,
            PreparedStatement receipt)
            throws SQLException {
        var envelope = stored.envelope();
        var header = envelope.header();
        var digest = stored.digest().bytes();
        act.setLong(1, stored.position());
        act.setBytes(2, digest);
        act.setObject(3, header.id());
        act.setObject(4, header.docket());
        act.setString(5, header.kind());
        act.setBytes(6, header.canonical());
        act.setString(7, envelope.signature());
        if (envelope.personal().isPresent())
            act.setBytes(8, CanonicalJson.bytes(envelope.personal().get().json()));
        else act.setNull(8, java.sql.Types.BINARY);
        act.setBytes(9, stored.nonce());
        act.setTimestamp(10, Timestamp.from(stored.filedAt()));
        act.addBatch();
        for (var part : envelope.sections().entrySet()) {
            section.setLong(1, stored.position());
            section.setString(2, part.getKey());
            section.setBytes(3, CanonicalJson.bytes(part.getValue().json()));
            section.addBatch();
        }
        for (var proof : envelope.receipts()) {
            receipt.setBytes(1, digest);
            receipt.setString(2, proof.origin());
            receipt.setBytes(3, CanonicalJson.bytes(proof.json()));
            receipt.addBatch();
        }
    }

    /** Keeps a receipt beside its act; later ones of an origin lead to later checkpoints. */
    void keep(Digest digest, Receipt receipt) {
        run(
                "keep a receipt",
                connection -> {
                    try (var insert =
                            connection.prepareStatement(
                                    "INSERT INTO receipt (digest, origin, body) VALUES (?, ?, ?)")) {
                        insert.setBytes(1, digest.bytes());
                        insert.setString(2, receipt.origin());
                        insert.setBytes(3, CanonicalJson.bytes(receipt.json()));
                        insert.executeUpdate();
                    }
                    return List.of();
                });
    }

    /** The number of acts, which is the next position. */
    long size() {
        return run(
                        "count acts",
                        connection -> {
                            try (var select =
                                            connection.prepareStatement(
                                                    "SELECT coalesce(max(position) + 1, 0) FROM act");
                                    var rows = select.executeQuery()) {
                                rows.next();
                                return List.of(rows.getLong(1));
                            }
                        })
                .getFirst();
    }

    Optional<Stored> byDigest(Digest digest) {
        return select("WHERE digest = ?", statement -> statement.setBytes(1, digest.bytes()))
                .stream()
                .findFirst();
    }

    /** The digest under which an act id is already filed. */
    Optional<Digest> byId(UUID id) {
        return select("WHERE id = ?", statement -> statement.setObject(1, id)).stream()
                .findFirst()
                .map(Stored::digest);
    }

    /** A docket's acts, oldest filing first. */
    List<Stored> ofDocket(UUID docket) {
        return select(
                "WHERE docket = ? ORDER BY position", statement -> statement.setObject(1, docket));
    }

    List<Stored> ofKind(String kind) {
        return select(
                "WHERE kind = ? ORDER BY position", statement -> statement.setString(1, kind));
    }

    /** At most {@code limit} acts from position {@code from} on. */
    List<Stored> tail(long from, int limit) {
        return select(
                "WHERE position >= ? ORDER BY position LIMIT ?",
                statement -> {
                    statement.setLong(1, from);
                    statement.setInt(2, limit);
                });
    }

    List<UUID> dockets(String kind) {
        return run(
                "list dockets",
                connection -> {
                    try (var select =
                            connection.prepareStatement(
                                    "SELECT docket FROM act WHERE kind = ? GROUP BY docket ORDER BY max(position) DESC")) {
                        select.setString(1, kind);
                        var found = new ArrayList<UUID>();
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) found.add(rows.getObject(1, UUID.class));
                        }
                        return found;
                    }
                });
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private List<Stored> select(String where, Binding binding) {
        return run(
                "read acts",
                connection -> {
                    var found = new ArrayList<Stored>();
                    try (var select =
                            connection.prepareStatement(
                                    "SELECT " + COLUMNS + " FROM act " + where)) {
                        binding.to(select);
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) found.add(bare(rows));
                        }
                    }
                    return beside(connection, found);
                });
    }

    private static Stored bare(ResultSet row) throws SQLException {
        try {
            var header = Header.of(JsonReader.actObject(row.getBytes("header")));
            var personal = Optional.ofNullable(row.getBytes("personal"));
            var assertion =
                    personal.isPresent()
                            ? Optional.of(Assertion.of(JsonReader.actObject(personal.get())))
                            : Optional.<Assertion>empty();
            var envelope =
                    new Envelope(
                            header, Map.of(), row.getString("signature"), assertion, List.of());
            return new Stored(
                    row.getLong("position"),
                    envelope,
                    row.getBytes("nonce"),
                    row.getTimestamp("filed_at").toInstant());
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException(
                    "the act at position " + row.getLong("position") + " is not what was filed", e);
        }
    }

    /** Sections and receipts of all found acts, in one query each. */
    private static List<Stored> beside(Connection connection, List<Stored> acts)
            throws SQLException {
        if (acts.isEmpty()) return acts;
        var digests = acts.stream().map(stored -> stored.digest().bytes()).toArray(byte[][]::new);
        var sections = new LinkedHashMap<Long, Map<String, Section>>();
        var positions =
                connection.createArrayOf("bigint", acts.stream().map(Stored::position).toArray());
        var receipts = new LinkedHashMap<Digest, List<Receipt>>();
        var keys = connection.createArrayOf("bytea", digests);
        try (var select =
                connection.prepareStatement(
                        "SELECT position, name, body FROM section WHERE position = ANY (?)")) {
            select.setArray(1, positions);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sections.computeIfAbsent(rows.getLong("position"), _ -> new LinkedHashMap<>())
                            .put(
                                    rows.getString("name"),
                                    Section.of(JsonReader.actObject(rows.getBytes("body"))));
                }
            }
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a section is not what was filed", e);
        }
        try (var select =
                connection.prepareStatement(
                        "SELECT digest, body FROM receipt WHERE digest = ANY (?) ORDER BY number")) {
            select.setArray(1, keys);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    receipts.computeIfAbsent(
                                    Digest.ofHash(rows.getBytes("digest")), _ -> new ArrayList<>())
                            .add(Receipt.of(JsonReader.actObject(rows.getBytes("body"))));
                }
            }
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a receipt is not what was filed", e);
        }
        return acts.stream()
                .map(
                        stored -> {
                            var bare = stored.envelope();
                            var digest = stored.digest();
                            var whole =
                                    new Envelope(
                                            bare.header(),
                                            sections.getOrDefault(stored.position(), Map.of()),
                                            bare.signature(),
                                            bare.personal(),
                                            receipts.getOrDefault(digest, List.of()));
                            return new Stored(
                                    stored.position(), whole, stored.nonce(), stored.filedAt());
                        })
                .toList();
    }

    private interface Work<T> {
        List<T> on(Connection connection) throws SQLException;
    }

    private <T> List<T> run(String what, Work<T> work) {
        try (var connection = database.getConnection()) {
            try {
                return work.on(connection);
            } catch (SQLException | RuntimeException e) {
                if (!connection.getAutoCommit()) connection.rollback();
                throw e;
            } finally {
                if (!connection.isClosed()) connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StorageFailed("could not " + what, e);
        }
    }

    /** This node's clock reading, cut to what the database keeps. */
    static Instant stored(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
