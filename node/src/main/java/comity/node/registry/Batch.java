package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The acts of one transaction, ruled on one after the other, each as if those before it were filed.
 * Nothing here is true until the transaction is committed.
 */
final class Batch {
    private final String state;
    private final long size;
    private final Instant now;
    private final Map<Digest, Long> filed;
    private final Map<UUID, Digest> ids;
    private final Set<UUID> begun;
    private final Dockets dockets;
    private final Examination examination;
    private final Trust trust;
    private final Parking parking;
    private final RandomGenerator random;
    private final OpeningQuota quota;
    private final SecondPerson second;
    private final LinkedReview linked;

    private final List<Stored> accepted = new ArrayList<>();
    private final Map<UUID, Held> grown = new HashMap<>();
    private final List<Parking.Waiting> parked = new ArrayList<>();
    private final Set<Digest> unparked = new LinkedHashSet<>();

    /**
     * @param size how many acts are filed
     * @param known those of the batch's acts, ids and dockets that the table holds already
     */
    Batch(
            String state,
            long size,
            Instant now,
            Ledger.Known known,
            Dockets dockets,
            Examination examination,
            Trust trust,
            Parking parking,
            RandomGenerator random,
            OpeningQuota quota,
            SecondPerson second,
            LinkedReview linked) {
        this.linked = linked;
        this.quota = quota;
        this.second = second;
        this.state = state;
        this.size = size;
        this.now = now;
        this.filed = new HashMap<>(known.positions());
        this.ids = new HashMap<>(known.ids());
        this.begun = known.dockets();
        this.dockets = dockets;
        this.examination = examination;
        this.trust = trust;
        this.parking = parking;
        this.random = random;
    }

    /** What becomes of one act, should the transaction be committed. */
    Filing file(Presented presented) {
        var answer = answer(presented);
        var digest = presented.act().digest();
        if (parking.holds(digest) && !(answer instanceof Filing.Parked)) unparked.add(digest);
        return answer;
    }

    private Filing answer(Presented presented) {
        var act = presented.act();
        var header = act.header();
        var digest = act.digest();
        var position = filed.get(digest);
        if (position != null) return new Filing.Filed(digest, position);
        if (ids.containsKey(header.id()))
            return Filing.Rejected.of("id.taken", Map.of("id", header.id().toString()));
        if (presented.trust() != trust) {
            var objection = examination.objection(act, trust);
            if (objection.isPresent()) return objection.get();
        }
        var docket =
                Optional.ofNullable(grown.get(header.docket()))
                        .orElseGet(() -> docket(header.docket()));
        if (docket.kind().filter(kind -> !kind.equals(header.kind())).isPresent())
            return Filing.Rejected.of("docket.other-kind", Map.of("kind", header.kind()));
        var early = presented.own() ? overtaken(act, docket) : missing(presented, docket);
        if (early.isPresent()) return early.get();
        return examination
                .kind(act)
                .refused(act, docket, trust, presented.own())
                .or(() -> presented.own() ? refusedHere(act, docket) : Optional.empty())
                .orElseGet(() -> accept(act, docket));
    }

    /** What no act tells and no partner can know: this node asks it of its own people alone. */
    private Optional<Filing> refusedHere(Envelope act, Held docket) {
        return quota.refused(act, accepted, now)
                .or(() -> second.refused(act, docket).map(Filing.class::cast))
                .or(() -> linked.refused(act, docket).map(Filing.class::cast));
    }

    private Held docket(UUID id) {
        return begun.contains(id) ? dockets.of(id) : new Held(id, List.of());
    }

    private Optional<Filing> overtaken(Envelope act, Held docket) {
        var seen = docket.seenBy(state);
        return seen.equals(act.header().seen())
                ? Optional.empty()
                : Optional.of(new Filing.Overtaken(seen));
    }

    private Optional<Filing> missing(Presented presented, Held docket) {
        var missing = new TreeSet<>(presented.act().header().seen());
        missing.removeIf(parent -> docket.holds(parent) || presented.internal().contains(parent));
        return missing.isEmpty() ? Optional.empty() : Optional.of(park(presented, missing));
    }

    private Filing park(Presented presented, Set<Digest> missing) {
        unparked.addAll(parking.expired(now));
        var waiting = Parking.Waiting.of(presented.act(), presented.internal(), missing, now);
        parked.add(waiting);
        if (parking.hasRoomFor(parked)) return new Filing.Parked(missing);
        parked.removeLast();
        return Filing.Rejected.of("parked.full");
    }

    private Filing accept(Envelope act, Held docket) {
        var nonce = new byte[Receipt.NONCE_BYTES];
        random.nextBytes(nonce);
        var stored = new Stored(size + accepted.size(), act, nonce, now);
        accepted.add(stored);
        grown.put(docket.id(), docket.with(act));
        filed.put(act.digest(), stored.position());
        ids.put(act.header().id(), act.digest());
        return new Filing.Filed(act.digest(), stored.position());
    }

    boolean changesNothing() {
        return accepted.isEmpty() && parked.isEmpty() && unparked.isEmpty();
    }

    List<Stored> accepted() {
        return accepted;
    }

    Map<UUID, Held> grown() {
        return grown;
    }

    List<Parking.Waiting> parked() {
        return parked;
    }

    Set<Digest> unparked() {
        return unparked;
    }
}
