package comity.node.assistant;

import java.util.List;

/**
 * A person as they stand on the page.
 *
 * @param number the row, from 0
 * @param language the code of theirs; empty if none was chosen
 * @param seats the offices that they are to hold
 */
public record PersonRow(int number, String name, String mail, String language, List<Seat> seats) {
    /** The word of an office of theirs; empty if they hold fewer. */
    public String seat(int index) {
        return index < seats.size() ? seats.get(index).word() : "";
    }
}
