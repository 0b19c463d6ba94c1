package comity.node.desk.work;

import comity.record.act.Digest;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets clocks ring. It looks at those alone whose day has come, by an index of days, so it costs
 * what is due and not what exists. A clock rings at least once for each of its days, and what comes
 * of it (a row of what was told) is there once: a repetition finds it there.
 */
final class Sweep {
    private static final int BATCH = 500;

    private final JdbcTemplate sql;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    Sweep(JdbcTemplate sql, TransactionOperations transaction, InstantSource clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Due(UUID docket, Digest act, String timer, String state, LocalDate due) {}

    /** Everything whose day has come by now; how many clocks rang. */
    int run() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var all = 0;
        for (var some = batch(today); ; some = batch(today)) {
            all += some;
            if (some < BATCH) return all;
        }
    }

    private int batch(LocalDate today) {
        var rang =
                transaction.execute(
                        _ -> {
                            var due = due(today);
                            tell(due, today);
                            turnOn(due, today);
                            return due.size();
                        });
        return rang == null ? 0 : rang;
    }

    /** Two processes sweep beside each other without waiting. */
    private List<Due> due(LocalDate today) {
        return sql.query(
                """
                SELECT docket, act, timer, state, due FROM desk_deadline
                 WHERE side = (SELECT shown FROM desk_side) AND rings <= ?
                 ORDER BY rings LIMIT ? FOR UPDATE SKIP LOCKED
                """,
                (row, _) ->
                        new Due(
                                row.getObject("docket", UUID.class),
                                Digest.ofHash(row.getBytes("act")),
                                row.getString("timer"),
                                row.getString("state"),
                                row.getObject("due", LocalDate.class)),
                Date.valueOf(today),
                BATCH);
    }

    private void tell(List<Due> due, LocalDate today) {
        var at = Timestamp.from(clock.instant());
        var rows =
                due.stream()
                        .flatMap(
                                one ->
                                        Rings.now(Tables.timer(one.timer()), one.due(), today)
                                                .map(days -> row(one, days, at))
                                                .stream())
                        .toList();
        sql.batchUpdate(
                "INSERT INTO deadline_rung (docket, act, timer, state, due, days, rung_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                rows);
    }

    private static Object[] row(Due one, int days, Timestamp at) {
        return new Object[] {
            one.docket(),
            one.act().bytes(),
            one.timer(),
            one.state(),
            Date.valueOf(one.due()),
            days,
            at
        };
    }

    private void turnOn(List<Due> due, LocalDate today) {
        sql.batchUpdate(
                """
                UPDATE desk_deadline SET rings = ?::date
                 WHERE side = (SELECT shown FROM desk_side)
                   AND docket = ? AND act = ? AND timer = ? AND state = ?
                """,
                due.stream()
                        .map(
                                one ->
                                        new Object[] {
                                            Rings.next(Tables.timer(one.timer()), one.due(), today)
                                                    .map(LocalDate::toString)
                                                    .orElse(null),
                                            one.docket(),
                                            one.act().bytes(),
                                            one.timer(),
                                            one.state()
                                        })
                        .toList());
    }
}
