package comity.node.within;

import comity.node.reading.Watch;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.node.within.AskedComparisons.Asked;
import comity.node.within.AskedComparisons.Why;
import comity.treaty.rules.Marked;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what somebody asked to have compared, beside what people do: a mailbox of gigabytes
 * takes longer than a browser waits. Two at a time, each in a confined process of its own. What ran
 * when the node ended is begun again, from its beginning: a parser's state cannot be kept.
 */
final class Comparisons implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofMillis(400);
    private static final Duration TIDYING = Duration.ofHours(1);
    private static final int AT_ONCE = 2;

    private final String state;
    private final Registry registry;
    private final FileVault vault;
    private final Namings namings;
    private final Comparing comparing;
    private final AskedComparisons table;
    private final InstantSource clock;
    private final List<Thread> threads;
    private final ConcurrentHashMap<Asked, Watch> running = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile Instant tidied = Instant.MIN;

    Comparisons(
            String state,
            Registry registry,
            FileVault vault,
            Namings namings,
            Comparing comparing,
            AskedComparisons table,
            InstantSource clock) {
        this.state = state;
        this.registry = registry;
        this.vault = vault;
        this.namings = namings;
        this.comparing = comparing;
        this.table = table;
        this.clock = clock;
        this.threads =
                IntStream.range(0, AT_ONCE)
                        .mapToObj(
                                number ->
                                        Thread.ofVirtual()
                                                .name("comparisons-" + number)
                                                .unstarted(this::run))
                        .toList();
    }

    void start() {
        registry.whenElected(
                () -> {
                    table.resume();
                    threads.forEach(Thread::start);
                });
    }

    /** Something was asked for, or is to be stopped. */
    void wake() {
        threads.forEach(LockSupport::unpark);
    }

    private void run() {
        while (!closed) {
            try {
                for (var next = table.next(); next.isPresent(); next = table.next())
                    carryOut(next.get());
                tidy();
            } catch (RuntimeException e) {
                if (!closed) LOG.error("a comparison could not be carried out", e);
            }
            if (!closed) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void tidy() {
        if (tidied.plus(TIDYING).isAfter(clock.instant())) return;
        tidied = clock.instant();
        table.forgetWhatIsGone();
    }

    private void carryOut(Asked asked) {
        var exhibit = vault.held(asked.exhibit());
        var order = namings.order(asked.exhibit(), state);
        if (exhibit.isEmpty() || order.isEmpty()) {
            table.failed(asked, Why.GONE);
            return;
        }
        var progress = new Progress(order.get().order().scope());
        running.put(asked, progress.watch());
        if (closed) progress.watch().stop();
        var beat = new Beat(asked, progress);
        try {
            if (isFrozen(asked)) throw new Frozen();
            var outcome = comparing.compare(exhibit.get(), asked.columns(), progress);
            beat.end();
            table.note(asked, progress.seen());
            // A mark that came meanwhile freezes what was found as well.
            if (isFrozen(asked)) throw new Frozen();
            table.done(asked, ComparisonView.of(exhibit.get(), order.get(), outcome).json());
        } catch (Frozen _) {
            table.failed(asked, Why.FROZEN);
        } catch (Watch.Stopped _) {
            // What the node's own end stopped is begun again.
            if (!closed) table.stopped(asked);
        } catch (IOException | RuntimeException e) {
            LOG.warn("an exhibit could not be compared", e);
            table.failed(asked, Why.BROKE);
        } finally {
            beat.end();
            running.remove(asked);
        }
    }

    private static final class Frozen extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private boolean isFrozen(Asked asked) {
        return namings.order(asked.exhibit(), state)
                .flatMap(order -> Marked.frozen(order.docket(), asked.exhibit()))
                .isPresent();
    }

    /**
     * Notes how far it has come, and hears whether it is to stop. It is not ended by an interrupt,
     * which would close the database's connection under it.
     */
    private final class Beat {
        private final Thread thread;
        private volatile boolean ended;

        Beat(Asked asked, Progress progress) {
            this.thread =
                    Thread.ofVirtual().name("comparison-beat").start(() -> run(asked, progress));
        }

        private void run(Asked asked, Progress progress) {
            while (!ended) {
                try {
                    if (table.note(asked, progress.seen())) progress.watch().stop();
                } catch (RuntimeException e) {
                    LOG.warn("how far a comparison has come could not be noted", e);
                }
                if (!ended) LockSupport.parkNanos(BEAT.toNanos());
            }
        }

        void end() {
            ended = true;
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        running.values().forEach(Watch::stop);
        wake();
        for (var thread : threads) {
            if (thread.getState() == Thread.State.NEW) continue;
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
