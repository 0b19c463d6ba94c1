package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Safeguard;
import java.util.Optional;

/** What the findings on a docket say of a safeguard. */
public final class Safeguards {
    private Safeguards() {}

    static boolean concerns(Act.Find find, Safeguard safeguard) {
        return find.safeguard().equals(safeguard.citation())
                && find.outcome().isPresent()
                && find.reasons().filter(reasons -> !reasons.isBlank()).isPresent();
    }

    /**
     * A concern that nobody has resolved: no later finding, by somebody who had seen it, says that
     * the safeguard is clear. A finding made in ignorance of the concern does not resolve it.
     */
    public static Optional<Entry> openConcern(Docket docket, Safeguard safeguard) {
        var findings =
                docket.all(Act.Find.class).stream()
                        .filter(
                                entry ->
                                        ((Act.Find) entry.act())
                                                .safeguard()
                                                .equals(safeguard.citation()))
                        .toList();
        return findings.stream()
                .filter(entry -> is(entry, Act.Outcome.CONCERN))
                .filter(
                        concern ->
                                findings.stream()
                                        .noneMatch(
                                                later ->
                                                        is(later, Act.Outcome.CLEAR)
                                                                && docket.causality()
                                                                        .precedes(
                                                                                concern.digest(),
                                                                                later.digest())))
                .findFirst();
    }

    private static boolean is(Entry entry, Act.Outcome outcome) {
        return ((Act.Find) entry.act()).outcome().filter(outcome::equals).isPresent();
    }
}
