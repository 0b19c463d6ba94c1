package comity.node.admin;

import comity.node.mail.Mailroom;
import comity.node.mail.PublicLetters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Asks everything that the page is made of, now. */
class Measure {
    private final LogMeasure log;
    private final PeerMeasure peers;
    private final KeyMeasure keys;
    private final StoreMeasure store;
    private final Starts starts;
    private final Mailroom mail;
    private final PublicLetters weekly;
    private final JdbcTemplate sql;
    private final InstantSource clock;

    Measure(
            LogMeasure log,
            PeerMeasure peers,
            KeyMeasure keys,
            StoreMeasure store,
            Starts starts,
            Mailroom mail,
            PublicLetters weekly,
            JdbcTemplate sql,
            InstantSource clock) {
        this.log = log;
        this.peers = peers;
        this.keys = keys;
        this.store = store;
        this.starts = starts;
        this.mail = mail;
        this.weekly = weekly;
        this.sql = sql;
        this.clock = clock;
    }

    Facts now() {
        var now = clock.instant();
        var partners = peers.all();
        return new Facts(
                now,
                database(),
                store.disk(),
                log.log(newest(partners)),
                log.stamps(),
                log.jobs(now),
                partners,
                keys.all(now),
                store.exhibits(),
                store.epochs(),
                new Facts.Backup(store.backup(), starts.first()),
                starts.version(),
                mail.standing(),
                weekly.standing());
    }

    /** What takes long is counted apart. */
    void count() {
        store.count(clock.instant());
    }

    private static Optional<Instant> newest(List<Facts.Peer> peers) {
        return peers.stream().flatMap(peer -> peer.cosigned().stream()).max(Instant::compareTo);
    }

    private Facts.Database database() {
        return sql.query(
                        "SELECT current_setting('server_version'), (SELECT count(*) FROM pg_stat_activity"
                                + " WHERE backend_type = 'client backend' OR backend_type IS NULL),"
                                + " current_setting('max_connections')::bigint",
                        (row, _) ->
                                new Facts.Database(
                                        row.getString(1), row.getLong(2), row.getLong(3)))
                .getFirst();
    }
}
