package comity.node.timestamps;

import comity.record.act.Digest;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each exhibit that this node seals stamped by itself, on a thread of its own and in batches:
 * as many as wait are asked one after the other over one connection. Sealing waits for nobody;
 * while no authority answers the time is pending, and is had later, the oldest first.
 */
public final class ExhibitStamping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExhibitStamping.class);
    private static final int BATCH = 64;

    /** A page shows no more that wait than these. */
    private static final int SHOWN = 1_000;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Stamping stamping;
    private final ExhibitStamps stamps;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Semaphore sealed = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Thread thread;

    ExhibitStamping(
            Stamping stamping, ExhibitStamps stamps, InstantSource clock, RandomGenerator random) {
        this.stamping = stamping;
        this.stamps = stamps;
        this.clock = clock;
        this.random = random;
    }

    /** Whether this node asks anybody at all. */
    private boolean asks() {
        return !stamping.places().isEmpty();
    }

    /**
     * An exhibit is sealed, and stays so whatever happens here: from now on its time is pending.
     */
    public void sealed(Digest sha256) {
        if (!asks()) return;
        try {
            if (stamps.isStamped(sha256)) return;
            stamps.await(sha256, clock.instant());
            sealed.release();
        } catch (RuntimeException e) {
            LOG.warn("an exhibit is stamped only after the next start", e);
        }
    }

    /**
     * Begins to ask; a node that is to ask nobody does nothing.
     *
     * @param all every exhibit that the vault holds: one that a crash left out waits from now on
     * @param when an exhibit was sealed
     */
    public synchronized void start(
            Supplier<? extends Collection<Digest>> all, Function<Digest, Optional<Instant>> when) {
        if (!asks()) return;
        thread =
                Thread.ofVirtual()
                        .name("exhibit timestamps")
                        .start(
                                () -> {
                                    remember(all, when);
                                    follow();
                                });
    }

    private void remember(
            Supplier<? extends Collection<Digest>> all, Function<Digest, Optional<Instant>> when) {
        try {
            var suffices = onlyTrials();
            for (var sha256 : all.get())
                if (!stamps.isStamped(sha256, suffices))
                    stamps.await(sha256, when.apply(sha256).orElseGet(clock::instant));
        } catch (RuntimeException e) {
            LOG.warn("which exhibits are not stamped yet could not be read whole", e);
        }
    }

    private boolean onlyTrials() {
        return stamping.counting().stream().allMatch(TimestampAuthority::trial);
    }

    private void follow() {
        var failures = 0;
        while (!closed) {
            try {
                var waiting = stamps.awaited(BATCH);
                if (waiting.isEmpty()) {
                    if (failures > 0) LOG.info("all exhibits are stamped again");
                    failures = 0;
                    sealed.tryAcquire(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                    sealed.drainPermits();
                } else if (batch(waiting.keySet())) failures = 0;
                else failed(++failures, waiting);
            } catch (RuntimeException e) {
                LOG.warn("exhibits could not be stamped; they wait", e);
                pause(++failures);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** False as soon as nobody answers: the rest would wait for each authority in vain. */
    boolean batch(Collection<Digest> waiting) throws InterruptedException {
        for (var sha256 : waiting) {
            var reply = stamping.reply(sha256.bytes());
            if (reply.isEmpty()) return false;
            try {
                var told = Timestamp.of(reply.get(), sha256.bytes(), stamping.counting());
                stamps.keep(sha256, reply.get(), told);
            } catch (RefusedTimestamp e) {
                throw new IllegalStateException("a timestamp that was checked is refused", e);
            }
        }
        return true;
    }

    private void failed(int failures, Map<Digest, Instant> waiting) {
        if (failures == 1 || failures % 20 == 0)
            LOG.warn(
                    "nobody stamps exhibits; at least {} wait, the oldest since {}",
                    waiting.size(),
                    waiting.values().iterator().next());
        pause(failures);
    }

    /** Doubles up to a minute, with jitter; a newly sealed exhibit does not end it. */
    private void pause(int failures) {
        var base = Math.min(LONGEST_PAUSE.toMillis(), 200L << Math.min(failures, 10));
        LockSupport.parkNanos(
                Duration.ofMillis(base / 2 + random.nextLong(base / 2 + 1)).toNanos());
    }

    /** Those that wait now, the longest first, and since when; empty if nobody is asked. */
    public Map<Digest, Instant> pending() {
        return asks() ? stamps.awaited(SHOWN) : Map.of();
    }

    /** Since when this one waits; empty if it does not. */
    public Optional<Instant> pending(Digest sha256) {
        return asks() ? stamps.awaited(sha256) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) thread.interrupt();
    }
}
