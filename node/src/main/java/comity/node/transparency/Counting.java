package comity.node.transparency;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the counters level with what is filed, and publishes, on a thread of its own. */
final class Counting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Counts counts;
    private final Thread thread;
    private volatile boolean stopped;

    Counting(Counts counts) {
        this.counts = counts;
        this.thread = Thread.ofVirtual().name("statistics").unstarted(this::run);
    }

    /** Nobody waits for a number of the day: it looks now and then, and needs no call. */
    static Counting begin(Counts counts) {
        var counting = new Counting(counts);
        counting.thread.start();
        return counting;
    }

    private void run() {
        while (!stopped) {
            try {
                while (!stopped && counts.step()) {}
            } catch (RuntimeException e) {
                if (!stopped) LOG.error("statistics could not follow; it is tried again", e);
            }
            if (!stopped) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
