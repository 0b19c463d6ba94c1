package comity.node.trust;

import comity.node.frame.ProposedDigests;
import comity.node.identity.Person;
import comity.node.identity.Proposal;
import comity.record.act.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Statements that were composed and not signed yet, each for the person who composed it. They are
 * kept for as long as the node runs: who was interrupted composes again.
 */
@Component
class Suspending implements ProposedDigests {
    private static final int MOST = 100;

    private record Kept(Proposal proposal, String person) {}

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    synchronized void keep(String id, Proposal proposal, Person person) {
        kept.put(id, new Kept(proposal, person.id()));
        if (kept.size() > MOST) kept.remove(kept.keySet().iterator().next());
    }

    synchronized Optional<Proposal> of(Person person, String id) {
        return Optional.ofNullable(kept.get(id))
                .filter(one -> one.person().equals(person.id()))
                .map(Kept::proposal);
    }

    @Override
    public Optional<Digest> of(String proposal, Person person) {
        return of(person, proposal).map(Proposal::digest);
    }
}
