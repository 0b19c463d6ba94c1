package comity.node.desk.work;

import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.rules.CallBacks;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What runs out first, for whoever is on duty. */
public final class Duty {
    private static final int MOST = 24;
    private static final int DAYS = 30;
    private static final Duration LATELY = Duration.ofHours(24);

    private final Registry registry;
    private final Lists lists;
    private final JdbcTemplate sql;
    private final InstantSource clock;

    Duty(Registry registry, Lists lists, JdbcTemplate sql, InstantSource clock) {
        this.registry = registry;
        this.lists = lists;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * What stands on the wall.
     *
     * @param calls of which emergencies the asking State was called back, and what came of it
     * @param running what has its last day within a month, or had it
     */
    public record View(
            Instant at,
            List<Found> emergencies,
            Map<UUID, CallBacks.Standing> calls,
            List<Found> running,
            List<Rung> rung) {
        public boolean isEmpty() {
            return emergencies.isEmpty() && running.isEmpty();
        }
    }

    /**
     * A clock that told something.
     *
     * @param days how many days before its day; -1 once that had passed
     */
    public record Rung(
            UUID docket, String timer, String state, LocalDate due, int days, Instant at) {}

    View of(Collection<Officer> held) {
        var reach = lists.reach(held);
        if (reach.isNothing())
            return new View(clock.instant(), List.of(), Map.of(), List.of(), List.of());
        var seen = Lists.isSeen(lists.shown().inTable());
        var shown = lists.seenBy(reach);
        var emergencies = board(reach, "d.urgency = 0");
        return new View(
                clock.instant(),
                emergencies,
                emergencies.stream()
                        .map(Found::docket)
                        .collect(
                                Collectors.toMap(
                                        id -> id, id -> CallBacks.standing(registry.read(id)))),
                board(
                        reach,
                        "d.due <= '%s' AND d.docket <> ALL ('{%s}'::uuid[])"
                                .formatted(
                                        lists.today().plusDays(DAYS),
                                        // What stands above stands there alone, with its day.
                                        emergencies.stream()
                                                .map(found -> found.docket().toString())
                                                .collect(Collectors.joining(",")))),
                sql
                        .query(
                                "SELECT docket, timer, state, due, days, rung_at FROM deadline_rung d"
                                        + " WHERE rung_at > ? AND "
                                        + seen
                                        + " ORDER BY rung_at DESC, docket LIMIT ?",
                                (row, _) ->
                                        new Rung(
                                                row.getObject("docket", UUID.class),
                                                row.getString("timer"),
                                                row.getString("state"),
                                                row.getObject("due", LocalDate.class),
                                                row.getInt("days"),
                                                row.getTimestamp("rung_at").toInstant()),
                                Timestamp.from(clock.instant().minus(LATELY)),
                                reach.seen().toArray(String[]::new),
                                reach.assigned().toArray(String[]::new),
                                MOST)
                        .stream()
                        .filter(rung -> shown.test(rung.docket()))
                        .toList());
    }

    private List<Found> board(Reach reach, String which) {
        var side = lists.shown().inTable();
        var found =
                sql.query(
                        "SELECT %s FROM desk_docket d WHERE d.side = '%s' AND d.open AND %s AND %s ORDER BY d.due, d.docket LIMIT ?"
                                .formatted(Lists.COLUMNS, side, which, Lists.isSeen(side)),
                        (row, _) -> lists.found(row),
                        reach.seen().toArray(String[]::new),
                        reach.assigned().toArray(String[]::new),
                        MOST);
        return lists.seen(reach, found);
    }
}
