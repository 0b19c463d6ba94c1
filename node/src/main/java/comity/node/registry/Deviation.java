package comity.node.registry;

/**
 * Something that is not what it was when it was filed, signed or kept.
 *
 * @param kind a stable word such as {@code header.changed}
 * @param place where: a position of the log, a tile, an exhibit
 * @param docket the docket, as the table has it; empty if it is none's
 * @param what in one plain sentence
 */
public record Deviation(String kind, String place, String docket, String what) {
    /** One line, for people and for programs that look for the kind. */
    public String line() {
        return place + (docket.isEmpty() ? "" : " docket " + docket) + " " + kind + ": " + what;
    }
}
