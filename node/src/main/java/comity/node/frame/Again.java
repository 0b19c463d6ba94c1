package comity.node.frame;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a room's work again and again on a thread of its own: after a pause, and at once when it is
 * woken. What fails is written down and done again.
 */
public final class Again implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Again.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Duration pause;
    private final Runnable work;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param name of the thread, by which a log is read
     * @param work should look at {@link #stopped} where it takes long
     */
    public Again(String name, Duration pause, Runnable work) {
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There is something to do. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    public boolean stopped() {
        return stopped;
    }

    private void run() {
        while (!stopped) {
            try {
                work.run();
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
