package comity.node.desk.work;

import comity.node.registry.Registry;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tables level with what is filed, and lets clocks ring, on a thread of its own. */
public final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** A page waits so long for what was just filed; then it says that it is behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Registry registry;
    private final Projection projection;
    private final Sweep sweep;
    private final Thread thread;
    private volatile boolean stopped;

    Following(Registry registry, Projection projection, Sweep sweep) {
        this.registry = registry;
        this.projection = projection;
        this.sweep = sweep;
        this.thread = Thread.ofVirtual().name("desks").unstarted(this::run);
    }

    void start() {
        registry.onCommit(() -> LockSupport.unpark(thread));
        thread.start();
    }

    private void run() {
        while (!stopped) {
            try {
                while (!stopped && projection.step()) {}
                sweep.run();
            } catch (RuntimeException e) {
                if (!stopped) LOG.error("the desks' tables could not follow; it is tried again", e);
            }
            if (!stopped) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Waits until a list holds what was filed before; what takes longer is said on the page. */
    public Projection.Standing level() {
        var until = registry.size();
        var end = System.nanoTime() + PATIENCE.toNanos();
        var standing = projection.standing();
        while (standing.followed() < until && System.nanoTime() < end) {
            if (!projection.step()) break;
            standing = projection.standing();
        }
        return standing;
    }

    Projection.Standing standing() {
        return projection.standing();
    }

    /** Begins to make the tables anew, which goes on by itself. */
    void rebuild() {
        projection.rebuild();
        LockSupport.unpark(thread);
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
