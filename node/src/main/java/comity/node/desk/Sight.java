package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import comity.treaty.rules.Exculpatory;
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
        switch (officer.office()) {
            case "PRV" -> ordered(docket, officer);
            case "FIL" -> marked(docket);
            case "DEF" -> disclosed(docket, officer);
            // Whoever certifies handlers has to do with no docket's contents.
            case "TRN" -> registry.read(docket);
            default -> {}
        }
    }

    /** Whoever filters has to do with a docket because something on it is marked. */
    private void marked(UUID docket) {
        if (registry.read(docket).all(Act.Mark.class).isEmpty()) throw Refused.unknown();
    }

    /** The defence has to do with a docket once it was disclosed to them. */
    private void disclosed(UUID docket, Officer officer) {
        var opened =
                registry.read(docket).all(Act.Disclose.class).stream()
                        .map(entry -> (Act.Disclose) entry.act())
                        .anyMatch(
                                act ->
                                        act.audience().equals("defence")
                                                && act.recipient().equals(officer.authority()));
        var exculpatory =
                !Exculpatory.disclosed(registry.read(docket), officer.authority()).isEmpty();
        if (!opened && !exculpatory) throw Refused.unknown();
    }

    private void ordered(UUID docket, Officer officer) {
        var ordered =
                registry.read(docket).all(Act.Order.class).stream()
                        .anyMatch(
                                entry ->
                                        entry.act() instanceof Act.Order order
                                                && order.provider().equals(officer.authority()));
        if (!ordered) throw Refused.unknown();
    }
}
