package comity.treaty.positions;

/**
 * Where a fact was read.
 *
 * @param title as its publisher calls it
 * @param place where to look for it; as much of its address as was kept
 */
public record Source(String id, String title, String place) {
    /** The depositary's own list. */
    static final String DEPOSITARY = "UNTC";
}
