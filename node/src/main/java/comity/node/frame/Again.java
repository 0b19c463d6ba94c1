package comity.node.frame;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a room's steps on a thread of its own: one after the other while there is something to do,
 * then again after a pause, and at once when it is woken. What fails is written down and done
 * again.
 */
public final class Again implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Again.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Duration pause;
    private final BooleanSupplier step;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param name of the thread, by which a log is read
     * @param step false if there was nothing to do
     */
    public Again(String name, Duration pause, BooleanSupplier step) {
        this.pause = pause;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public Again start() {
        thread.start();
        return this;
    }

    /** There is something to do. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** Whether it was closed: a long step ends early. */
    public boolean isStopped() {
        return stopped;
    }

    private void run() {
        while (!stopped) {
            try {
                while (!stopped && step.getAsBoolean()) {}
            } catch (RuntimeException e) {
                if (!stopped) LOG.error("{} failed; it is tried again", thread.getName(), e);
            }
            if (!stopped) LockSupport.parkNanos(pause.toNanos());
        }
    }

    @Override
    public void close() {
        stopped = true;
        wake();
        if (thread.getState() == Thread.State.NEW) return;
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
