package comity.node.desk.work;

import comity.treaty.rules.Timer;
import comity.treaty.terms.Rehearsal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what dockets leave, several dockets at once, in place of what they left before. */
final class Tables {
    /** Stands where a docket has no day: lists are sorted by it. */
    static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private static final List<String> OF_DOCKETS =
            List.of(
                    "desk_docket",
                    "desk_whose",
                    "desk_deadline",
                    "desk_span",
                    "desk_token",
                    "desk_judged");

    private final JdbcTemplate sql;

    Tables(JdbcTemplate sql) {
        this.sql = sql;
    }

    /**
     * A docket's line and the position of its latest act.
     *
     * @param position by which the newest are found first
     * @param seenIn the offices that see it, see {@link comity.node.frame.Seeing}
     * @param sealed the last day on which a judge hides it from every office; empty if none does
     * @param tokens by which it is found
     */
    record Placed(
            Line line,
            long position,
            Set<String> seenIn,
            Optional<LocalDate> sealed,
            Tokens.Put tokens) {}

    /** Replaces; the caller's transaction also moves the cursor. */
    void write(Side side, Collection<Placed> placed) {
        if (placed.isEmpty()) return;
        var ids = placed.stream().map(one -> one.line().docket().toString()).toArray(String[]::new);
        sums(side, ids, -1);
        for (var table : OF_DOCKETS)
            sql.update(
                    "DELETE FROM " + table + " WHERE side = ? AND docket = ANY (?::uuid[])",
                    side.inTable(),
                    ids);
        dockets(side, placed);
        whose(side, placed);
        deadlines(side, placed);
        spans(side, placed);
        tokens(side, placed);
        judged(side, placed);
        sums(side, ids, 1);
    }

    /** Empties a side that is not shown. */
    void empty(Side side) {
        for (var table : OF_DOCKETS) sql.execute("TRUNCATE " + table + "_" + side.inTable());
        sql.update("DELETE FROM desk_time WHERE side = ?", side.inTable());
        sql.update("DELETE FROM desk_waiting WHERE side = ?", side.inTable());
    }

    /** Takes what these dockets add to the sums out of them, or puts it in. */
    private void sums(Side side, String[] ids, int sign) {
        sql.update(
                """
                INSERT INTO desk_time AS had (side, month, stage, state, dockets, seconds)
                SELECT side, month, stage, state, ? * count(*), ? * sum(seconds) FROM desk_span
                 WHERE side = ? AND docket = ANY (?::uuid[])
                 GROUP BY side, month, stage, state
                ON CONFLICT (side, month, stage, state) DO UPDATE
                   SET dockets = had.dockets + excluded.dockets, seconds = had.seconds + excluded.seconds
                """,
                sign,
                sign,
                side.inTable(),
                ids);
        sql.update(
                """
                INSERT INTO desk_waiting AS had (side, stage, state, dockets, since)
                SELECT side, stage, turn, ? * count(*), ? * sum(floor(extract(epoch FROM since)))
                  FROM desk_docket
                 WHERE side = ? AND docket = ANY (?::uuid[]) AND stage <> 'NONE'
                   AND ? NOT IN (requesting, requested)
                 GROUP BY side, stage, turn
                ON CONFLICT (side, stage, state) DO UPDATE
                   SET dockets = had.dockets + excluded.dockets, since = had.since + excluded.since
                """,
                sign,
                sign,
                side.inTable(),
                ids,
                Rehearsal.STATE);
    }

