package comity.node.desk;

import comity.node.identity.LawEntries;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a registrar of laws entered awaits the others; they find it at /law/entries. */
final class LawEntriesAwaiting implements Awaiting {
    private final LawEntries entries;

    LawEntriesAwaiting(LawEntries entries) {
        this.entries = entries;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        if (held.stream().noneMatch(officer -> officer.office().equals("LAW"))) return List.of();
        return entries.open().reversed().stream()
                .filter(entry -> !entry.enteredBy().id().equals(person.id()))
                .limit(MOST)
                .map(
                        entry ->
                                new Matter(
                                        Matter.Kind.TURN,
                                        "law-entry " + entry.number(),
                                        "activate",
                                        false,
                                        Optional.empty()))
                .toList();
    }

    /** It is law that will be public, and whoever is asked holds the office. */
    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return matters;
    }
}
