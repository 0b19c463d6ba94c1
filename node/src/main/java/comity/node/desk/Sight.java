package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import java.util.UUID;

/**
 * Which dockets an officer may act on. The State's own officers see its dockets; a provider's agent
 * those alone on which an order names that provider, and there only the order.
 */
final class Sight {
    private final Registry registry;

    Sight(Registry registry) {
        this.registry = registry;
    }

    /** Answers as if the docket did not exist to whom it does not concern. */
    void require(UUID docket, Officer officer) {
        if (!officer.office().equals("PRV")) return;
        var ordered =
                registry.read(docket).all(Act.Order.class).stream()
                        .anyMatch(
                                entry ->
                                        entry.act() instanceof Act.Order order
                                                && order.provider().equals(officer.authority()));
        if (!ordered) throw Refused.unknown();
    }
}
