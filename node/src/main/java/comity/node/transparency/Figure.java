package comity.node.transparency;

import comity.node.transparency.Counted.Counter;
import comity.node.transparency.Counted.Direction;
import comity.record.figures.Totals;
import java.util.ArrayList;
import java.util.List;

/**
 * What a published number is about.
 *
 * @param partner the other State; empty for all of them together
 * @param category one of the table's; empty for all of them together
 */
record Figure(Table table, Direction direction, String partner, String category) {
    /** Partners that no directory here names are counted as one. */
    static final String OTHERS = "OTHER";

    static Figure total(Table table, Direction direction) {
        return new Figure(table, direction, "", "");
    }

    static Figure of(Table table, Direction direction, String category) {
        return new Figure(table, direction, "", category);
    }

    /**
     * Every figure that goes up by one where {@code counter} does.
     *
     * @param partners that have a row each; what is counted under another stands in one for all
     */
    static List<Figure> counted(Counter counter, List<String> partners) {
        var table = counter.table();
        var direction = counter.direction();
        var figures = new ArrayList<Figure>();
        if (table == Table.MEASURE) {
            var partner = partners.contains(counter.partner()) ? counter.partner() : OTHERS;
            var parts = counter.category().split("/");
            figures.add(total(Table.MEASURE, direction));
            figures.add(of(Table.MEASURE, direction, parts[0]));
            figures.add(new Figure(Table.MEASURE, direction, partner, ""));
            figures.add(new Figure(Table.MEASURE, direction, partner, parts[0]));
            figures.add(total(Table.DATA, direction));
            figures.add(of(Table.DATA, direction, parts[1]));
            return figures;
        }
        if (table.hasTotal()) figures.add(total(table, direction));
        figures.add(of(table, direction, counter.category()));
        return figures;
    }

    /** As proofs call it. */
    String proven() {
        return Totals.figure(table.name(), direction.name(), partner, category);
    }
}
