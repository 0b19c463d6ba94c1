package comity.node.transparency;

import comity.node.transparency.Counted.Direction;
import comity.record.act.Json;
import comity.record.figures.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is published of a quarter: docs/formats/statistics.md.
 *
 * @param tables version of the set of tables
 * @param threshold below which a number is withheld
 * @param from acts of the log from this position on are counted
 * @param upTo and up to this one, without it: the size of the checkpoint as of which it speaks
 * @param figures all that the tables have; a number is empty where it is withheld
 */
public record Statement(
        String period,
        LocalDate firstDay,
        LocalDate lastDay,
        long tables,
        long threshold,
        long from,
        long upTo,
        Instant publishedAt,
        List<Number> figures) {
    public Statement {
        figures = List.copyOf(figures);
    }

    /**
     * A number of a table.
     *
     * @param partner the other State, OTHER for all without a directory here; empty for all
     *     together
     * @param category empty for all together
     * @param count empty where it is withheld
     */
    public record Number(
            String table, String direction, String partner, String category, Optional<Long> count) {
        Figure figure() {
            return new Figure(
                    Table.valueOf(table), Direction.valueOf(direction), partner, category);
        }
    }

    static List<Number> numbers(Map<Figure, Optional<Long>> shown) {
        var numbers = new ArrayList<Number>();
        shown.forEach(
                (figure, count) ->
                        numbers.add(
                                new Number(
                                        figure.table().name(),
                                        figure.direction().name(),
                                        figure.partner(),
                                        figure.category(),
                                        count)));
        return numbers;
    }

    /**
     * The same as proofs know it.
     *
     * @throws IllegalStateException if no act is counted in it
     */
    Totals totals() {
        return Totals.of(json()).orElseThrow(() -> new IllegalStateException("nothing to prove"));
    }

    Json.Obj json() {
        return Json.object()
                .with("period", period)
                .with("firstDay", firstDay.toString())
                .with("lastDay", lastDay.toString())
                .with("tables", tables)
                .with("threshold", threshold)
                .with("from", from)
                .with("upTo", upTo)
                .with("publishedAt", publishedAt.toString())
                .with("figures", new Json.Arr(figures.stream().map(Statement::json).toList()));
    }

    /** A number that is withheld has no count. */
    private static Json json(Number number) {
        var json =
                Json.object()
                        .with("table", number.table())
                        .with("direction", number.direction())
                        .with("partner", number.partner())
                        .with("category", number.category());
        return number.count().map(count -> json.with("count", count)).orElse(json);
    }

    static Statement of(Json.Obj json) {
        return new Statement(
                text(json, "period"),
                LocalDate.parse(text(json, "firstDay")),
                LocalDate.parse(text(json, "lastDay")),
                number(json, "tables"),
                number(json, "threshold"),
                number(json, "from"),
                number(json, "upTo"),
                Instant.parse(text(json, "publishedAt")),
                json.items("figures").stream().map(one -> figure((Json.Obj) one)).toList());
    }

    private static Number figure(Json.Obj json) {
        return new Number(
                text(json, "table"),
                text(json, "direction"),
                text(json, "partner"),
                text(json, "category"),
                json.integer("count"));
    }

    private static String text(Json.Obj json, String name) {
        return json.text(name).orElseThrow(() -> new IllegalStateException("no " + name));
    }

    private static long number(Json.Obj json, String name) {
        return json.integer(name).orElseThrow(() -> new IllegalStateException("no " + name));
    }

    /** Its numbers by what they are about. */
    Map<Figure, Optional<Long>> byFigure() {
        var all = new LinkedHashMap<Figure, Optional<Long>>();
        figures.forEach(number -> all.put(number.figure(), number.count()));
        return all;
    }
}
