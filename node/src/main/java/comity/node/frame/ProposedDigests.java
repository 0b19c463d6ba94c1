package comity.node.frame;

import comity.node.identity.Person;
import comity.record.act.Digest;
import java.util.Optional;

/** The digests of acts that a person has composed and not signed; the desk knows them. */
@FunctionalInterface
public interface ProposedDigests {
    Optional<Digest> of(String proposal, Person person);
}
