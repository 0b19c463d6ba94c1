package comity.node.desk.work;

import comity.node.frame.Again;
import comity.node.registry.Registry;
import java.time.Duration;

/** Keeps the tables level with what is filed, and lets clocks ring, on a thread of its own. */
public final class Following implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** A page waits so long for what was just filed; then it says that it is behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Registry registry;
    private final Projection projection;
    private final Sweep sweep;
    private final Again again;

    Following(Registry registry, Projection projection, Sweep sweep) {
        this.registry = registry;
        this.projection = projection;
        this.sweep = sweep;
        this.again = new Again("desks", PAUSE, this::step);
    }

    void start() {
        registry.onCommit(again::wake);
        again.start();
    }

    /** Clocks ring once the tables are level. */
    private boolean step() {
        if (projection.step()) return true;
        sweep.run();
        return false;
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
        again.wake();
    }

    @Override
    public void close() {
        again.close();
    }
}
