package comity.node.desk.work;

import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the time of proceedings goes: read from sums that are kept up, however many there are. */
public final class Backlog {
    private static final int MONTHS = 12;
    private static final double DAY = 86_400;

    /** On whom the time is spent, as an office at its desk sees it. */
    enum Kind {
        DRAFTING,
        CENTRAL,
        TRANSLATION,
        COURT,
        PROVIDER,
        PARTNER;

        static Kind of(Stage stage, String state, String own) {
            if (!state.equals(own)) return PARTNER;
            return switch (stage) {
                case DRAFTING, ANSWER -> DRAFTING;
                case EXAMINATION, EXECUTION, RECEIPT, NONE -> CENTRAL;
                case TRANSLATION -> TRANSLATION;
                case COURT -> COURT;
                case PROVIDER -> PROVIDER;
            };
        }

        /** In the message bundles. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param dockets that wait, or each in every month in which a span of it ended
     * @param days all together
     */
    public record Sum(String kind, long dockets, double days) {
        public double mean() {
            return dockets == 0 ? 0 : days / dockets;
        }
    }

    public record Month(YearMonth month, List<Sum> sums) {
        public double days() {
            return sums.stream().mapToDouble(Sum::days).sum();
        }
    }

    /**
     * @param waiting what waits now, and for how long it has
     * @param spent what ended in the last twelve months
     */
    public record View(List<Sum> waiting, List<Sum> spent, List<Month> months) {
        public boolean isEmpty() {
            return spent.isEmpty() && waiting.isEmpty();
        }

        public double most(List<Sum> sums) {
            return sums.stream().mapToDouble(Sum::days).max().orElse(0);
        }
    }

    private final JdbcTemplate sql;
    private final String own;
    private final AwaitedTranslations translations;

    Backlog(JdbcTemplate sql, String own, AwaitedTranslations translations) {
        this.translations = translations;
        this.sql = sql;
        this.own = own;
    }

    private record Row(YearMonth month, Kind kind, long dockets, double days) {}

    View of(Instant now) {
        var first = YearMonth.from(now.atOffset(ZoneOffset.UTC)).minusMonths(MONTHS - 1);
        var spent =
                sql.query(
                        "SELECT month, stage, state, dockets, seconds FROM desk_time"
                                + " WHERE side = (SELECT shown FROM desk_side) AND month >= ? AND dockets > 0",
                        (row, _) ->
                                new Row(
                                        YearMonth.from(row.getDate("month").toLocalDate()),
                                        Kind.of(
                                                Stage.valueOf(row.getString("stage")),
                                                row.getString("state"),
                                                own),
                                        row.getLong("dockets"),
                                        row.getLong("seconds") / DAY),
                        Date.valueOf(first.atDay(1)));
        var waiting = new ArrayList<Row>();
        waiting.addAll(translating(first, now));
        waiting.addAll(
                sql.query(
                        "SELECT stage, state, dockets, since FROM desk_waiting"
                                + " WHERE side = (SELECT shown FROM desk_side) AND dockets > 0",
                        (row, _) ->
                                new Row(
                                        first,
                                        Kind.of(
                                                Stage.valueOf(row.getString("stage")),
                                                row.getString("state"),
                                                own),
                                        row.getLong("dockets"),
                                        (now.getEpochSecond() * (double) row.getLong("dockets")
                                                        - row.getBigDecimal("since").doubleValue())
                                                / DAY)));
        var months = new TreeMap<YearMonth, List<Row>>();
        spent.forEach(row -> months.computeIfAbsent(row.month(), _ -> new ArrayList<>()).add(row));
        return new View(
                sums(waiting),
                sums(spent),
                months.entrySet().stream()
                        .map(month -> new Month(month.getKey(), sums(month.getValue())))
                        .toList());
    }

    /** Beside whoever's turn it is: a proceeding goes on while something of it is translated. */
    private List<Row> translating(YearMonth month, Instant now) {
        return translations.pending().stream()
                .map(
                        since ->
                                new Row(
                                        month,
                                        Kind.TRANSLATION,
                                        1,
                                        Duration.between(since, now).toSeconds() / DAY))
                .toList();
    }

    private static List<Sum> sums(List<Row> rows) {
        Map<Kind, Sum> sums = new EnumMap<>(Kind.class);
        for (var row : rows)
            sums.merge(
                    row.kind(),
                    new Sum(row.kind().word(), row.dockets(), Math.max(0, row.days())),
                    (one, other) ->
                            new Sum(
                                    one.kind(),
                                    one.dockets() + other.dockets(),
                                    one.days() + other.days()));
        return List.copyOf(sums.values());
    }
}
