package comity.node.completeness;

import comity.record.act.Digest;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The acts that this node and a partner both hold, as this node knows it: its own that the partner
 * acknowledged, and the partner's that are here. What a State keeps to itself was never handed
 * over, so it is in neither. Read from what the tables hold now, not from memory.
 */
final class Shared {
    private static final String FOLLOWER = "completeness";
    private static final int BATCH = 1_000;

    private final JdbcClient sql;
    private final String own;

    Shared(JdbcClient sql, String own) {
        this.sql = sql;
        this.own = own;
    }

    Set<Digest> with(String peer) {
        follow();
        var shared = new HashSet<Digest>();
        shared.addAll(
                digests(
                        """
                        SELECT delivery.digest FROM delivery JOIN act USING (digest)
                         WHERE delivery.peer = :peer AND delivery.outcome = 'filed'
                        """,
                        peer));
        shared.addAll(
                digests(
                        """
                        SELECT partner_act.digest FROM partner_act JOIN act USING (digest)
                         WHERE partner_act.author = :peer
                        """,
                        peer));
        return shared;
    }

    private List<Digest> digests(String query, String peer) {
        return sql.sql(query)
                .param("peer", peer)
                .query((row, _) -> Digest.ofHash(row.getBytes(1)))
                .list();
    }

    /** Whether the acts table holds it now. */
    boolean holds(Digest act) {
        return sql.sql("SELECT count(*) FROM act WHERE digest = :digest")
                        .param("digest", act.bytes())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private record Row(long position, byte[] digest, byte[] header) {}

    /** Takes up partners' acts that were filed since. A crash in between repeats some. */
    private synchronized void follow() {
        var from =
                sql.sql("SELECT position FROM cursor WHERE follower = :follower")
                        .param("follower", FOLLOWER)
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
        for (var rows = rows(from); !rows.isEmpty(); rows = rows(from)) {
            rows.forEach(this::take);
            from = rows.getLast().position() + 1;
            sql.sql(
                            "INSERT INTO cursor (follower, position) VALUES (:follower, :position)"
                                    + " ON CONFLICT (follower) DO UPDATE SET position = excluded.position")
                    .param("follower", FOLLOWER)
                    .param("position", from)
                    .update();
        }
    }

    private List<Row> rows(long from) {
        return sql.sql(
                        "SELECT position, digest, header FROM act WHERE position >= :from"
                                + " ORDER BY position LIMIT "
                                + BATCH)
                .param("from", from)
                .query(
                        (row, _) ->
                                new Row(
                                        row.getLong("position"),
                                        row.getBytes("digest"),
                                        row.getBytes("header")))
                .list();
    }

    private void take(Row row) {
        var author = author(row.header());
        if (author.equals(own)) return;
        sql.sql(
                        "INSERT INTO partner_act (digest, author) VALUES (:digest, :author)"
                                + " ON CONFLICT (digest) DO NOTHING")
                .param("digest", row.digest())
                .param("author", author)
                .update();
    }

    private static String author(byte[] header) {
        try {
            return JsonReader.actObject(header)
                    .object("author")
                    .flatMap(author -> author.text("state"))
                    .orElse("");
        } catch (MalformedJson e) {
            throw new IllegalStateException("an act in the table is no act", e);
        }
    }
}
