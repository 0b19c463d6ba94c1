package comity.node.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * One use of a key.
 *
 * @param position of the act in this State's log
 * @param notBefore the latest time that another operator's checkpoint in the act proves
 * @param notAfter the earliest time at which another State cosigned a tree that holds it
 */
public record KeyUseView(
        String act,
        String docket,
        String kind,
        String type,
        long position,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        When when) {

    /** How an act lies to the instant since which a key may be known to others. */
    public enum When {
        /** Proven to be older: it stands. */
        BEFORE,
        /** Neither is proven: a person has to confirm it anew, or annul it. */
        DOUBTFUL,
        /** Proven to be younger: it falls. */
        AFTER
    }
}
