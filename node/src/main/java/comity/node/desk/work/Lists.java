package comity.node.desk.work;

import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.treaty.rules.Timer;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads lists of dockets, a page at a time: each page costs what it shows, because it begins where
 * the one before ended.
 */
public final class Lists {
    static final String COLUMNS =
            "d.docket, d.phase, d.requesting, d.requested, d.urgency, d.acts, d.latest, d.latest_by, d.latest_at,"
                    + " d.stage, d.turn, d.authority, d.office, d.since, d.open, d.due, d.timer, d.due_for, d.position";

    private static final int DAYS_SOON = 14;
    private static final int MOST_FOLLOWING = 100;

    private final JdbcTemplate sql;
    private final String own;
    private final Seeing sight;
    private final InstantSource clock;
    private volatile Side lastShown = Side.A;

    Lists(JdbcTemplate sql, String own, Seeing sight, InstantSource clock) {
        this.sight = sight;
        this.sql = sql;
        this.own = own;
        this.clock = clock;
    }

    /**
     * A page.
     *
     * @param next where the next begins; empty if this is the last
     */
    public record Part(List<Found> dockets, String next) {}

    /** After so many pages without a docket that is seen, whoever asks goes on by themselves. */
    private static final int MOST_SKIPPED = 20;

    /**
     * What {@code person} may see of what {@code filter} asks for, at most {@code most}: the table
     * finds them, and {@link Seeing} says of each whether it is shown.
     */
    public Part page(Person person, Collection<Officer> held, Filter filter, int most) {
        var reach = Reach.of(held, sight);
        if (reach.isNothing()) return new Part(List.of(), "");
        var seen = sight.by(reach.held());
        var shown = new ArrayList<Found>();
        var from = filter;
        for (var pages = 0; pages < MOST_SKIPPED; pages++) {
            var part = found(person, reach, from, most);
            for (var one : part.dockets()) {
                if (shown.size() == most) return new Part(shown, after(filter, shown.getLast()));
                if (seen.test(one.docket())) shown.add(one);
            }
            if (part.next().isEmpty()) return new Part(shown, "");
            from = filter.from(part.next());
        }
        return new Part(shown, from.after());
    }

    private static String after(Filter filter, Found last) {
        return filter.order() == Filter.Order.DUE
                ? last.afterDue()
                : Long.toString(last.position());
    }

    private Part found(Person person, Reach reach, Filter filter, int most) {
        var found = found(side -> query(side, person, reach, filter, most + 1));
        if (found.size() <= most) return new Part(found, "");
        return new Part(List.copyOf(found.subList(0, most)), after(filter, found.get(most - 1)));
    }

    /** An SQL statement with its values; the bench asks the very same beside it. */
    record Query(String text, List<Object> values) {}

    /**
     * What a statement finds on the side that is shown. Each is asked of the side that was shown
     * last, and itself holds {@link #isShown}: only where it finds nothing is the side read.
     */
    List<Found> found(Function<Side, Query> asked) {
        while (true) {
            var side = lastShown;
            var query = asked.apply(side);
            var found = sql.query(query.text(), (row, _) -> found(row), query.values().toArray());
            if (!found.isEmpty() || shown() == side) return found;
        }
    }

    /** As part of a statement: that {@code side} is the one that is shown. */
    static String isShown(Side side) {
        return "(SELECT shown FROM desk_side) = '" + side.inTable() + "'";
    }

