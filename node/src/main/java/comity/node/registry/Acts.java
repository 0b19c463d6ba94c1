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
import comity.record.tlog.Merkle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Reads the acts table and the sections and receipts beside it. Bytes, not columns: what was signed
 * is what is read back. {@link Append} writes.
 */
final class Acts implements Ledger {
    private static final String ACT =
            "SELECT position, digest, header, signature, personal, nonce, filed_at FROM act ";

    private final DataSource database;
    private final Sealing sealing;

    Acts(DataSource database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    @Override
    public Optional<Stored> byDigest(Digest digest) {
        return acts("WHERE digest = ?", statement -> statement.setBytes(1, digest.bytes())).stream()
                .findFirst();
    }

    @Override
    public List<Digest> missing(String author, int limit) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement(
                                """
                                SELECT DISTINCT lacked
                                  FROM parked, unnest(missing) AS lacked
                                 WHERE author = ?
                                   AND NOT EXISTS (SELECT 1 FROM act WHERE act.digest = lacked)
                                 LIMIT ?
                                """)) {
            select.setString(1, author);
            select.setInt(2, limit);
            var missing = new ArrayList<Digest>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) missing.add(Digest.ofHash(rows.getBytes(1)));
            }
            return missing;
        } catch (SQLException e) {
            throw new StorageFailed("could not read what parked acts lack", e);
        }
    }

    @Override
    public List<Stored> ofDocket(UUID docket) {
        return acts(
                "WHERE docket = ? ORDER BY position", statement -> statement.setObject(1, docket));
    }

    @Override
    public List<Stored> ofKind(String kind) {
        return acts("WHERE kind = ? ORDER BY position", statement -> statement.setString(1, kind));
    }

    /** The words of the index, so that it is used (V241). */
    @Override
    public List<Stored> openings(Instant since) {
        return acts(
                """
                WHERE kind = 'cooperation'
                  AND (position('"type":"propose-opening"'::bytea IN header) > 0
                    OR position('"type":"answer-opening"'::bytea IN header) > 0)
                  AND filed_at > ? ORDER BY position
                """,
                statement -> statement.setObject(1, since.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public List<Stored> tail(long from, int limit) {
        return acts(
                "WHERE position >= ? ORDER BY position LIMIT ?",
                statement -> {
                    statement.setLong(1, from);
                    statement.setInt(2, limit);
                });
    }

    @Override
    public List<Leaf> leaves(long from, int limit) {
        return query(
                "SELECT position, digest, nonce FROM act"
                        + " WHERE position >= ? ORDER BY position LIMIT ?",
                statement -> {
                    statement.setLong(1, from);
                    statement.setInt(2, limit);
                },
                Acts::leaf);
    }

    @Override
    public Optional<Leaf> leaf(Digest digest) {
        return query(
                        "SELECT position, digest, nonce FROM act WHERE digest = ?",
                        statement -> statement.setBytes(1, digest.bytes()),
                        Acts::leaf)
                .stream()
                .findFirst();
    }

    private static Leaf leaf(ResultSet row) throws SQLException {
        return new Leaf(
                row.getLong("position"),
                Digest.ofHash(row.getBytes("digest")),
                row.getBytes("nonce"));
    }

    @Override
    public List<UUID> dockets(String kind) {
        return query(
                "SELECT docket FROM act WHERE kind = ? GROUP BY docket ORDER BY max(position) DESC",
                statement -> statement.setString(1, kind),
                row -> row.getObject(1, UUID.class));
    }

    @Override
    public List<byte[]> leafHashes(long from, int limit) {
        return query(
                """
                (SELECT position, digest, nonce, NULL::bytea AS hash FROM act
                  WHERE position >= ? ORDER BY position LIMIT ?)
                UNION ALL
                (SELECT position, NULL, NULL, hash FROM lost_leaf
                  WHERE position >= ? ORDER BY position LIMIT ?)
                ORDER BY position LIMIT ?
                """,
                statement -> {
                    statement.setLong(1, from);
                    statement.setInt(2, limit);
                    statement.setLong(3, from);
                    statement.setInt(4, limit);
                    statement.setInt(5, limit);
                },
                row -> {
                    var lost = row.getBytes("hash");
                    return lost == null ? Merkle.leafHash(leaf(row).data()) : lost;
                });
    }

    @Override
    public List<Long> lost() {
        return query(
                "SELECT position FROM lost_leaf ORDER BY position", _ -> {}, row -> row.getLong(1));
    }

    @Override
    public List<Numbered> receiptsOf(String origin, long after, int limit) {
        return query(
                "SELECT number, digest, body FROM receipt WHERE origin = ? AND number > ?"
                        + " ORDER BY number LIMIT ?",
                statement -> {
                    statement.setString(1, origin);
                    statement.setLong(2, after);
                    statement.setInt(3, limit);
                },
                row ->
                        new Numbered(
                                row.getLong("number"),
                                Digest.ofHash(row.getBytes("digest")),
                                receipt(row.getBytes("body"))));
    }

    @Override
    public long size() {
        return query(
                        """
                        SELECT greatest((SELECT coalesce(max(position) + 1, 0) FROM act),
                                        (SELECT coalesce(max(position) + 1, 0) FROM lost_leaf))
                        """,
                        _ -> {},
                        row -> row.getLong(1))
                .getFirst();
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
        try (var connection = database.getConnection()) {
            return query(connection, sql, binding, reading);
        } catch (SQLException e) {
            throw new StorageFailed("could not read the acts table", e);
        }
    }

    private static <T> List<T> query(
            Connection connection, String sql, Binding binding, Reading<T> reading)
            throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) found.add(reading.of(rows));
            }
        }
        return found;
    }

    private List<Stored> acts(String where, Binding binding) {
        try (var connection = database.getConnection()) {
            var bare = query(connection, ACT + where, binding, Acts::act);
            return bare.isEmpty() ? List.of() : whole(connection, bare);
        } catch (SQLException e) {
            throw new StorageFailed("could not read the acts table", e);
        }
    }

    /**
     * @param named the digest under which the table has the act: a row that somebody changed keeps
     *     it, and whoever verifies sees the difference
     */
    private record Row(Digest named, Stored stored) {}

    private static Row act(ResultSet row) throws SQLException {
        var position = row.getLong("position");
        try {
            var header = Header.of(JsonReader.actObject(row.getBytes("header")));
            var personal = Optional.ofNullable(row.getBytes("personal"));
            var assertion =
                    personal.isPresent()
                            ? Optional.of(Assertion.of(JsonReader.actObject(personal.get())))
                            : Optional.<Assertion>empty();
            var bare =
                    new Envelope(
                            header, Map.of(), row.getString("signature"), assertion, List.of());
            return new Row(
                    Digest.ofHash(row.getBytes("digest")),
                    new Stored(
                            position,
                            bare,
                            row.getBytes("nonce"),
                            row.getObject("filed_at", OffsetDateTime.class).toInstant()));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("act " + position + " is not what was filed", e);
        }
    }

    /** Puts sections and receipts to the acts, in one query each. */
    private List<Stored> whole(Connection connection, List<Row> acts) throws SQLException {
        var sections = sections(connection, acts);
        var receipts = receipts(connection, acts);
        return acts.stream()
                .map(
                        row -> {
                            var bare = row.stored().envelope();
                            return new Stored(
                                    row.stored().position(),
                                    new Envelope(
                                            bare.header(),
                                            sections.getOrDefault(
                                                    row.stored().position(), Map.of()),
                                            bare.signature(),
                                            bare.personal(),
                                            receipts.getOrDefault(row.named(), List.of())),
                                    row.stored().nonce(),
                                    row.stored().filedAt());
                        })
                .toList();
    }

    private Map<Long, Map<String, Section>> sections(Connection connection, List<Row> acts)
            throws SQLException {
        var named = new HashMap<Long, Digest>();
        acts.forEach(row -> named.put(row.stored().position(), row.named()));
        var positions = acts.stream().map(row -> row.stored().position()).toArray(Long[]::new);
        var sections = new HashMap<Long, Map<String, Section>>();
        query(
                connection,
                "SELECT position, name, epoch, wrapped, sealed FROM section"
                        + " WHERE position = ANY (?)",
                statement -> statement.setArray(1, connection.createArrayOf("bigint", positions)),
                row -> {
                    var position = row.getLong("position");
                    var name = row.getString("name");
                    var sealed =
                            new Sealing.Sealed(
                                    row.getInt("epoch"),
                                    row.getBytes("wrapped"),
                                    row.getBytes("sealed"));
                    try {
                        var about =
                                About.section(Objects.requireNonNull(named.get(position)), name);
                        var body = sealing.open(sealed, about);
                        // Empty: a copy of the table from before an erasure. It opens nothing.
                        if (body.isPresent())
                            sections.computeIfAbsent(position, _ -> new HashMap<>())
                                    .put(name, Section.of(JsonReader.actObject(body.get())));
                    } catch (MalformedJson | MalformedAct | IllegalStateException e) {
                        throw new IllegalStateException(
                                "a section of act " + position + " is not what was filed", e);
                    }
                    return position;
                });
        return sections;
    }

    private static Map<Digest, List<Receipt>> receipts(Connection connection, List<Row> acts)
            throws SQLException {
        var digests = acts.stream().map(row -> row.named().bytes()).toArray(byte[][]::new);
        var receipts = new HashMap<Digest, List<Receipt>>();
        query(
                connection,
                "SELECT digest, body FROM receipt WHERE digest = ANY (?) ORDER BY origin, number",
                statement -> statement.setArray(1, connection.createArrayOf("bytea", digests)),
                row -> {
                    var digest = Digest.ofHash(row.getBytes("digest"));
                    receipts.computeIfAbsent(digest, _ -> new ArrayList<>())
                            .add(receipt(row.getBytes("body")));
                    return digest;
                });
        return receipts;
    }

    private static Receipt receipt(byte[] body) {
        try {
            return Receipt.of(JsonReader.actObject(body));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a receipt is not what was kept", e);
        }
    }

    @Override
    public void keep(Digest digest, Receipt receipt, int most) {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO receipt (digest, origin, body) SELECT ?, ?, ?
                                WHERE (SELECT count(*) FROM receipt WHERE digest = ? AND origin = ?) < ?
                                AND NOT EXISTS (SELECT 1 FROM receipt WHERE digest = ? AND origin = ? AND body = ?)
                                """)) {
            var body = CanonicalJson.bytes(receipt.json());
            for (var first : new int[] {1, 4, 7}) {
                insert.setBytes(first, digest.bytes());
                insert.setString(first + 1, receipt.origin());
            }
            insert.setBytes(3, body);
            insert.setInt(6, most);
            insert.setBytes(9, body);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailed("could not keep a receipt", e);
        }
    }

    @Override
    public void keepCheckpoint(String origin, long size, String note) {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO foreign_checkpoint (origin, size, note)"
                                        + " VALUES (?, ?, ?)")) {
            insert.setString(1, origin);
            insert.setLong(2, size);
            insert.setString(3, note);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailed("could not keep a checkpoint", e);
        }
    }

    @Override
    public Map<String, String> checkpoints() {
        return query(
                        "SELECT DISTINCT ON (origin) origin, note FROM foreign_checkpoint"
                                + " ORDER BY origin, size DESC, number DESC",
                        _ -> {},
                        row -> Map.entry(row.getString(1), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Known known(Collection<Envelope> acts) {
        try (var connection = database.getConnection()) {
            return new Append(connection, sealing).known(acts);
        } catch (SQLException e) {
            throw new StorageFailed("could not read the acts table", e);
        }
    }

    @Override
    public Optional<Won> tryToBecomeCommitter(UUID process) throws SQLException {
        return Append.tryToBegin(database, sealing, process);
    }

    @Override
    public Session becomeCommitter() throws SQLException {
        return Append.begin(database, sealing);
    }
}
