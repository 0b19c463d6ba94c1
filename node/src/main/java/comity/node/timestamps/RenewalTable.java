package comity.node.timestamps;

import comity.record.act.Digest;
import comity.record.x509.RefusedTimestamp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Renewals in the node's database: one row for each timestamp that a renewal renews. */
final class RenewalTable implements Renewals {
    private final JdbcClient sql;

    RenewalTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Due> due(Instant before, int most) {
        return sql.sql(
                        """
                        SELECT size, sha256, trial, number, reply, ends_at FROM (
                            SELECT stamp.size AS size, NULL::bytea AS sha256, false AS trial,
                                coalesce(newest.number, 0) AS number,
                                coalesce(newest.reply, stamp.reply) AS reply,
                                coalesce(newest.ends_at, stamp.ends_at) AS ends_at
                            FROM stamped_checkpoint stamp
                            LEFT JOIN LATERAL (
                                SELECT number, reply, ends_at FROM renewed_stamp
                                WHERE renewed_stamp.size = stamp.size
                                ORDER BY number DESC LIMIT 1) newest ON true
                            WHERE stamp.ends_at < :before
                            UNION ALL
                            SELECT NULL, stamp.sha256, stamp.trial,
                                coalesce(newest.number, 0),
                                coalesce(newest.reply, stamp.reply),
                                coalesce(newest.ends_at, stamp.ends_at)
                            FROM exhibit_stamp stamp
                            LEFT JOIN LATERAL (
                                SELECT number, reply, ends_at FROM renewed_exhibit r
                                WHERE r.sha256 = stamp.sha256 AND r.trial = stamp.trial
                                ORDER BY number DESC LIMIT 1) newest ON true
                            WHERE stamp.ends_at < :before
                                -- A trial's beside another's counts for nothing any more.
                                AND NOT (stamp.trial AND EXISTS (
                                    SELECT 1 FROM exhibit_stamp other
                                    WHERE other.sha256 = stamp.sha256 AND NOT other.trial))
                        ) due
                        WHERE ends_at < :before
                        ORDER BY ends_at, size, sha256 LIMIT :most
                        """)
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((row, _) -> due(row))
                .list();
    }

    private static Due due(ResultSet row) throws SQLException {
        try {
            var token = comity.record.x509.Timestamp.token(row.getBytes("reply"));
            var exhibit = row.getBytes("sha256");
            return new Due(
                    exhibit == null
                            ? new Of.Tree(row.getLong("size"))
                            : new Of.Exhibit(Digest.ofHash(exhibit), row.getBoolean("trial")),
                    row.getInt("number"),
                    Digest.of(token),
                    row.getTimestamp("ends_at").toInstant());
        } catch (RefusedTimestamp e) {
            throw new SQLException("a timestamp that was kept is none", e);
        }
    }

    @Override
    public void renew(List<Due> lasting, Renewal renewal) {
        for (var one : lasting)
            switch (one.of()) {
                case Of.Tree(var size) ->
                        put(
                                sql.sql(
                                                """
                                                INSERT INTO renewed_stamp
                                                    (size, number, reply, hashes, told_at, ends_at)
                                                VALUES (:size, :number, :reply, :hashes, :at, :ends)
                                                ON CONFLICT DO NOTHING
                                                """)
                                        .param("size", size),
                                one,
                                renewal);
                case Of.Exhibit(var sha256, var trial) ->
                        put(
                                sql.sql(
                                                """
                                                INSERT INTO renewed_exhibit
                                                    (sha256, trial, number, reply, hashes, told_at, ends_at)
                                                VALUES (:sha256, :trial, :number, :reply, :hashes, :at, :ends)
                                                ON CONFLICT DO NOTHING
                                                """)
                                        .param("sha256", sha256.bytes())
                                        .param("trial", trial),
                                one,
                                renewal);
            }
    }

    private static void put(JdbcClient.StatementSpec statement, Due one, Renewal renewal) {
        statement
                .param("number", one.number() + 1)
                .param("reply", renewal.reply())
                .param(
                        "hashes",
                        String.join(" ", renewal.group().stream().map(Digest::hex).toList()))
                .param("at", Timestamp.from(renewal.at()))
                .param("ends", Timestamp.from(renewal.ends()))
                .update();
    }

    @Override
    public List<Renewal> of(long size) {
        return sql.sql(
                        """
                        SELECT reply, hashes, told_at, ends_at FROM renewed_stamp
                        WHERE size = :size ORDER BY number
                        """)
                .param("size", size)
                .query((row, _) -> renewal(row))
                .list();
    }

    @Override
    public List<Renewal> of(Digest exhibit) {
        return sql.sql(
                        """
                        SELECT r.reply, r.hashes, r.told_at, r.ends_at FROM renewed_exhibit r
                        WHERE r.sha256 = :sha256 AND r.trial = (
                            SELECT bool_and(trial) FROM exhibit_stamp WHERE sha256 = :sha256)
                        ORDER BY r.number
                        """)
                .param("sha256", exhibit.bytes())
                .query((row, _) -> renewal(row))
                .list();
    }

    private static Renewal renewal(ResultSet row) throws SQLException {
        return new Renewal(
                row.getBytes("reply"),
                List.of(row.getString("hashes").split(" ")).stream().map(Digest::new).toList(),
                row.getTimestamp("told_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }
}
