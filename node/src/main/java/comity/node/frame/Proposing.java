package comity.node.frame;

import comity.node.identity.Person;
import comity.node.identity.Proposal;
import java.util.UUID;

/** Keeps what a person is about to sign, word for word; the desk has the drawer. */
@FunctionalInterface
public interface Proposing {
    UUID keep(Proposal proposal, Person person);
}
