package comity.node.publication;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checkpoints of our own log with what others signed on them: what bounds our acts in time by
 * another's word.
 */
public final class Cosigned implements Cosignatures {
    private final JdbcClient sql;

    public Cosigned(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void keep(long size, String note, boolean witnessed) {
        sql.sql(
                        """
                        INSERT INTO cosigned_checkpoint (size, note, witnessed)
                        VALUES (:size, :note, :witnessed)
                        ON CONFLICT (size) DO UPDATE
                        SET note = excluded.note,
                            witnessed = cosigned_checkpoint.witnessed OR excluded.witnessed
                        """)
                .param("size", size)
                .param("note", note)
                .param("witnessed", witnessed)
                .update();
    }

    @Override
    public Optional<String> at(long size) {
        return sql.sql("SELECT note FROM cosigned_checkpoint WHERE size = :size")
                .param("size", size)
                .query(String.class)
                .optional();
    }

    @Override
    public Optional<String> holding(long index) {
        return sql.sql(
                        """
                        SELECT note FROM cosigned_checkpoint WHERE size > :index
                        ORDER BY witnessed DESC, size LIMIT 1
                        """)
                .param("index", index)
                .query(String.class)
                .optional();
    }

    @Override
    public List<String> allHolding(long index, int most) {
        return sql.sql(
                        "SELECT note FROM cosigned_checkpoint WHERE size > :index ORDER BY size LIMIT "
                                + most)
                .param("index", index)
                .query((row, _) -> row.getString("note"))
                .list();
    }

    @Override
    public long witnessedSize() {
        return sql.sql("SELECT coalesce(max(size), 0) FROM cosigned_checkpoint WHERE witnessed")
                .query(Long.class)
                .single();
    }
}
