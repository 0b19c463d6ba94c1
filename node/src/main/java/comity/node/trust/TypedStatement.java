package comity.node.trust;

import java.util.List;

/**
 * What was typed of one State and not taken, so that nothing of it is lost.
 *
 * @param problems why it was not taken
 */
public record TypedStatement(String state, String reason, List<String> problems) {
    static final TypedStatement NOTHING = new TypedStatement("", "", List.of());

    /** The text in the form of the State {@code of}. */
    public String reasonFor(String of) {
        return of.equals(state) ? reason : "";
    }
}
