package comity.node.desk;

import comity.node.identity.Composer;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Draws the numbers of new dockets, and knows which it drew. Only under a drawn number does anybody
 * begin: whoever tries another learns nothing, whether it is that of a docket which they may not
 * see or of none (docs/decisions/0114).
 */
public final class DocketNumbers {
    private final Composer composer;
    private final JdbcClient sql;
    private final InstantSource clock;

    DocketNumbers(Composer composer, JdbcClient sql, InstantSource clock) {
        this.composer = composer;
        this.sql = sql;
        this.clock = clock;
    }

    /** The number of a new docket. It exists once its first act is filed. */
    public UUID draw() {
        var number = composer.newId();
        sql.sql("INSERT INTO docket_number (docket, drawn_at) VALUES (:docket, :now)")
                .param("docket", number)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return number;
    }

    boolean isDrawn(UUID docket) {
        return sql.sql("SELECT EXISTS (SELECT 1 FROM docket_number WHERE docket = :docket)")
                .param("docket", docket)
                .query(Boolean.class)
                .single();
    }
}
