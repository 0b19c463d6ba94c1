package comity.node.registry;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Foreign acts that came before acts which they have seen. They wait for a day, at most ten
 * thousand of one State and ten megabytes: a peer cannot fill our memory or disk with acts that
 * refer to nothing, nor take the place of another State's. Used by the committer's thread alone;
 * the table beside it outlives the process.
 */
final class Parking {
    static final int MOST_ACTS = 10_000;
    static final long MOST_BYTES = 10L << 20;
    static final Duration LONGEST = Duration.ofHours(24);

    private final Map<Digest, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Room> taken = new HashMap<>();

    /** What one State's acts take. */
    private record Room(int acts, long bytes) {
        static final Room NONE = new Room(0, 0);

        Room with(Waiting act) {
            return new Room(acts + 1, bytes + act.bytes());
        }

        Room without(Waiting act) {
            return new Room(acts - 1, bytes - act.bytes());
        }
    }

    /**
     * @param internal digests in {@code seen} that the sender keeps to itself
     * @param missing digests in {@code seen} that have not arrived
     */
    record Waiting(
            Envelope act, Set<Digest> internal, Set<Digest> missing, Instant since, int bytes) {

        String state() {
            return act.header().author().state();
        }

        static Waiting of(Envelope act, Set<Digest> internal, Set<Digest> missing, Instant since) {
            return new Waiting(
                    act, internal, missing, since, CanonicalJson.bytes(act.json()).length);
        }

        static Waiting read(byte[] body, Set<Digest> internal, Set<Digest> missing, Instant since) {
            try {
                return new Waiting(Envelope.of(body), internal, missing, since, body.length);
            } catch (MalformedJson | MalformedAct e) {
                throw new IllegalStateException("a parked act cannot be read", e);
            }
        }
    }

    /** Whether the States of {@code more} may each let these wait beside what waits already. */
    boolean hasRoomFor(Collection<Waiting> more) {
        var wanted = new HashMap<String, Room>();
        for (var act : more)
            wanted.put(
                    act.state(),
                    wanted.getOrDefault(act.state(), taken.getOrDefault(act.state(), Room.NONE))
                            .with(act));
        return wanted.values().stream()
                .allMatch(room -> room.acts() <= MOST_ACTS && room.bytes() <= MOST_BYTES);
    }

    void put(Waiting act) {
        remove(act.act().digest());
        waiting.put(act.act().digest(), act);
        taken.merge(act.state(), Room.NONE.with(act), (room, _) -> room.with(act));
    }

    void remove(Digest act) {
        var removed = waiting.remove(act);
        if (removed != null)
            taken.computeIfPresent(removed.state(), (_, room) -> room.without(removed));
    }

    boolean holds(Digest act) {
        return waiting.containsKey(act);
    }

    /** The acts that have waited longer than any honest delivery takes. */
    List<Digest> expired(Instant now) {
        return waiting.values().stream()
                .filter(act -> act.since().isBefore(now.minus(LONGEST)))
                .map(act -> act.act().digest())
                .toList();
    }

    /** The acts that wait for nothing more, now that {@code arrived} are here. */
    List<Waiting> ready(Set<Digest> arrived) {
        var ready = new ArrayList<Waiting>();
        for (var act : List.copyOf(waiting.values())) {
            if (act.missing().stream().noneMatch(arrived::contains)) continue;
            var missing = new TreeSet<>(act.missing());
            missing.removeAll(arrived);
            var now = new Waiting(act.act(), act.internal(), missing, act.since(), act.bytes());
            waiting.put(act.act().digest(), now);
            if (missing.isEmpty()) ready.add(now);
        }
        return ready;
    }
}
