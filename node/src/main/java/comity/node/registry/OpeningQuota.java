package comity.node.registry;

import comity.record.act.Envelope;
import comity.treaty.docket.Type;
import comity.treaty.rules.Openings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many openings one inspector proposes of late, over all dockets: no docket can tell, so it is
 * no rule of the Convention's but this node's own, asked at its door alone (docs/decisions/0105).
 */
final class OpeningQuota {
    private final Ledger ledger;

    OpeningQuota(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param before acts of the same transaction that were accepted already
     */
    Optional<Filing> refused(Envelope act, List<Stored> before, Instant now) {
        if (!isProposal(act)) return Optional.empty();
        var person = Introduction.person(act);
        // Whom nobody can count proposes nothing.
        if (person.isEmpty()) return Optional.of(Filing.Rejected.of("opening.unnamed"));
        return proposed(person.get(), before, now) < Openings.MOST_PROPOSALS
                ? Optional.empty()
                : Optional.of(
                        Filing.Rejected.of(
                                "opening.quota",
                                Map.of(
                                        "most", "" + Openings.MOST_PROPOSALS,
                                        "days", "" + Openings.WITHIN.getDays())));
    }

    /** How many were proposed by {@code person} within the days that count. */
    long proposed(String person, List<Stored> before, Instant now) {
        var since = now.minus(Openings.WITHIN);
        var all = new ArrayList<>(ledger.openings(since));
        all.addAll(before);
        return all.stream()
                .filter(stored -> stored.filedAt().isAfter(since))
                .map(Stored::envelope)
                .filter(OpeningQuota::isProposal)
                .filter(other -> Introduction.person(other).filter(person::equals).isPresent())
                .count();
    }

    private static boolean isProposal(Envelope act) {
        return act.header().type().equals(Type.PROPOSE_OPENING.word());
    }
}
