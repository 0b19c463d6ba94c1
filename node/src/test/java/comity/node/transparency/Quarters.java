package comity.node.transparency;

import comity.node.frame.Quarter;
import comity.record.act.CanonicalJson;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A quarter of a made-up world, published by the rule, for tests of what is shown of it. */
public final class Quarters {
    private Quarters() {}

    /** The second and the third quarter of 2026, unless they are there. */
    public static void publish(JdbcClient sql) {
        for (var month : List.of(4, 7)) {
            var first = LocalDate.of(2026, month, 1);
            sql.sql(
                            "INSERT INTO statistic_published VALUES (?, ?, 0, 0, now(), ?)"
                                    + " ON CONFLICT DO NOTHING")
                    .params(
                            Date.valueOf(first),
                            Date.valueOf(first.plusMonths(3).minusDays(1)),
                            statement(first, 11 + month))
                    .update();
        }
    }

    /** As it lies in the database: the quarter that begins on {@code first}. */
    public static String statement(LocalDate first, long seed) {
        return CanonicalJson.text(published(first, seed).json());
    }

    /** The quarter that begins on {@code first}. */
    public static Statement published(LocalDate first, long seed) {
        var world = new RandomWorld(seed, 1);
        var quarter = new Quarter(first);
        var shown = new Withholding(10).shown(world.quarters.getFirst(), world.partners, List.of());
        return new Statement(
                quarter.name(),
                quarter.first(),
                quarter.last(),
                Table.VERSION,
                10,
                0,
                0,
                quarter.last().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                Statement.numbers(shown));
    }

    /** Cells as spreadsheets would take them. */
    public static String line(String... cells) {
        return Sheet.line(List.of(cells));
    }
}
