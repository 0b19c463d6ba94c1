package comity.node.admin;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** When the node was started, and with which program. */
final class Starts {
    private final JdbcTemplate sql;
    private final String version;
    private final Instant started;

    /** Writes this start down. */
    Starts(JdbcTemplate sql, String version, InstantSource clock) {
        this.sql = sql;
        this.version = version;
        this.started = clock.instant();
        sql.update(
                "INSERT INTO node_start (started_at, version) VALUES (?, ?)",
                Timestamp.from(started),
                version);
    }

    Instant first() {
        return sql.query(
                        "SELECT started_at FROM node_start ORDER BY number LIMIT 1",
                        (row, _) -> row.getTimestamp(1).toInstant())
                .getFirst();
    }

    Facts.Version version() {
        return new Facts.Version(version, schema(), before(), started);
    }

    /** What ran last that was another version than this. */
    private Optional<String> before() {
        return sql
                .query(
                        "SELECT version FROM node_start WHERE version <> ? ORDER BY number DESC LIMIT 1",
                        (row, _) -> row.getString(1),
                        version)
                .stream()
                .findFirst();
    }

    private String schema() {
        return sql
                .query(
                        "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                                + " ORDER BY installed_rank DESC LIMIT 1",
                        (row, _) -> row.getString(1))
                .stream()
                .findFirst()
                .orElse("–");
    }
}
