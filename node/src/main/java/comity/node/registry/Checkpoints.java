package comity.node.registry;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Other operators' checkpoints, as they gave them to us; rows are only ever added. */
final class Checkpoints {
    private final JdbcClient sql;

    Checkpoints(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    void keep(String origin, long size, String note) {
        sql.sql(
                        "INSERT INTO foreign_checkpoint (origin, size, note) VALUES (:origin, :size, :note) ON CONFLICT DO NOTHING")
                .param("origin", origin)
                .param("size", size)
                .param("note", note)
                .update();
    }

    Optional<String> newest() {
        return sql.sql("SELECT note FROM foreign_checkpoint ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .optional();
    }

    Optional<String> of(String origin) {
        return sql.sql(
                        "SELECT note FROM foreign_checkpoint WHERE origin = :origin ORDER BY size DESC, number DESC LIMIT 1")
                .param("origin", origin)
                .query(String.class)
                .optional();
    }
}
