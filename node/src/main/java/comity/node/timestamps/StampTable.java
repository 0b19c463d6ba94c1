package comity.node.timestamps;

import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Timestamps in the node's database: one for each size of the log that was stamped. */
final class StampTable implements Stamps {
    private final JdbcClient sql;

    StampTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** The first of a size stays: it is the tighter bound. */
    @Override
    public void keep(Stamp stamp) {
        sql.sql(
                        """
                        INSERT INTO stamped_checkpoint
                            (size, note, reply, told_at, not_after, signer, ends_at, trial)
                        VALUES (:size, :note, :reply, :at, :notAfter, :signer, :ends, :trial)
                        ON CONFLICT (size) DO NOTHING
                        """)
                .param("size", stamp.size())
                .param("note", stamp.checkpoint())
                .param("reply", stamp.reply())
                .param("at", Timestamp.from(stamp.at()))
                .param("notAfter", Timestamp.from(stamp.notAfter()))
                .param("signer", stamp.by())
                .param("ends", Timestamp.from(stamp.ends()))
                .param("trial", stamp.trial())
                .update();
    }

    @Override
    public long newest() {
        return sql.sql("SELECT coalesce(max(size), 0) FROM stamped_checkpoint")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Stamp> holding(long index) {
        return sql.sql(
                        """
                        SELECT size, note, reply, told_at, not_after, signer, ends_at, trial
                        FROM stamped_checkpoint WHERE size > :index
                        ORDER BY trial, size LIMIT 1
                        """)
                .param("index", index)
                .query(
                        (row, _) ->
                                new Stamp(
                                        row.getLong("size"),
                                        row.getString("note"),
                                        row.getBytes("reply"),
                                        row.getTimestamp("told_at").toInstant(),
                                        row.getTimestamp("not_after").toInstant(),
                                        row.getString("signer"),
                                        row.getTimestamp("ends_at").toInstant(),
                                        row.getBoolean("trial")))
                .optional();
    }
}
