package comity.node.admin;

import comity.node.frame.Again;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks once a minute, whether or not anybody has the page open, and remembers since when something
 * is not well: so that a warning has an age, and an administrator can be told by mail.
 */
final class Watch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Measure measure;
    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;
    private final Again rounds;

    Watch(
            Measure measure,
            JdbcTemplate sql,
            TransactionOperations transaction,
            InstantSource clock) {
        this.measure = measure;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.rounds = new Again("watch", PAUSE, this::round);
    }

    void start() {
        rounds.start();
    }

    private boolean round() {
        measure.count();
        look();
        return false;
    }

    /** Measures now; each line with since when it stands, as far as anybody knows. */
    List<Line> look() {
        var lines = Lines.of(measure.now(), Thresholds.OF_THE_HOUSE);
        var since = transaction.execute(_ -> remembered(lines));
        return lines.stream()
                .map(line -> line.since().isPresent() ? line : dated(line, since))
                .toList();
    }

    private static Line dated(Line line, Map<List<String>, Instant> since) {
        return new Line(
                line.area(),
                line.code(),
                line.about(),
                line.state(),
                Optional.ofNullable(since.get(List.of(line.code(), line.about()))),
                line.said());
    }

    private Map<List<String>, Instant> remembered(List<Line> lines) {
        var now = Timestamp.from(clock.instant());
        var warnings = lines.stream().filter(line -> line.state() != Line.State.WELL).toList();
        // In one order, so that two processes that look at once do not wait for each other.
        var ordered =
                warnings.stream()
                        .sorted(
                                java.util.Comparator.comparing(Line::code)
                                        .thenComparing(Line::about))
                        .toList();
        sql.batchUpdate(
                """
                INSERT INTO node_warning AS had (code, about, state, since) VALUES (?, ?, ?, ?)
                ON CONFLICT (code, about) DO UPDATE
                   SET since = CASE WHEN had.state = excluded.state THEN had.since ELSE excluded.since END,
                       state = excluded.state
                """,
                ordered.stream()
                        .map(
                                line ->
                                        new Object[] {
                                            line.code(), line.about(), line.state().name(), now
                                        })
                        .toList());
        sql.update(
                "DELETE FROM node_warning WHERE NOT (code || ' ' || about = ANY (?::text[]))",
                (Object)
                        ordered.stream()
                                .map(line -> line.code() + " " + line.about())
                                .toArray(String[]::new));
        var since = new HashMap<List<String>, Instant>();
        sql.query(
                "SELECT code, about, since FROM node_warning",
                row -> {
                    since.put(
                            List.of(row.getString("code"), row.getString("about")),
                            row.getTimestamp("since").toInstant());
                });
        return since;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