    private void dockets(Side side, Collection<Placed> placed) {
        var rows = new ArrayList<Object[]>();
        for (var one : placed) {
            var line = one.line();
            var next = line.next();
            rows.add(
                    new Object[] {
                        side.inTable(),
                        line.docket(),
                        one.position(),
                        line.acts(),
                        line.requesting(),
                        line.requested(),
                        line.phase().name(),
                        line.urgency(),
                        line.latest().type(),
                        line.latest().state(),
                        Timestamp.from(line.latest().at()),
                        line.turn().stage().name(),
                        line.turn().state(),
                        line.turn().authority(),
                        line.turn().office(),
                        Timestamp.from(line.since()),
                        line.open(),
                        Date.valueOf(next.map(Line.Deadline::due).orElse(NEVER)),
                        next.map(Line.Deadline::timer).orElse(""),
                        next.map(Line.Deadline::state).orElse(""),
                        line.authorities().toArray(String[]::new),
                        one.sealed().map(Date::valueOf).orElse(null)
                    });
        }
        sql.batchUpdate(
                """
                INSERT INTO desk_docket (side, docket, position, acts, requesting, requested, phase, urgency, latest,
                    latest_by, latest_at, stage, turn, authority, office, since, open, due, timer, due_for, authorities, sealed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows);
    }

    private void whose(Side side, Collection<Placed> placed) {
        var rows = new ArrayList<Object[]>();
        for (var one : placed) {
            var line = one.line();
            var due = Date.valueOf(line.next().map(Line.Deadline::due).orElse(NEVER));
            var all = whose(line);
            one.seenIn().forEach(office -> all.add(seenIn(office)));
            for (var whose : all)
                rows.add(
                        new Object[] {
                            side.inTable(), whose, line.docket(), line.open(), due, one.position()
                        });
        }
        sql.batchUpdate(
                "INSERT INTO desk_whose (side, whose, docket, open, due, position)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** By what a docket is found as somebody's. */
    static TreeSet<String> whose(Line line) {
        var whose = new TreeSet<String>();
        line.authorities().forEach(authority -> whose.add(ofAuthority(authority)));
        var turn = line.turn();
        if (turn.stage() != Stage.NONE)
            whose.add(
                    turn.authority().isEmpty()
                            ? ofOffice(turn.state(), turn.office())
                            : ofAuthority(turn.authority()));
        line.persons().forEach(person -> whose.add(ofPerson(person)));
        line.providers().forEach(provider -> whose.add(ofProvider(provider)));
        line.earlier().forEach(earlier -> whose.add(following(earlier)));
        return whose;
    }

    static String ofAuthority(String authority) {
        return "a:" + authority;
    }

    /** Whose turn it is before any authority of that State has acted in this office. */
    static String ofOffice(String state, String office) {
        return "o:" + state + "/" + office;
    }

    /** To whom something was ordered. */
    static String ofProvider(String provider) {
        return "v:" + provider;
    }

    /** What follows from a docket, by its number. */
    static String following(UUID docket) {
        return "f:" + docket;
    }

    static String seenIn(String office) {
        return "s:" + office;
    }

    static String ofPerson(String person) {
        return "p:" + person;
    }

    private void deadlines(Side side, Collection<Placed> placed) {
        var rows = new ArrayList<Object[]>();
        for (var one : placed)
            for (var deadline : one.line().deadlines())
                rows.add(
                        new Object[] {
                            side.inTable(),
                            one.line().docket(),
                            deadline.act().bytes(),
                            deadline.timer(),
                            deadline.state(),
                            Date.valueOf(deadline.due()),
                            deadline.isLatest(),
                            Date.valueOf(first(deadline))
                        });
        sql.batchUpdate(
                "INSERT INTO desk_deadline (side, docket, act, timer, state, due, latest, rings)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                rows);
    }

    /**
     * The first day on which this clock tells somebody; what it told before it tells nobody twice.
     */
    private static LocalDate first(Line.Deadline deadline) {
        return Rings.days(timer(deadline.timer())).stream()
                .map(days -> deadline.due().minusDays(days))
                .min(LocalDate::compareTo)
                .orElse(deadline.due());
    }

    static Timer timer(String id) {
        return Stream.of(Timer.values())
                .filter(timer -> timer.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void spans(Side side, Collection<Placed> placed) {
        var rows = new ArrayList<Object[]>();
        // What was rehearsed takes nobody's time: sums are of requests that are meant.
        for (var one : placed) {
            if (Rehearsal.concerns(one.line().requesting(), one.line().requested())) continue;
            one.line()
                    .lost()
                    .forEach(
                            (lost, seconds) ->
                                    rows.add(
                                            new Object[] {
                                                side.inTable(),
                                                one.line().docket(),
                                                Date.valueOf(lost.month().atDay(1)),
                                                lost.stage().name(),
                                                lost.state(),
                                                seconds
                                            }));
        }
        sql.batchUpdate(
                "INSERT INTO desk_span (side, docket, month, stage, state, seconds)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows);
    }

    private void tokens(Side side, Collection<Placed> placed) {
        sql.batchUpdate(
                "INSERT INTO desk_token (side, docket, epoch, tokens) VALUES (?, ?, ?, ?)",
                placed.stream()
                        .map(
                                one ->
                                        new Object[] {
                                            side.inTable(),
                                            one.line().docket(),
                                            one.tokens().epoch(),
                                            one.tokens().tokens()
                                        })
                        .toList());
    }

    private void judged(Side side, Collection<Placed> placed) {
        var rows = new ArrayList<Object[]>();
        for (var one : placed)
            for (var judged : one.line().judged())
                rows.add(
                        new Object[] {
                            side.inTable(),
                            one.line().docket(),
                            judged.act().bytes(),
                            judged.state(),
                            judged.outcome().name(),
                            judged.measure(),
                            judged.article(),
                            judged.partner(),
                            judged.tests().toArray(String[]::new),
                            Timestamp.from(judged.at())
                        });
        sql.batchUpdate(
                "INSERT INTO desk_judged (side, docket, act, state, outcome, measure, article,"
                        + " partner, tests, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** Some that were put down under an epoch that has ended: nobody can find them any more. */
    List<UUID> unfindable(Side side, Collection<Integer> epochs, int most) {
        return sql.query(
                "SELECT docket FROM desk_token WHERE side = ? AND epoch <> ALL (?::int[]) LIMIT ?",
                (row, _) -> row.getObject(1, UUID.class),
                side.inTable(),
                epochs.stream().map(String::valueOf).toArray(String[]::new),
                most);
    }

    /** Which of {@code dockets} are there as of their latest act. */
    List<UUID> current(Side side, Collection<UUID> dockets) {
        return sql.query(
                """
                SELECT had.docket FROM desk_docket had
                 WHERE had.side = ? AND had.docket = ANY (?::uuid[])
                   AND had.acts = (SELECT count(*) FROM act WHERE act.docket = had.docket)
                """,
                (row, _) -> row.getObject(1, UUID.class),
                side.inTable(),
                dockets.stream().map(UUID::toString).toArray(String[]::new));
    }
}
