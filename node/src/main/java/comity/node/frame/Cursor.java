package comity.node.frame;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far a table has come that follows the acts table. It moves in the very transaction that
 * writes what was seen, so that a crash in between repeats, and loses nothing.
 *
 * @param follower whose it is
 */
public record Cursor(JdbcTemplate sql, String follower) {

    /** The position to go on from; empty if nothing was followed yet, or it was taken away. */
    public Optional<Long> position() {
        return sql
                .query(
                        "SELECT position FROM cursor WHERE follower = ?",
                        (row, _) -> row.getLong("position"),
                        follower)
                .stream()
                .findFirst();
    }

    public void move(long position) {
        sql.update(
                "INSERT INTO cursor (follower, position) VALUES (?, ?)"
                        + " ON CONFLICT (follower) DO UPDATE SET position = excluded.position",
                follower,
                position);
    }
}
