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
                        SELECT stamp.size AS size,
                            coalesce(newest.number, 0) AS number,
                            coalesce(newest.reply, stamp.reply) AS reply,
                            coalesce(newest.ends_at, stamp.ends_at) AS ends_at
                        FROM stamped_checkpoint stamp
                        LEFT JOIN LATERAL (
                            SELECT number, reply, ends_at FROM renewed_stamp
                            WHERE renewed_stamp.size = stamp.size
                            ORDER BY number DESC LIMIT 1) newest ON true
                        WHERE stamp.ends_at < :before
                            AND coalesce(newest.ends_at, stamp.ends_at) < :before
                        ORDER BY 4, 1 LIMIT :most
                        """)
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((row, _) -> due(row))
                .list();
    }

    private static Due due(ResultSet row) throws SQLException {
        try {
            var token = comity.record.x509.Timestamp.token(row.getBytes("reply"));
            return new Due(
                    row.getLong("size"),
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
            sql.sql(
                            """
                            INSERT INTO renewed_stamp (size, number, reply, hashes, told_at, ends_at)
                            VALUES (:size, :number, :reply, :hashes, :at, :ends)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("size", one.size())
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
                .query(
                        (row, _) ->
                                new Renewal(
                                        row.getBytes("reply"),
                                        List.of(row.getString("hashes").split(" ")).stream()
                                                .map(Digest::new)
                                                .toList(),
                                        row.getTimestamp("told_at").toInstant(),
                                        row.getTimestamp("ends_at").toInstant()))
                .list();
    }
}
