package comity.node.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Letters to people who hold no office here. The room that writes them says how they fare, for
 * whoever keeps the node.
 */
public interface PublicLetters {
    /**
     * Counts and times, no addresses.
     *
     * @param waiting letters that the server has not taken, and when the oldest was written
     * @param failure why the latest try for one of them came to nothing; empty if none did
     * @param refused addresses to which the server took no letter of the latest edition
     * @param doubtful readers of whom nobody knows whether their last letter arrived
     * @param edition when the latest edition was due; empty if there was none
     */
    record Standing(
            long waiting,
            Optional<Instant> oldest,
            String failure,
            long refused,
            long doubtful,
            Optional<Instant> edition) {}

    Standing standing();
}
