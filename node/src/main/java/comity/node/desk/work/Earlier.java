package comity.node.desk.work;

import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What judges of this State declined or narrowed where the same measure was asked, for an offence
 * under the same article, with the same State. Of dockets that the asking judge does not see it
 * gives numbers and codes, and nothing by which one could be told from another.
 */
public final class Earlier {
    /** So many of the newest are looked through for those that the judge sees. */
    private static final int LOOKED_THROUGH = 60;

    private static final int SHOWN = 10;

    private static final String SAME =
            " FROM desk_judged WHERE side = (SELECT shown FROM desk_side) AND state = ?"
                    + " AND measure = ? AND article = ? AND partner = ? AND docket <> ?";

    private final JdbcTemplate sql;
    private final String own;
    private final Seeing sight;

    Earlier(JdbcTemplate sql, String own, Seeing sight) {
        this.sql = sql;
        this.own = own;
        this.sight = sight;
    }

    /**
     * What is alike.
     *
     * @param except the docket that is asked about
     */
    public record Same(String measure, long article, String partner, UUID except) {}

    /**
     * @param tests how often each test of the law was not met, the most frequent first
     * @param seen those on dockets that the judge sees, the newest first
     */
    public record Found(long declined, long narrowed, Map<String, Long> tests, List<One> seen) {
        public boolean isNothing() {
            return declined + narrowed == 0;
        }
    }

    /** One of them. */
    public record One(UUID docket, String outcome, List<String> tests, Instant at) {
        /** The last twelve digits, by which people tell dockets apart. */
        public String brief() {
            return docket.toString().substring(24);
        }
    }

    public Found of(Same same, Officer judge) {
        var asked =
                new Object[] {own, same.measure(), same.article(), same.partner(), same.except()};
        var outcomes = counted("SELECT outcome, count(*)" + SAME + " GROUP BY outcome", asked);
        var sees = sight.by(List.of(judge));
        return new Found(
                outcomes.getOrDefault(Judgement.Outcome.DECLINED.name(), 0L),
                outcomes.getOrDefault(Judgement.Outcome.NARROWED.name(), 0L),
                counted(
                        "SELECT test, count(*) FROM (SELECT unnest(tests) AS test"
                                + SAME
                                + ") named GROUP BY test ORDER BY count(*) DESC, test",
                        asked),
                sql
                        .query(
                                "SELECT docket, outcome, tests, at"
                                        + SAME
                                        + " ORDER BY at DESC, act LIMIT "
                                        + LOOKED_THROUGH,
                                Earlier::one,
                                asked)
                        .stream()
                        .filter(one -> sees.test(one.docket()))
                        .limit(SHOWN)
                        .toList());
    }

    private Map<String, Long> counted(String query, Object[] asked) {
        var counts = new LinkedHashMap<String, Long>();
        sql.query(
                query,
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                asked);
        return counts;
    }

    private static One one(ResultSet row, int number) throws SQLException {
        Array tests = row.getArray("tests");
        return new One(
                row.getObject("docket", UUID.class),
                row.getString("outcome"),
                List.of((String[]) tests.getArray()),
                row.getTimestamp("at").toInstant());
    }
}
