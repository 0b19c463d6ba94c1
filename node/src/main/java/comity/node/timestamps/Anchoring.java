package comity.node.timestamps;

import comity.node.publication.Publication;
import comity.record.act.Digest;
import comity.record.x509.Certificate;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives {@link Stamping} on a thread of its own: at most one timestamp in each interval, at
 * growing intervals while none can be had. Acts go on meanwhile and are anchored later.
 */
public final class Anchoring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Stamping stamping;
    private final Renewing renewing;
    private final Stamps stamps;
    private final Publication log;
    private final Duration every;
    private final RandomGenerator random;
    private volatile long stamped;
    private volatile @Nullable Problem problem;
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * Why the last try came to nothing.
     *
     * @param by who was asked
     * @param code {@code stamp.unreachable}, or what was wrong with the answer
     */
    public record Problem(String by, String code, String detail) {}

    /**
     * @param places whom this node asks; empty if nobody
     * @param stamped how many acts of the log are anchored in time by a timestamp
     * @param ahead by how much this node's clock was ahead of the authority's; zero if they agree
     */
    public record Standing(
            List<String> places, long stamped, Optional<Problem> problem, Duration ahead) {}

    /**
     * @param every at most one timestamp is asked for in so much time
     */
    Anchoring(
            Stamping stamping,
            Renewing renewing,
            Stamps stamps,
            Publication log,
            Duration every,
            RandomGenerator random) {
        this.stamping = stamping;
        this.renewing = renewing;
        this.stamps = stamps;
        this.log = log;
        this.every = every;
        this.random = random;
        this.stamped = stamps.newest();
    }

    /** Begins to ask; a node that is to ask nobody does nothing. */
    public synchronized void start() {
        if (!stamping.places().isEmpty())
            thread = Thread.ofVirtual().name("timestamps").start(this::follow);
    }

    private void follow() {
        var failures = 0;
        while (!closed) {
            try {
                failures = step(failures);
            } catch (RuntimeException e) {
                failures++;
                LOG.warn("a timestamp could not be asked for or kept; acts go on", e);
                pause(failures);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private int step(int failures) throws InterruptedException {
        return switch (stamping.once()) {
            case Stamping.Step.Nothing _ -> {
                if (!renewed()) log.awaitPosition(stamped, BEAT);
                yield failures;
            }
            case Stamping.Step.Stamped(var stamp, var off) -> {
                if (failures > 0) LOG.info("timestamps come again, from {}", stamp.by());
                if (!off.isZero() && ahead.isZero())
                    LOG.warn(
                            "this node's clock and that of {} disagree by {} s; one of them is wrong",
                            stamp.by(),
                            off.toSeconds());
                ahead = off;
                problem = null;
                stamped = stamp.size();
                LockSupport.parkNanos(every.toNanos());
                yield 0;
            }
            case Stamping.Step.Refused(var by, var code, var detail) ->
                    failed(new Problem(by, code, detail), failures + 1);
            case Stamping.Step.Unreachable(var by, var why) ->
                    failed(new Problem(by, "stamp.unreachable", why), failures + 1);
        };
    }

    /** One renewal in an interval, while nothing new waits to be stamped. */
    private boolean renewed() throws InterruptedException {
        var count = renewing.once();
        if (count == 0) return false;
        LOG.info("{} timestamps were renewed whose certificates end within a year", count);
        LockSupport.parkNanos(every.toNanos());
        return true;
    }

    private int failed(Problem found, int failures) {
        problem = found;
        if (failures == 1 || failures % 20 == 0)
            LOG.warn(
                    "{} gave no timestamp ({} {}); acts go on, and are anchored later",
                    found.by(),
                    found.code(),
                    found.detail());
        pause(failures);
        return failures;
    }

    /** Doubles up to a minute, with jitter. */
    private void pause(int failures) {
        var base = Math.min(LONGEST_PAUSE.toMillis(), 200L << Math.min(failures, 10));
        LockSupport.parkNanos(
                Duration.ofMillis(base / 2 + random.nextLong(base / 2 + 1)).toNanos());
    }

    public Standing standing() {
        return new Standing(stamping.places(), stamped, Optional.ofNullable(problem), ahead);
    }

    /** Whether the act at this position of the log is anchored in time by a timestamp. */
    public boolean isAnchored(long position) {
        return position < stamped;
    }

    /** Whether this node asks anybody at all. */
    public boolean asks() {
        return !stamping.places().isEmpty();
    }

    /** The timestamp that bounds the act at this position, if there is one. */
    public Optional<Stamp> holding(long position) {
        return stamps.holding(position);
    }

    /** What renewed the timestamp on the tree of this size, oldest first. */
    public List<Renewal> renewals(long size) {
        return renewing.of(size);
    }

    /** What renewed the timestamp on an exhibit by itself, oldest first. */
    public List<Renewal> renewals(Digest exhibit) {
        return renewing.of(exhibit);
    }

    /** The same, as the latest time at which the act was there. */
    public Optional<Instant> notAfter(long position) {
        return holding(position).filter(stamp -> !stamp.trial()).map(Stamp::notAfter);
    }

    /**
     * A timestamp on something else than the log.
     *
     * @param der the token
     * @param chain the certificates on which it rests, from its signer's on
     */
    public record Token(byte[] der, List<Certificate> chain) {
        public Token {
            der = der.clone();
            chain = List.copyOf(chain);
        }

        @Override
        public byte[] der() {
            return der.clone();
        }
    }

    /** Such a one, if it can be had now. */
    public Optional<Token> token(byte[] sha256) {
        try {
            var reply = stamping.reply(sha256);
            if (reply.isEmpty()) return Optional.empty();
            var told = Timestamp.of(reply.get(), sha256, stamping.counting());
            return Optional.of(new Token(Timestamp.token(reply.get()), told.chain()));
        } catch (RefusedTimestamp e) {
            throw new IllegalStateException("a timestamp that was checked is none", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) thread.interrupt();
    }
}
