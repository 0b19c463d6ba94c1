package comity.node.frame;

import comity.node.identity.Officer;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which dockets an officer may see, for every room: the desk's Sight decides it, and nobody else.
 */
public interface Seeing {

    /** Whether {@code officer} may see that the docket exists. */
    boolean sees(UUID docket, Officer officer);

    /** The same for a list: whoever is asked sees a docket in one of these offices. */
    Predicate<UUID> by(List<Officer> held);
}
