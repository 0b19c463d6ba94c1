package comity.node.registry;

import comity.record.act.Causality;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Dockets in memory, as the table has them: so that ruling on an act does not read its docket from
 * disk each time. Bounded, rebuilt from the table when absent; the committer puts in what it
 * committed and drops what it is not sure of.
 */
final class Dockets {
    private static final int MOST = 10_000;
    private final Acts acts;
    private final Map<UUID, Held> held =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Held> eldest) {
                    return size() > MOST;
                }
            };

    Dockets(Acts acts) {
        this.acts = acts;
    }

    synchronized Held of(UUID docket) {
        var found = held.get(docket);
        if (found == null) {
            found = new Held(docket, acts.ofDocket(docket).stream().map(Stored::envelope).toList());
            held.put(docket, found);
        }
        return found;
    }

    synchronized void put(Held docket) {
        held.put(docket.id(), docket);
    }

    synchronized void forget(UUID docket) {
        held.remove(docket);
    }

    /** One docket's acts and their fold; a value, so that readers never see it half-changed. */
    static final class Held {
        private final UUID id;
        private final List<Envelope> acts;
        private volatile @org.jspecify.annotations.Nullable Docket folded;

        Held(UUID id, List<Envelope> acts) {
            this.id = id;
            this.acts = List.copyOf(acts);
        }

        UUID id() {
            return id;
        }

        Docket docket() {
            var docket = folded;
            if (docket == null) {
                docket = Docket.of(id, acts);
                folded = docket;
            }
            return docket;
        }

        boolean holds(Digest digest) {
            return docket().causality().contains(digest);
        }

        Held with(Envelope act) {
            var grown = new ArrayList<>(acts);
            grown.add(act);
            return new Held(id, grown);
        }

        /** Every head, and every head of the part that each partner holds (docs/decisions/0003). */
        SortedSet<Digest> seenBy(String state) {
            var docket = docket();
            var seen = new TreeSet<>(docket.causality().heads());
            if (acts.isEmpty() || !acts.getFirst().header().kind().equals(Cooperation.KIND))
                return seen;
            partner(docket, state)
                    .ifPresent(
                            partner -> {
                                var shared =
                                        acts.stream()
                                                .filter(
                                                        act ->
                                                                Cooperation.audience(
                                                                                docket,
                                                                                act.digest())
                                                                        .contains(partner))
                                                .map(Envelope::header)
                                                .toList();
                                seen.addAll(Causality.of(shared).heads());
                            });
            return seen;
        }

        private static Optional<String> partner(Docket docket, String state) {
            return docket.requesting().filter(state::equals).isPresent()
                    ? docket.requested()
                    : docket.requesting();
        }
    }
}
