package comity.node.transparency;

import comity.node.transparency.Counted.Direction;

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
}
