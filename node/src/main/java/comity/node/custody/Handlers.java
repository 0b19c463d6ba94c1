package comity.node.custody;

import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.People;
import comity.node.identity.Person;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who may be certified to touch evidence: a person, as one docket knows them. */
final class Handlers {
    private final People people;
    private final Composer composer;
    private final Registry registry;

    Handlers(People people, Composer composer, Registry registry) {
        this.people = people;
        this.composer = composer;
        this.registry = registry;
    }

    List<Person> all() {
        return people.all();
    }

    /**
     * A person's pseudonym on a docket; empty if either is not known here.
     *
     * @param certifier of the training authority, whose State's person it is
     */
    Optional<Digest> on(UUID docket, String person, Officer certifier) {
        if (registry.docket(docket).isEmpty()) return Optional.empty();
        return people.person(person)
                .map(
                        known ->
                                composer.author(
                                                docket,
                                                new Officer(
                                                        known,
                                                        certifier.authority(),
                                                        certifier.office()))
                                        .officer());
    }
}
