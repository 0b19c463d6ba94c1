package comity.node.transparency;

import comity.node.transparency.Counted.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A quarter's statement as a page shows it: table by table, each in both directions. */
public record TransparencyView(Statement statement) {
    /**
     * Whom a table is about: its name in the bundles, and its rows.
     *
     * @param total of all rows; empty where it is withheld, or where the rows do not add up
     */
    public record Rows(String table, String direction, List<Row> rows, Optional<Long> total) {
        public String id() {
            return table + "-" + direction;
        }

        public long most() {
            return rows.stream().mapToLong(row -> row.count().orElse(0L)).max().orElse(0);
        }

        /** Whether it shows any number at all. */
        public boolean isEmpty() {
            return rows.stream().allMatch(row -> row.count().isEmpty());
        }
    }

    /**
     * A line of a table.
     *
     * @param partner the State that it is about; empty where the line is about a category
     * @param count empty where it is withheld
     * @param parts of a partner's line: what is shown of what it asked for, or was asked
     */
    public record Row(String partner, String category, Optional<Long> count, List<Row> parts) {}

    public List<String> directions() {
        return Stream.of(Direction.values()).map(Enum::name).toList();
    }

    /** How many requests there were; empty where that is withheld. */
    public Optional<Long> requests(String direction) {
        return numbers()
                .getOrDefault(
                        Figure.total(Table.MEASURE, Direction.valueOf(direction)),
                        Optional.empty());
    }

    /** All tables of a direction: the one by partners first. */
    public List<Rows> tables(String direction) {
        var of = Direction.valueOf(direction);
        return Stream.concat(
                        Stream.of(partners(of)),
                        Stream.of(Table.values())
                                .filter(this::has)
                                .map(table -> categories(table, of)))
                .toList();
    }

    /** Whether there was such a table when this quarter was published. */
    private boolean has(Table table) {
        return statement.figures().stream().anyMatch(one -> one.table().equals(table.name()));
    }

    private Rows partners(Direction direction) {
        var numbers = numbers();
        return new Rows(
                "PARTNER",
                direction.name(),
                numbers.keySet().stream()
                        .filter(figure -> figure.direction() == direction)
                        .filter(figure -> !figure.partner().isEmpty())
                        .filter(figure -> figure.category().isEmpty())
                        .map(
                                figure ->
                                        new Row(
                                                figure.partner(),
                                                "",
                                                numbers.getOrDefault(figure, Optional.empty()),
                                                parts(figure, numbers)))
                        .toList(),
                numbers.getOrDefault(Figure.total(Table.MEASURE, direction), Optional.empty()));
    }

    private static List<Row> parts(Figure row, Map<Figure, Optional<Long>> numbers) {
        return numbers.entrySet().stream()
                .filter(one -> one.getKey().direction() == row.direction())
                .filter(one -> one.getKey().partner().equals(row.partner()))
                .filter(one -> !one.getKey().category().isEmpty())
                .filter(one -> one.getValue().isPresent())
                .map(one -> new Row("", one.getKey().category(), one.getValue(), List.of()))
                .toList();
    }

    private Rows categories(Table table, Direction direction) {
        var numbers = numbers();
        return new Rows(
                table.name(),
                direction.name(),
                table.categories().stream()
                        .map(
                                category ->
                                        new Row(
                                                "",
                                                category,
                                                numbers.getOrDefault(
                                                        Figure.of(table, direction, category),
                                                        Optional.empty()),
                                                List.of()))
                        .toList(),
                numbers.getOrDefault(Figure.total(table, direction), Optional.empty()));
    }

    private Map<Figure, Optional<Long>> numbers() {
        return statement.byFigure();
    }

    /** Its word's key in the bundles. */
    public static String key(String table, String category) {
        return switch (Table.valueOf(table)) {
            case MEASURE, URGENCY, GROUND -> "word." + category;
            case DATA, ARTICLE ->
                    category.equals("NONE")
                            ? "transparency.none." + table
                            : table.equals("DATA") ? "word." + category : "transparency.article";
            case REACH, RESULT, DURATION, COURT, PRESERVATION, RIGHTS ->
                    "transparency." + table + "." + category;
        };
    }
}
