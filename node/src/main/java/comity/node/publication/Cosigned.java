package comity.node.publication;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checkpoints of our own log that partners cosigned: what bounds our acts in time by another's
 * word.
 */
public final class Cosigned {
    private final JdbcClient sql;

    public Cosigned(JdbcClient sql) {
        this.sql = sql;
    }

    void keep(long size, String note) {
        sql.sql("INSERT INTO cosigned_checkpoint (size, note) VALUES (:size, :note)")
                .param("size", size)
                .param("note", note)
                .update();
    }

    /** The smallest tree that holds leaf {@code index}. */
    Optional<String> holding(long index) {
        return sql.sql(
                        "SELECT note FROM cosigned_checkpoint WHERE size > :index ORDER BY size, number LIMIT 1")
                .param("index", index)
                .query(String.class)
                .optional();
    }
}