    /** Of each of whose dockets they are a page, and of these together a page. */
    Query query(Side on, Person person, Reach reach, Filter filter, int most) {
        var side = on.inTable();
        var byDue = filter.order() == Filter.Order.DUE;
        var filtered = new ArrayList<Object>();
        var where = where(filter, filtered);
        var values = new ArrayList<Object>();
        values.add(whose(person, reach, filter).toArray(String[]::new));
        values.addAll(after(filter));
        values.addAll(filtered);
        values.add(most);
        var assigned = "";
        if (!reach.assigned().isEmpty() && filter.whose() == Filter.Whose.ALL) {
            assigned =
                    " UNION ALL (SELECT %s FROM desk_docket d WHERE d.side = '%s' AND d.docket = ANY (?::uuid[]) AND %s %s ORDER BY %s LIMIT ?)"
                            .formatted(
                                    COLUMNS,
                                    side,
                                    place("d", filter),
                                    where,
                                    byDue ? "d.due, d.docket" : "d.position DESC");
            values.add(reach.assigned().toArray(String[]::new));
            values.addAll(after(filter));
            values.addAll(filtered);
            values.add(most);
        }
        values.add(most);
        return new Query(
                """
                SELECT DISTINCT ON (%7$s) %1$s FROM (
                  SELECT d.* FROM unnest(?::text[]) AS who (whose)
                   CROSS JOIN LATERAL (
                    SELECT %1$s FROM desk_whose w JOIN desk_docket d ON d.docket = w.docket AND d.side = '%2$s'
                     WHERE w.side = '%2$s' AND w.whose = who.whose AND %3$s %4$s
                     ORDER BY %5$s LIMIT ?) AS d%6$s) AS d
                 WHERE %9$s
                 ORDER BY %8$s LIMIT ?
                """
                        .formatted(
                                COLUMNS,
                                side,
                                place("w", filter),
                                where,
                                byDue ? "w.due, w.docket" : "w.position DESC",
                                assigned,
                                byDue ? "d.due, d.docket" : "d.position",
                                byDue ? "d.due, d.docket" : "d.position DESC",
                                isShown(on)),
                values);
    }

    private static String place(String table, Filter filter) {
        if (filter.order() == Filter.Order.DUE)
            return table
                    + ".open"
                    + (filter.after().isEmpty()
                            ? ""
                            : " AND (%1$s.due, %1$s.docket) > (?::date, ?::uuid)".formatted(table));
        return filter.after().isEmpty() ? "true" : table + ".position < ?::bigint";
    }

    private static List<Object> after(Filter filter) {
        if (filter.after().isEmpty()) return List.of();
        if (filter.order() == Filter.Order.LATEST) return List.of(filter.after());
        var parts = filter.after().split("_", 2);
        return List.of(parts[0], parts[1]);
    }

    private static List<String> whose(Person person, Reach reach, Filter filter) {
        return switch (filter.whose()) {
            case MINE -> List.of(Tables.ofPerson(person.id()));
            case AUTHORITY -> reach.own();
            case ALL -> reach.seen();
        };
    }

    private String where(Filter filter, List<Object> values) {
        var where = new StringBuilder();
        var today = today();
        switch (filter.due()) {
            case ANY -> {}
            case OVERDUE -> {
                where.append(" AND d.due < ?");
                values.add(Date.valueOf(today));
            }
            case SOON -> {
                where.append(" AND d.due <= ?");
                values.add(Date.valueOf(today.plusDays(DAYS_SOON)));
            }
        }
        switch (filter.turn()) {
            case "" -> {}
            case Filter.US -> {
                where.append(" AND d.turn = ?");
                values.add(own);
            }
            case Filter.PARTNER -> {
                where.append(" AND d.turn <> '' AND d.turn <> ?");
                values.add(own);
            }
            default -> {
                where.append(" AND d.stage = ?");
                values.add(filter.turn());
            }
        }
        if (!filter.partner().isEmpty()) {
            where.append(" AND ? IN (d.requesting, d.requested)");
            values.add(filter.partner());
        }
        if (!filter.provider().isEmpty()) {
            where.append(
                    " AND EXISTS (SELECT 1 FROM desk_whose v WHERE v.side = d.side"
                            + " AND v.docket = d.docket AND v.whose = ?)");
            values.add(Tables.ofProvider(filter.provider()));
        }
        if (!filter.phase().isEmpty()) {
            where.append(" AND d.phase = ?");
            values.add(filter.phase());
        }
        if (filter.urgent()) where.append(" AND d.urgency < 2");
        return where.toString();
    }

    Reach reach(Collection<Officer> held) {
        return Reach.of(held, sight);
    }

    /** Whether {@code reach} sees a docket now. */
    Predicate<UUID> seenBy(Reach reach) {
        return sight.by(reach.held());
    }

    /** Of these, what {@code reach} sees now: asked of each. */
    List<Found> seen(Reach reach, List<Found> found) {
        var seen = seenBy(reach);
        return found.stream().filter(one -> seen.test(one.docket())).toList();
    }

    /** As part of a statement: that somebody's offices see the docket {@code d}; two values. */
    static String isSeen(String side) {
        return "(EXISTS (SELECT 1 FROM desk_whose s WHERE s.side = '"
                + side
                + "' AND s.docket = d.docket AND s.whose = ANY (?)) OR d.docket = ANY (?::uuid[]))";
    }

