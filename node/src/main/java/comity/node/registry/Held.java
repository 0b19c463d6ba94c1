package comity.node.registry;

import comity.record.act.Causality;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One docket's acts in memory and their fold; a value, so that no reader sees it half-changed. */
final class Held {
    private final UUID id;
    private final List<Envelope> acts;
    private final Set<Digest> digests = new HashSet<>();
    private volatile @Nullable Docket folded;

    Held(UUID id, List<Envelope> acts) {
        this.id = id;
        this.acts = List.copyOf(acts);
        acts.forEach(act -> digests.add(act.digest()));
    }

    UUID id() {
        return id;
    }

    /** The kind of the docket's first act; empty while there is none. */
    Optional<String> kind() {
        return acts.stream().findFirst().map(act -> act.header().kind());
    }

    /** The docket's first act; empty while there is none. */
    Optional<Envelope> first() {
        return acts.stream().findFirst();
    }

    /** The docket's last act; empty while there is none. */
    Optional<Envelope> last() {
        return acts.isEmpty() ? Optional.empty() : Optional.of(acts.getLast());
    }

    /** Whether an act of this type stands on it. */
    boolean has(String type) {
        return acts.stream().anyMatch(act -> act.header().type().equals(type));
    }

    boolean holds(Digest act) {
        return digests.contains(act);
    }

    Optional<Envelope> act(Digest digest) {
        return acts.stream().filter(act -> act.digest().equals(digest)).findFirst();
    }

    Docket docket() {
        var docket = folded;
        if (docket == null) {
            docket = Docket.of(id, acts);
            folded = docket;
        }
        return docket;
    }

    Held with(Envelope act) {
        var grown = new ArrayList<>(acts);
        grown.add(act);
        return new Held(id, grown);
    }

    /**
     * What the next act of {@code state} must name: every head, and every head of the part that the
     * partner holds (docs/decisions/0003).
     */
    SortedSet<Digest> seenBy(String state) {
        var seen = new TreeSet<>(Causality.of(headers(acts)).heads());
        if (!kind().filter(Cooperation.KIND::equals).isPresent()) return seen;
        var docket = docket();
        for (var partner : CooperationKind.parties(docket)) {
            if (partner.equals(state)) continue;
            var shared =
                    acts.stream()
                            .filter(
                                    act ->
                                            Cooperation.audience(docket, act.digest())
                                                    .contains(partner))
                            .toList();
            seen.addAll(Causality.of(headers(shared)).heads());
        }
        return seen;
    }

    private static List<comity.record.act.Header> headers(List<Envelope> acts) {
        return acts.stream().map(Envelope::header).toList();
    }
}
