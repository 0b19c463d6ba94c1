package comity.node.mail;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** How letters fare, all persons' together: for whoever keeps the node. */
public final class Mailroom {
    private static final Duration LATELY = Duration.ofDays(1);

    private final MailServer server;
    private final JdbcTemplate sql;
    private final InstantSource clock;

    Mailroom(MailServer server, JdbcTemplate sql, InstantSource clock) {
        this.server = server;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Counts and times, no addresses.
     *
     * @param named whether a mail server is
     * @param waiting letters that the server has not taken, and when the oldest was written
     * @param failure why the latest try for one of them came to nothing; empty if none did
     * @param refused addresses that the server refuses
     * @param doubtful letters of the last day that may or may not have been taken
     * @param last when the server took the newest
     */
    public record Standing(
            boolean named,
            long waiting,
            Optional<Instant> oldest,
            String failure,
            long refused,
            long doubtful,
            Optional<Instant> last) {}

    public Standing standing() {
        return sql.query(
                        """
                        SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                               min(made_at) FILTER (WHERE state = 'WAITING') AS oldest,
                               coalesce((SELECT failure FROM mail_letter WHERE state = 'WAITING' AND failure <> ''
                                          ORDER BY claimed_at DESC, number DESC LIMIT 1), '') AS failure,
                               (SELECT count(*) FROM mail_address WHERE refused <> '') AS refused,
                               count(*) FILTER (WHERE state = 'DOUBTFUL' AND ended_at > ?) AS doubtful,
                               max(ended_at) FILTER (WHERE state = 'SENT') AS last
                          FROM mail_letter
                        """,
                        (row, _) ->
                                new Standing(
                                        server.isNamed(),
                                        row.getLong("waiting"),
                                        Subscriptions.moment(row.getTimestamp("oldest")),
                                        row.getString("failure"),
                                        row.getLong("refused"),
                                        row.getLong("doubtful"),
                                        Subscriptions.moment(row.getTimestamp("last"))),
                        Timestamp.from(clock.instant().minus(LATELY)))
                .getFirst();
    }
}
