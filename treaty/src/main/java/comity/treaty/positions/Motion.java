package comity.treaty.positions;

import java.util.List;
import java.util.Optional;

/**
 * A question that was put to States while the Convention was made.
 *
 * @param article whose words were in question; empty for the whole
 * @param tally votes in favour, against and abstentions; empty where none were counted
 */
public record Motion(
        String id,
        String article,
        When date,
        Outcome outcome,
        Optional<Tally> tally,
        When asOf,
        Confidence confidence,
        List<String> sources) {
    /** What became of it. */
    public enum Outcome {
        ADOPTED,
        ADOPTED_WITHOUT_VOTE,
        REJECTED
    }

    /** How many voted how. */
    public record Tally(int inFavour, int against, int abstained) {}

    public Motion {
        sources = List.copyOf(sources);
    }
}
