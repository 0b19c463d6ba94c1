package comity.node.mail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks and delivers, again and again, on a thread of its own: nothing else waits for mail. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Looking looking;
    private final Delivery delivery;
    private final Duration pause;
    private final Thread thread;
    private volatile boolean stopped;

    Rounds(Looking looking, Delivery delivery, Duration pause) {
        this.looking = looking;
        this.delivery = delivery;
        this.pause = pause;
        this.thread = Thread.ofPlatform().daemon().name("mail").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** A code was asked for: its person waits before the page. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            attempt("look for news", looking::round);
            attempt("deliver letters", delivery::round);
            if (!stopped) LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void attempt(String what, Runnable round) {
        try {
            if (!stopped) round.run();
        } catch (RuntimeException e) {
            if (!stopped) LOG.warn("mail could not {}; it is tried again", what, e);
        }
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
