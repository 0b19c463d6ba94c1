package comity.treaty.register;

import comity.treaty.terms.Truth;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Provisions of Arcadia and Borduria, for the tests of this room. */
final class Provisions {
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private Provisions() {}

    static Provision access(String id, Set<Element> elements) {
        return of(id, Set.of(7), EnumSet.of(Verb.ACCESS), elements, 24, Confidence.SEEN);
    }

    static Provision of(
            String id,
            Set<Integer> articles,
            Set<Verb> conduct,
            Set<Element> elements,
            long months,
            Confidence confidence) {
        return new Provision(
                id,
                "Criminal Code, " + id,
                "Title of " + id,
                articles,
                Optional.of(conduct),
                Optional.of(elements),
                "",
                new Penalty.Months(months),
                new Penalty.Unknown(),
                "",
                Truth.FALSE,
                "",
                "",
                "Gazette",
                DAY,
                confidence,
                "",
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static Provision inForce(Provision old, String from, String until) {
        return new Provision(
                old.id(),
                old.label(),
                old.title(),
                old.articles(),
                old.conduct(),
                old.elements(),
                old.limits(),
                old.base(),
                old.aggravated(),
                old.aggravatedWhen(),
                old.death(),
                old.text(),
                old.language(),
                old.source(),
                old.asOf(),
                old.confidence(),
                old.note(),
                Optional.of(from).filter(day -> !day.isEmpty()).map(LocalDate::parse),
                Optional.of(until).filter(day -> !day.isEmpty()).map(LocalDate::parse),
                old.speech());
    }

    static Filed filed(long position, Set<Integer> complete, Provision... provisions) {
        return new Filed(
                provisions[0].state(),
                Instant.parse("2026-11-23T12:00:00Z").plusSeconds(position),
                "XA.register-of-laws",
                "Salma Haddad",
                Optional.of("act " + position),
                new Enactment(
                        "As amended.",
                        Optional.of(complete).filter(all -> !all.isEmpty()),
                        List.of(provisions)));
    }
}
