package comity.node.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Dockets in memory as the table has them, so that a ruling does not read its docket from disk each
 * time. Bounded; what is absent is read from the table.
 *
 * <p>A reader who finds a docket absent reads the table while the committer may be adding to it.
 * What was read is remembered only if nothing was committed meanwhile.
 */
final class Dockets {
    private static final int MOST = 2_000;

    private final Ledger acts;
    private final Map<UUID, Held> held =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Held> eldest) {
                    return size() > MOST;
                }
            };
    private long commits;

    Dockets(Ledger acts) {
        this.acts = acts;
    }

    Held of(UUID docket) {
        long before;
        synchronized (this) {
            var found = held.get(docket);
            if (found != null) return found;
            before = commits;
        }
        var stored = acts.ofDocket(docket);
        var envelopes = new ArrayList<comity.record.act.Envelope>(stored.size());
        stored.forEach(act -> envelopes.add(act.envelope()));
        var read = new Held(docket, envelopes);
        synchronized (this) {
            if (before == commits && !stored.isEmpty()) held.put(docket, read);
        }
        return read;
    }

    /** Takes over what a transaction has just added. */
    synchronized void committed(Collection<Held> dockets) {
        commits++;
        dockets.forEach(docket -> held.put(docket.id(), docket));
    }

    synchronized void forgetAll() {
        commits++;
        held.clear();
    }

    /** Forgets what is no longer certain. */
    synchronized void forget(Collection<UUID> dockets) {
        commits++;
        dockets.forEach(held::remove);
    }
}
