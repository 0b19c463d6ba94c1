package comity.node.desk;

import comity.node.desk.work.Lists;
import comity.node.frame.Again;
import comity.node.registry.NodeActs;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.docket.Type;
import comity.treaty.rules.Defence;
import comity.treaty.rules.Defence.Admission;
import comity.treaty.rules.Defence.Outage;
import comity.treaty.rules.Timer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notes each minute that the node serves; and where it did not, gives the days back to counsel whom
 * it kept from reading, by an act of the State's own (docs/decisions/0126).
 */
final class Serving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Nobody noted for so long that the node serves: then it did not. */
    static final Duration LATE = Duration.ofMinutes(5);

    private static final int MOST = 10_000;
    private static final String OFFICE = "CAO";

    private final Registry registry;
    private final Lists lists;
    private final NodeActs acts;
    private final JdbcTemplate sql;
    private final String state;
    private final String authority;
    private final InstantSource clock;
    private final Again rounds;

    /**
     * @param authority in whose name an outage is counted
     */
    Serving(
            Registry registry,
            Lists lists,
            NodeActs acts,
            JdbcTemplate sql,
            String state,
            String authority,
            InstantSource clock) {
        this.registry = registry;
        this.lists = lists;
        this.acts = acts;
        this.sql = sql;
        this.state = state;
        this.authority = authority;
        this.clock = clock;
        this.rounds = new Again("serving", PAUSE, this::round);
    }

    void start() {
        registry.whenElected(rounds::start);
    }

    /** Notes that the node serves, and gives back what it cost counsel that it did not. */
    boolean round() {
        beat();
        for (var docket : lists.running(Timer.ADMISSION, state)) count(docket);
        return false;
    }

    private void beat() {
        var now = clock.instant();
        var noted =
                sql.update(
                        "UPDATE serving SET until = greatest(until, ?)"
                                + " WHERE began = (SELECT max(began) FROM serving) AND until >= ?",
                        Timestamp.from(now),
                        Timestamp.from(now.minus(LATE)));
        if (noted == 0)
            sql.update(
                    "INSERT INTO serving (began, until) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    Timestamp.from(now),
                    Timestamp.from(now));
    }

    private record Gap(Instant from, Instant to) {}

    private List<Gap> gaps(Instant since) {
        return sql.query(
                """
                SELECT until, next FROM (
                  SELECT until, lead(began) OVER (ORDER BY began) AS next FROM serving) AS stretch
                 WHERE next > greatest(until, ?) ORDER BY next DESC LIMIT ?
                """,
                (row, _) ->
                        new Gap(
                                row.getTimestamp("until").toInstant(),
                                row.getTimestamp("next").toInstant()),
                Timestamp.from(since),
                MOST);
    }

    /** The days since an instant on which the node did not serve, each with its minutes. */
    private List<Outage> outages(Instant since) {
        var seconds = new TreeMap<LocalDate, Long>();
        for (var gap : gaps(since)) {
            var from = gap.from().isBefore(since) ? since : gap.from();
            while (from.isBefore(gap.to())) {
                var day = LocalDate.ofInstant(from, ZoneOffset.UTC);
                var midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                var to = midnight.isBefore(gap.to()) ? midnight : gap.to();
                seconds.merge(day, Duration.between(from, to).toSeconds(), Long::sum);
                from = to;
            }
        }
        var found = new ArrayList<Outage>();
        seconds.forEach((day, lost) -> found.add(new Outage(day, Math.toIntExact(lost / 60))));
        return found;
    }

    private void count(UUID id) {
        try {
            for (var admission : Defence.on(registry.read(id)))
                if (admission.state().equals(state) && admission.ended().isEmpty())
                    count(id, admission);
        } catch (IllegalStateException e) {
            LOG.error("an outage was not counted towards an admission; it is tried again", e);
        }
    }

    private void count(UUID id, Admission admission) {
        var days =
                outages(admission.act().header().at()).stream()
                        .filter(admission::isCountable)
                        .map(Outage::text)
                        .toList();
        if (days.isEmpty()) return;
        acts.file(
                id,
                Type.COUNT_OUTAGE,
                Json.object()
                        .with("admission", admission.digest().hex())
                        .with("outages", Json.strings(days)),
                authority,
                OFFICE);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
