package comity.node.courier;

import comity.node.publication.Publication;
import comity.node.registry.Registry;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One {@link Outbox} for each introduced partner, started as introductions come in and stopped as
 * they are taken away.
 */
public final class Courier implements AutoCloseable {
    private final String own;
    private final Peers peers;
    private final Registry registry;
    private final Publication publication;
    private final Cursors cursors;
    private final AuthoritySeals seals;
    private final TlsIdentity identity;
    private final RandomGenerator random;
    private final Map<String, Running> outboxes = new HashMap<>();
    private final Set<Outbox> carrying = new HashSet<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService beat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("courier").factory());

    private record Running(Introduction peer, Outbox outbox) {}

    public Courier(
            String own,
            Peers peers,
            Registry registry,
            Publication publication,
            Cursors cursors,
            AuthoritySeals seals,
            TlsIdentity identity,
            RandomGenerator random) {
        this.own = own;
        this.peers = peers;
        this.registry = registry;
        this.publication = publication;
        this.cursors = cursors;
        this.seals = seals;
        this.identity = identity;
        this.random = random;
    }

    /** Begins to carry, and to look for introductions once a second. */
    public void start() {
        registry.onCommit(this::wake);
        beat.scheduleWithFixedDelay(this::meet, 0, 1, TimeUnit.SECONDS);
    }

    private synchronized void meet() {
        peers.reread();
        outboxes.entrySet()
                .removeIf(
                        running -> {
                            if (peers.of(running.getKey()).isPresent()) return false;
                            running.getValue().outbox().stop();
                            return true;
                        });
        for (var peer : peers.all()) {
            var running = outboxes.get(peer.state());
            if (running != null && running.peer().equals(peer)) continue;
            if (running != null) running.outbox().stop();
            var outbox =
                    new Outbox(own, peer, registry, publication, cursors, seals, identity, random);
            outboxes.put(peer.state(), new Running(peer, outbox));
        }
        carrying.retainAll(outboxes.values().stream().map(Running::outbox).toList());
        // Of several processes one carries; the others keep their lines to ask questions on.
        if (registry.leads())
            for (var running : outboxes.values())
                if (carrying.add(running.outbox())) threads.execute(running.outbox());
    }

    private synchronized void wake() {
        outboxes.values().forEach(running -> running.outbox().wake());
    }

    /** A connection to a partner, authenticated both ways. */
    public synchronized Optional<HttpClient> connection(String state) {
        return Optional.ofNullable(outboxes.get(state)).map(running -> running.outbox().http());
    }

    @Override
    public synchronized void close() {
        beat.shutdownNow();
        outboxes.values().forEach(running -> running.outbox().stop());
        threads.shutdownNow();
    }
}
