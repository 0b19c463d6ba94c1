package comity.node.frame;

import comity.node.identity.Officer;
import comity.treaty.docket.Docket;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which dockets an officer may see, for every room: the desk's Sight decides it, and nobody else.
 */
public interface Seeing {

    /** Whether {@code officer} may see that the docket exists. */
    boolean sees(UUID docket, Officer officer);

    /**
     * In which offices a docket is seen because of what stands on it, for indexes: {@code
     * XB.court/JUD}, or {@code *}{@code /JUD} for every authority. Assignments and conflicts of
     * persons come on top.
     */
    Set<String> offices(Docket docket);

    /** Dockets to which somebody was assigned, in one of these offices. */
    Set<UUID> assigned(List<Officer> held);

    /**
     * The last day on which a judge of this State hides the docket from every office
     * (docs/decisions/0134); empty where no seal stands today.
     */
    Optional<LocalDate> sealedUntil(Docket docket);

    /** The same for a list: whoever is asked sees a docket in one of these offices. */
    Predicate<UUID> by(List<Officer> held);
}