    /** The newest of these, by number alone. */
    public List<UUID> newest(int most) {
        return sql.query(
                "SELECT docket FROM desk_docket WHERE side = ? ORDER BY position DESC LIMIT ?",
                (row, _) -> row.getObject(1, UUID.class),
                shown().inTable(),
                most);
    }

    /** Those on which a clock of {@code state} runs, the one that ends first before the others. */
    public List<UUID> running(Timer timer, String state, int most) {
        return sql.query(
                "SELECT docket FROM desk_deadline WHERE side = ? AND timer = ? AND state = ? AND latest"
                        + " GROUP BY docket ORDER BY min(due), docket LIMIT ?",
                (row, _) -> row.getObject(1, UUID.class),
                shown().inTable(),
                timer.id(),
                state,
                most);
    }

    /** Dockets on which a person acted, or to which they are admitted as counsel, newest first. */
    public List<UUID> of(Person person, int most) {
        return sql.query(
                "SELECT docket FROM desk_whose WHERE side = ? AND whose = ?"
                        + " ORDER BY position DESC LIMIT ?",
                (row, _) -> row.getObject(1, UUID.class),
                shown().inTable(),
                Tables.ofPerson(person.id()),
                most);
    }

    /** Every docket on which a clock of {@code state} has a day, whatever the day is for. */
    public List<UUID> running(Timer timer, String state) {
        return sql.query(
                "SELECT DISTINCT docket FROM desk_deadline WHERE side = ? AND timer = ? AND state = ?",
                (row, _) -> row.getObject(1, UUID.class),
                shown().inTable(),
                timer.id(),
                state);
    }

    /**
     * Of those, the ones whose day lies between two days and that are these officers': by their
     * court, or by their own person.
     */
    public List<UUID> near(
            Timer timer, LocalDate from, LocalDate to, Collection<Officer> held, int most) {
        var whose =
                held.stream()
                        .flatMap(
                                officer ->
                                        switch (officer.office()) {
                                            case "JUD" ->
                                                    Stream.of(
                                                            Tables.ofAuthority(
                                                                    officer.authority()));
                                            case "DEF" ->
                                                    Stream.of(
                                                            Tables.ofPerson(officer.person().id()));
                                            default -> Stream.<String>empty();
                                        })
                        .distinct()
                        .toArray(String[]::new);
        if (whose.length == 0) return List.of();
        return sql.query(
                """
                SELECT l.docket FROM desk_deadline l
                 WHERE l.side = ? AND l.timer = ? AND l.state = ? AND l.due BETWEEN ? AND ?
                   AND EXISTS (SELECT 1 FROM desk_whose w
                                WHERE w.side = l.side AND w.docket = l.docket AND w.whose = ANY (?))
                 GROUP BY l.docket ORDER BY min(l.due), l.docket LIMIT ?
                """,
                (row, _) -> row.getObject(1, UUID.class),
                shown().inTable(),
                timer.id(),
                own,
                Date.valueOf(from),
                Date.valueOf(to),
                whose,
                most);
    }

    /** Dockets whose requests name this one as that from which they follow, oldest act first. */
    public List<UUID> following(UUID docket) {
        return sql.query(
                "SELECT docket FROM desk_whose WHERE side = ? AND whose = ?"
                        + " ORDER BY position LIMIT "
                        + MOST_FOLLOWING,
                (row, _) -> row.getObject(1, UUID.class),
                shown().inTable(),
                Tables.following(docket));
    }

    Side shown() {
        lastShown =
                Side.of(
                        Objects.requireNonNull(
                                sql.queryForObject("SELECT shown FROM desk_side", String.class)));
        return lastShown;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Found found(ResultSet row) throws SQLException {
        var due = row.getObject("due", LocalDate.class);
        var isDue = !due.equals(Tables.NEVER);
        return new Found(
                row.getObject("docket", UUID.class),
                row.getString("phase"),
                row.getString("requesting"),
                row.getString("requested"),
                row.getInt("urgency"),
                row.getInt("acts"),
                row.getString("latest"),
                row.getString("latest_by"),
                row.getTimestamp("latest_at").toInstant(),
                row.getString("stage"),
                row.getString("turn"),
                row.getString("authority"),
                row.getString("office"),
                row.getTimestamp("since").toInstant(),
                row.getBoolean("open"),
                isDue ? due : null,
                row.getString("timer"),
                row.getString("due_for"),
                isDue ? due.toEpochDay() - today().toEpochDay() : null,
                row.getLong("position"));
    }
}
