package comity.node.notices;

import comity.node.identity.Officer;
import comity.node.identity.People;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Acts that bear a person's signature, for whom no letter of the {@link Postman}'s goes out because
 * the State file names no address of theirs: they hear that there is something to look at.
 */
final class SignedAwaiting implements Awaiting {
    private final Signatures signatures;
    private final People people;

    SignedAwaiting(Signatures signatures, People people) {
        this.signatures = signatures;
        this.people = people;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        if (people.contact(person.id()).isPresent()) return List.of();
        return signatures.since(person.id(), since, MOST).stream()
                .map(act -> new Matter(Matter.Kind.SIGNED, act.hex(), "", false, Optional.empty()))
                .toList();
    }

    /** Whoever signed may hear of it, whatever office they hold now. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}
