package comity.node.completeness;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was found, kept for good. Rows are only ever added. */
final class Findings {
    private static final String ALL =
            """
            SELECT number, peer, found_by, kind, digest, docket, author, since, receipt, found_at,
                   how, mended_at
              FROM completeness_finding LEFT JOIN completeness_mending ON finding = number
            """;

    private final JdbcClient sql;
    private final InstantSource clock;

    Findings(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A finding as it is kept. */
    record Kept(
            long number,
            String peer,
            String foundBy,
            Finding finding,
            Instant foundAt,
            Optional<String> how,
            Optional<Instant> mendedAt) {}

    /** Keeps it, unless the same one stands open already. True if it is new. */
    synchronized boolean keep(String peer, String foundBy, Finding finding) {
        var open =
                sql.sql(
                                """
                                SELECT count(*) FROM completeness_finding
                                 WHERE peer = :peer AND digest = :digest AND found_by = :by
                                   AND kind = :kind
                                   AND NOT EXISTS (SELECT 1 FROM completeness_mending WHERE finding = number)
                                """)
                        .param("peer", peer)
                        .param("digest", finding.act().bytes())
                        .param("by", foundBy)
                        .param("kind", finding.kind().word())
                        .query(Long.class)
                        .single();
        if (open > 0) return false;
        sql.sql(
                        """
                        INSERT INTO completeness_finding
                               (peer, found_by, kind, digest, docket, author, since, receipt, found_at)
                        VALUES (:peer, :by, :kind, :digest, :docket, :author, :since, :receipt, :at)
                        """)
                .param("peer", peer)
                .param("by", foundBy)
                .param("kind", finding.kind().word())
                .param("digest", finding.act().bytes())
                .param("docket", finding.docket().orElse(null))
                .param("author", finding.author())
                .param("since", finding.since().map(Timestamp::from).orElse(null))
                .param(
                        "receipt",
                        finding.receipt()
                                .map(receipt -> CanonicalJson.bytes(receipt.json()))
                                .orElse(null))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return true;
    }

    /** What is open between this node and {@code peer} of those that {@code foundBy} found. */
    List<Kept> open(String peer, String foundBy) {
        return sql.sql(
                        ALL
                                + " WHERE peer = :peer AND found_by = :by AND mended_at IS NULL"
                                + " ORDER BY number LIMIT 1000")
                .param("peer", peer)
                .param("by", foundBy)
                .query((row, _) -> kept(row))
                .list();
    }

    /** The newest first; all of them, mended or not. */
    List<Kept> newest(int most) {
        return sql.sql(ALL + " ORDER BY mended_at IS NOT NULL, number DESC LIMIT :most")
                .param("most", most)
                .query((row, _) -> kept(row))
                .list();
    }

    /** How many stand open with {@code peer}. */
    long openWith(String peer) {
        return sql.sql(
                        """
                        SELECT count(*) FROM completeness_finding
                         WHERE peer = :peer
                           AND NOT EXISTS (SELECT 1 FROM completeness_mending WHERE finding = number)
                        """)
                .param("peer", peer)
                .query(Long.class)
                .single();
    }

    /** The act is where it was missing; the finding stays and says since when. */
    void mended(long number, String how) {
        sql.sql(
                        """
                        INSERT INTO completeness_mending (finding, how, mended_at)
                        VALUES (:finding, :how, :at) ON CONFLICT (finding) DO NOTHING
                        """)
                .param("finding", number)
                .param("how", how)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("number"),
                row.getString("peer"),
                row.getString("found_by"),
                new Finding(
                        Kind.of(row.getString("kind")).orElseThrow(),
                        Digest.ofHash(row.getBytes("digest")),
                        Optional.ofNullable(row.getObject("docket", UUID.class)),
                        row.getString("author"),
                        instant(row.getTimestamp("since")),
                        receipt(row.getBytes("receipt"))),
                row.getTimestamp("found_at").toInstant(),
                Optional.ofNullable(row.getString("how")),
                instant(row.getTimestamp("mended_at")));
    }

    private static Optional<Instant> instant(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    private static Optional<Receipt> receipt(byte @Nullable [] bytes) {
        if (bytes == null) return Optional.empty();
        try {
            return Optional.of(Receipt.of(JsonReader.actObject(bytes)));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a kept receipt cannot be read", e);
        }
    }
}
