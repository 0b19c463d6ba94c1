package comity.treaty.rules;

import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Truth;
import java.util.Optional;

/** What the findings on a docket say of a safeguard. */
public final class Safeguards {
    private Safeguards() {}

    static boolean concerns(Act.Find find, Safeguard safeguard) {
        return find.safeguard().equals(safeguard.citation())
                && find.outcome().isPresent()
                && find.reasons().filter(reasons -> !reasons.isBlank()).isPresent();
    }

    /** Whether somebody found on it with reasons; unknown where the reasons are withheld here. */
    static Truth found(Docket docket, Safeguard safeguard) {
        var found = docket.holds(Act.Find.class, find -> concerns(find, safeguard));
        if (found != Truth.FALSE) return found;
        return docket.all(Act.Find.class).stream()
                        .map(entry -> (Act.Find) entry.act())
                        .filter(find -> find.safeguard().equals(safeguard.citation()))
                        .anyMatch(find -> find.reasons().isEmpty())
                ? Truth.UNKNOWN
                : Truth.FALSE;
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
