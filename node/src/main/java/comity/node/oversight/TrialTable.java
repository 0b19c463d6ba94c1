package comity.node.oversight;

import comity.node.frame.Cursor;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps the table of trials as the acts table has it: with a cursor that moves in the very
 * transaction that writes what it has seen. Emptied, it fills again by itself.
 */
final class TrialTable {
    private static final int BATCH = 500;

    /** Of the processes of one node, whoever holds this lock writes. */
    private static final long LOCK = 0x6f76_6572_7369L;

    private final Registry registry;
    private final Actors actors;
    private final String state;
    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final Cursor cursor;

    TrialTable(
            Registry registry,
            Actors actors,
            String state,
            JdbcTemplate sql,
            TransactionOperations transaction) {
        this.registry = registry;
        this.actors = actors;
        this.state = state;
        this.sql = sql;
        this.transaction = transaction;
        this.cursor = new Cursor(sql, "oversight");
    }

    /** How many acts are counted. */
    long followed() {
        return cursor.position().orElse(0L);
    }

    /** One step; false if there is nothing to do. */
    boolean step() {
        return Boolean.TRUE.equals(
                transaction.execute(
                        _ -> {
                            sql.query("SELECT pg_advisory_xact_lock(?)", _ -> {}, LOCK);
                            return follow();
                        }));
    }

    /** Counts everything anew, from the first act on. */
    void forget() {
        transaction.executeWithoutResult(
                _ -> {
                    sql.query("SELECT pg_advisory_xact_lock(?)", _ -> {}, LOCK);
                    sql.update("DELETE FROM oversight_trial");
                    cursor.move(0);
                });
    }

    private record Row(long position, UUID docket, boolean cooperation) {}

    private boolean follow() {
        var from = followed();
        var filed = registry.size();
        var rows =
                sql.query(
                        "SELECT position, docket, kind FROM act WHERE position >= ?"
                                + " ORDER BY position LIMIT ?",
                        (row, _) ->
                                new Row(
                                        row.getLong("position"),
                                        row.getObject("docket", UUID.class),
                                        row.getString("kind").equals(Cooperation.KIND)),
                        from,
                        BATCH);
        if (rows.isEmpty()) {
            // Places whose acts were lost hold nothing to wait for.
            if (filed > from) cursor.move(filed);
            return false;
        }
        write(rows.stream().filter(Row::cooperation).map(Row::docket).distinct().toList());
        cursor.move(rows.getLast().position() + 1);
        return true;
    }

    private void write(Collection<UUID> dockets) {
        var persons = actors.on(dockets);
        var rows = new ArrayList<Object[]>();
        for (var id : dockets) {
            var filed = new HashMap<Digest, Instant>();
            var stored = registry.docket(id);
            stored.forEach(act -> filed.put(act.digest(), act.filedAt()));
            var docket = Docket.of(id, stored.stream().map(act -> act.envelope()).toList());
            for (var trial : Trials.of(docket, filed, persons.getOrDefault(id, Map.of()), state))
                rows.add(
                        new Object[] {
                            id,
                            trial.act().bytes(),
                            trial.pattern().name(),
                            trial.whose().inTable(),
                            trial.trials(),
                            trial.hits(),
                            Timestamp.from(trial.at())
                        });
        }
        sql.batchUpdate(
                "DELETE FROM oversight_trial WHERE docket = ?",
                dockets.stream().map(id -> new Object[] {id}).toList());
        sql.batchUpdate(
                "INSERT INTO oversight_trial (docket, act, pattern, whose, trials, hits, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /**
     * A judge's decisions since a day, and which of them are in bulk: some hour that holds it holds
     * so many. Where such an hour ends, so many came within the hour before; and a decision lies
     * within it if it ends within the hour after.
     */
    private static final String IN_BULK =
            """
            WITH ends AS (
                SELECT docket, act, whose, trials, at,
                       count(*) OVER (PARTITION BY whose ORDER BY at
                           RANGE BETWEEN interval '1 hour' PRECEDING AND CURRENT ROW) >= ? AS crowded
                  FROM oversight_trial WHERE pattern = 'IN_BULK' AND at >= ?),
            bulk AS (
                SELECT docket, act, whose, trials, at,
                       CASE WHEN bool_or(crowded) OVER (PARTITION BY whose ORDER BY at
                           RANGE BETWEEN CURRENT ROW AND interval '1 hour' FOLLOWING) THEN 1
                            ELSE 0 END AS hits
                  FROM ends)
            """;

    private static final String OF_EACH = " GROUP BY pattern, whose ORDER BY pattern, whose";

    /**
     * How often it went one way, for each that is compared, since {@code since}.
     *
     * @param many decisions within an hour are in bulk
     */
    List<Tally> tallies(Instant since, int many) {
        var all =
                new ArrayList<>(
                        sql.query(
                                "SELECT pattern, whose, sum(trials) AS trials, sum(hits) AS hits"
                                        + " FROM oversight_trial"
                                        + " WHERE pattern <> 'IN_BULK' AND at >= ?"
                                        + OF_EACH,
                                TrialTable::tally,
                                Timestamp.from(since)));
        all.addAll(
                sql.query(
                        IN_BULK
                                + "SELECT 'IN_BULK' AS pattern, whose, sum(trials) AS trials,"
                                + " sum(hits) AS hits FROM bulk"
                                + OF_EACH,
                        TrialTable::tally,
                        many,
                        Timestamp.from(since)));
        return all;
    }

    private static Tally tally(ResultSet row, int number) throws SQLException {
        return new Tally(
                Pattern.valueOf(row.getString("pattern")),
                Whose.ofTable(row.getString("whose")),
                row.getLong("trials"),
                row.getLong("hits"));
    }

    /** An act that is among the hits. */
    record Hit(UUID docket, Digest act, Instant at) {}

    /** The latest hits of one that stands out, at most {@code most}. */
    List<Hit> hits(Pattern pattern, Whose whose, Instant since, int many, int most) {
        var latest = " ORDER BY at DESC, act LIMIT ?";
        if (pattern == Pattern.IN_BULK)
            return sql.query(
                    IN_BULK
                            + "SELECT docket, act, at FROM bulk WHERE whose = ? AND hits > 0"
                            + latest,
                    TrialTable::hit,
                    many,
                    Timestamp.from(since),
                    whose.inTable(),
                    most);
        return sql.query(
                "SELECT docket, act, at FROM oversight_trial"
                        + " WHERE pattern = ? AND whose = ? AND at >= ? AND hits > 0"
                        + latest,
                TrialTable::hit,
                pattern.name(),
                whose.inTable(),
                Timestamp.from(since),
                most);
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(
                row.getObject("docket", UUID.class),
                Digest.ofHash(row.getBytes("act")),
                row.getTimestamp("at").toInstant());
    }
}
