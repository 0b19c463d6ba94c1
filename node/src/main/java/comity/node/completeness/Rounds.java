package comity.node.completeness;

import comity.node.courier.AuthoritySeals;
import comity.node.courier.Courier;
import comity.node.courier.Cursors;
import comity.node.courier.Introduction;
import comity.node.courier.Partner;
import comity.node.courier.Peers;
import comity.node.registry.Registry;
import comity.record.sets.SessionKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares with every partner in turn, on a schedule and when somebody asks, and keeps what came.
 */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Registry registry;
    private final Shared shared;
    private final Findings findings;
    private final Peers peers;
    private final Courier courier;
    private final AuthoritySeals seals;
    private final Cursors cursors;
    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String own;
    private final Duration every;
    private final ReentrantLock one = new ReentrantLock();
    private final ScheduledExecutorService beat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("comparisons").factory());

    Rounds(
            Registry registry,
            Shared shared,
            Findings findings,
            Peers peers,
            Courier courier,
            AuthoritySeals seals,
            Cursors cursors,
            JdbcClient sql,
            InstantSource clock,
            SecureRandom random,
            String own,
            Duration every) {
        this.registry = registry;
        this.shared = shared;
        this.findings = findings;
        this.peers = peers;
        this.courier = courier;
        this.seals = seals;
        this.cursors = cursors;
        this.sql = sql;
        this.clock = clock;
        this.random = random;
        this.own = own;
        this.every = every;
    }

    /** What came of a comparison. */
    record Done(
            String peer,
            Instant at,
            String outcome,
            String why,
            int ours,
            int theirs,
            int symbols,
            boolean listed) {}

    void start() {
        beat.scheduleWithFixedDelay(
                this::withAll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void withAll() {
        for (var peer : partners()) {
            try {
                with(peer);
            } catch (RuntimeException e) {
                LOG.warn("the comparison with {} failed", peer, e);
            }
        }
    }

    List<String> partners() {
        return peers.all().stream().map(Introduction::state).sorted().toList();
    }

    /** Compares now. One at a time: what one mends, the next need not find. */
    Done with(String peer) {
        one.lock();
        try {
            return keep(compared(peer));
        } finally {
            one.unlock();
        }
    }

    private Done compared(String peer) {
        if (registry.directories().of(peer).isEmpty()) return not(peer, "directory-unknown");
        var partner = Partner.of(peer, peers, courier, seals);
        if (partner.isEmpty()) return not(peer, "not-reached");
        try {
            var key = new byte[SessionKey.BYTES];
            random.nextBytes(key);
            var result =
                    new Comparison(
                                    registry,
                                    shared,
                                    findings,
                                    cursors,
                                    own,
                                    partner.get(),
                                    new TheirRow(partner.get()::ask, key, Rows.MOST_SYMBOLS),
                                    random)
                            .compare();
            if (!result.found().isEmpty())
                LOG.warn("compared with {}: {} acts differ", peer, result.found().size());
            return new Done(
                    peer,
                    clock.instant(),
                    // What is on its way again is still missing until it has been shown.
                    result.found().isEmpty() && findings.open(peer, own).isEmpty()
                            ? "agreed"
                            : "differs",
                    "",
                    result.ours(),
                    result.heard().theirs(),
                    result.heard().symbols(),
                    result.heard().listed());
        } catch (IOException e) {
            LOG.info("partner {} was not compared with ({})", peer, e.getMessage());
            return not(peer, "not-reached");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return not(peer, "not-reached");
        }
    }

    private Done not(String peer, String why) {
        return new Done(peer, clock.instant(), "not-compared", why, 0, 0, 0, false);
    }

    private Done keep(Done done) {
        sql.sql(
                        """
                        INSERT INTO comparison
                               (peer, compared_at, outcome, why, ours, theirs, symbols, listed)
                        VALUES (:peer, :at, :outcome, :why, :ours, :theirs, :symbols, :listed)
                        """)
                .param("peer", done.peer())
                .param("at", Timestamp.from(done.at()))
                .param("outcome", done.outcome())
                .param("why", done.why())
                .param("ours", done.ours())
                .param("theirs", done.theirs())
                .param("symbols", done.symbols())
                .param("listed", done.listed())
                .update();
        return done;
    }

    Optional<Done> latest(String peer) {
        return newest("peer = :peer", peer);
    }

    /** The latest that was not in vain. */
    Optional<Done> latestCompared(String peer) {
        return newest("peer = :peer AND outcome <> 'not-compared'", peer);
    }

    private Optional<Done> newest(String where, String peer) {
        return sql.sql(
                        "SELECT peer, compared_at, outcome, why, ours, theirs, symbols, listed"
                                + " FROM comparison WHERE "
                                + where
                                + " ORDER BY number DESC LIMIT 1")
                .param("peer", peer)
                .query((row, _) -> done(row))
                .optional();
    }

    private static Done done(ResultSet row) throws SQLException {
        return new Done(
                row.getString("peer"),
                row.getTimestamp("compared_at").toInstant(),
                row.getString("outcome"),
                row.getString("why"),
                row.getInt("ours"),
                row.getInt("theirs"),
                row.getInt("symbols"),
                row.getBoolean("listed"));
    }

    @Override
    public void close() {
        beat.shutdownNow();
    }
}
