package comity.node.within;

import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.rules.SetAside;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what acts of destruction say: the bytes go, with whatever they were taken from; their
 * hashes stay in the acts. It asks the dockets and not a list of its own, so that what a crash left
 * undone is done at the next start.
 */
final class Destructions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Destructions.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Registry registry;
    private final FileVault vault;
    private final Thread thread;
    private volatile boolean stopped;

    Destructions(Registry registry, FileVault vault) {
        this.registry = registry;
        this.vault = vault;
        this.thread = Thread.ofVirtual().name("destructions").unstarted(this::run);
    }

    void start() {
        registry.onCommit(() -> LockSupport.unpark(thread));
        registry.whenElected(thread::start);
    }

    private void run() {
        while (!stopped) {
            try {
                settle();
            } catch (RuntimeException e) {
                if (!stopped)
                    LOG.error("a destruction could not be finished; it is tried again", e);
            }
            if (!stopped) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Destroys everything that is to be and is still there. */
    void settle() {
        for (var id : registry.dockets())
            for (var exhibit : doomed(registry.read(id)))
                if (vault.held(exhibit).isPresent()) {
                    vault.destroy(exhibit);
                    LOG.info("an exhibit was destroyed as a judge decided");
                }
    }

    private static Set<Digest> doomed(Docket docket) {
        var doomed = new LinkedHashSet<Digest>();
        for (var entry : docket.all(Act.Destroy.class))
            doomed.addAll(((Act.Destroy) entry.act()).exhibits());
        return SetAside.withOrigins(docket, doomed);
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        if (thread.getState() == Thread.State.NEW) return;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
