package comity.node.desk.work;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tables say awaits a person: dockets whose turn it is in an office of theirs, and clocks
 * of this State that rang on dockets of their authorities.
 */
final class Awaited implements Awaiting {
    private final Lists lists;
    private final JdbcTemplate sql;
    private final String own;

    Awaited(Lists lists, JdbcTemplate sql, String own) {
        this.lists = lists;
        this.sql = sql;
        this.own = own;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        var reach = lists.reach(held);
        if (reach.isNothing()) return List.of();
        var all = new ArrayList<>(turns(reach));
        all.addAll(rung(reach, since));
        return all;
    }

    /**
     * The newest first: whatever becomes somebody's turn does so by an act, which is the latest
     * then. The office says that it is this person's turn, and not only their authority's.
     */
    private List<Matter> turns(Reach reach) {
        return sql.query(
                """
                SELECT d.docket, d.stage, d.office, d.since, d.urgency, d.due
                  FROM desk_whose w JOIN desk_docket d ON d.side = w.side AND d.docket = w.docket
                 WHERE w.side = ? AND w.whose = ANY (?) AND w.open AND d.turn = ?
                   AND (CASE d.authority WHEN '' THEN '*' ELSE d.authority END || '/' || d.office) = ANY (?)
                 ORDER BY w.position DESC LIMIT ?
                """,
                (row, _) ->
                        new Matter(
                                Matter.Kind.TURN,
                                row.getString("docket"),
                                row.getString("stage")
                                        + " "
                                        + row.getString("office")
                                        + " "
                                        + row.getTimestamp("since").toInstant(),
                                row.getInt("urgency") == 0,
                                day(row.getObject("due", LocalDate.class))),
                lists.shown().inTable(),
                reach.own().toArray(String[]::new),
                own,
                offices(reach),
                MOST);
    }

    private static String[] offices(Reach reach) {
        var offices = new ArrayList<String>();
        for (var officer : reach.held()) {
            offices.add(officer.inOffice());
            offices.add("*/" + officer.office());
        }
        return offices.toArray(String[]::new);
    }

    private static Optional<LocalDate> day(LocalDate due) {
        return Optional.of(due).filter(day -> !day.equals(Tables.NEVER));
    }

    /** A clock that stopped meanwhile is not among the deadlines any more, and tells nobody. */
    private List<Matter> rung(Reach reach, Instant since) {
        return sql.query(
                """
                SELECT r.docket, encode(r.act, 'hex') AS act, r.timer, r.due, r.days
                  FROM deadline_rung r
                  JOIN desk_deadline l ON l.side = ? AND l.docket = r.docket AND l.act = r.act
                   AND l.timer = r.timer AND l.state = r.state AND l.due = r.due AND l.latest
                 WHERE r.rung_at > ? AND r.state = ?
                   AND EXISTS (SELECT 1 FROM desk_whose w
                                WHERE w.side = l.side AND w.docket = r.docket AND w.whose = ANY (?))
                 ORDER BY r.rung_at DESC, r.docket, r.timer LIMIT ?
                """,
                (row, _) ->
                        new Matter(
                                row.getInt("days") == Rings.PASSED
                                        ? Matter.Kind.PASSED
                                        : Matter.Kind.NEAR,
                                row.getString("docket"),
                                row.getString("act")
                                        + " "
                                        + row.getString("timer")
                                        + " "
                                        + row.getString("due")
                                        + " "
                                        + row.getInt("days"),
                                false,
                                Optional.of(row.getObject("due", LocalDate.class))),
                lists.shown().inTable(),
                Timestamp.from(since),
                own,
                reach.own().toArray(String[]::new),
                MOST);
    }

    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        Predicate<UUID> seen = lists.seenBy(lists.reach(held));
        return matters.stream().filter(one -> seen.test(UUID.fromString(one.about()))).toList();
    }
}
