package comity.node.transparency;

import comity.node.transparency.Counted.Counter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what dockets add to the counters, in place of what they added before. */
final class Counters {
    private final JdbcTemplate sql;

    Counters(JdbcTemplate sql) {
        this.sql = sql;
    }

    /**
     * What one act adds.
     *
     * @param position of the act in the log
     */
    record Row(UUID docket, long position, List<Counter> counters) {}

    /** Replaces; the caller's transaction also moves the cursor. */
    void write(Collection<UUID> dockets, Collection<Row> rows) {
        var ids = dockets.stream().map(UUID::toString).toArray(String[]::new);
        sums(ids, -1);
        sql.update("DELETE FROM statistic_act WHERE docket = ANY (?::uuid[])", (Object) ids);
        var written = new ArrayList<Object[]>();
        for (var row : rows)
            written.add(
                    new Object[] {
                        row.docket(),
                        row.position(),
                        row.counters().stream().map(Counter::text).toArray(String[]::new)
                    });
        sql.batchUpdate(
                "INSERT INTO statistic_act (docket, position, counters) VALUES (?, ?, ?)", written);
        sums(ids, 1);
    }

    private void sums(String[] ids, int sign) {
        sql.update(
                """
                INSERT INTO statistic_sum AS had (counter, number)
                SELECT counter, ? * count(*) FROM statistic_act, unnest(counters) AS counter
                 WHERE docket = ANY (?::uuid[])
                 GROUP BY counter
                ON CONFLICT (counter) DO UPDATE SET number = had.number + excluded.number
                """,
                sign,
                ids);
    }

    /** As they stand: kept up with each act, however many there are. */
    Map<Counter, Long> kept() {
        return read("SELECT counter, number FROM statistic_sum WHERE number <> 0");
    }

    /** The same by adding up everything again. */
    Map<Counter, Long> added() {
        return read(
                "SELECT counter, count(*) AS number FROM statistic_act, unnest(counters) AS counter"
                        + " GROUP BY counter");
    }

    private Map<Counter, Long> read(String query) {
        var numbers = new HashMap<Counter, Long>();
        sql.query(
                query,
                row -> {
                    numbers.put(Counter.of(row.getString("counter")), row.getLong("number"));
                });
        return numbers;
    }

    /** Begins a quarter, or everything anew. */
    void empty() {
        sql.execute("TRUNCATE statistic_act, statistic_sum");
    }
}
