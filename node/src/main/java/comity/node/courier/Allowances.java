package comity.node.courier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many acts that cannot be filed a partner may present (SECURITY, D13): a thousand at once, and
 * ten a second from then on. What can be filed costs nothing, so that a backlog of any length comes
 * through; a node in other hands is slowed down, never shut out, for an honest act of its State may
 * stand behind the others. Refused acts are answered and counted; they reach neither table nor log.
 */
final class Allowances {
    static final int AT_ONCE = 1_000;
    static final int A_SECOND = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Allowances.class);
    private final InstantSource clock;
    private final Map<String, Allowance> byPeer = new HashMap<>();

    private static final class Allowance {
        private double left = AT_ONCE;
        private Instant since;
        private long refused;

        Allowance(Instant since) {
            this.since = since;
        }

        void grow(Instant now) {
            var passed = Duration.between(since, now);
            // A clock that was put back gives nothing and takes nothing.
            if (passed.isPositive())
                left = Math.min(AT_ONCE, left + passed.toMillis() * A_SECOND / 1_000.0);
            since = now;
        }
    }

    Allowances(InstantSource clock) {
        this.clock = clock;
    }

    /** How long {@code peer} has to wait before it is heard again; empty if it is heard now. */
    synchronized Optional<Duration> pause(String peer) {
        var allowance = of(peer);
        return allowance.left >= 1
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis((long) ((1 - allowance.left) * 1_000 / A_SECOND) + 1));
    }

    /** So many of the acts that {@code peer} just presented could not be filed. */
    synchronized void refused(String peer, int acts) {
        if (acts == 0) return;
        var allowance = of(peer);
        var before = allowance.left;
        allowance.left -= acts;
        allowance.refused += acts;
        if (before >= 1 && allowance.left < 1)
            LOG.warn(
                    "partner {} presented {} acts that cannot be filed; its deliveries are slowed down. Ask its"
                            + " administrator, and suspend the State if its node is in other hands",
                    peer,
                    allowance.refused);
    }

    private Allowance of(String peer) {
        var now = clock.instant();
        var allowance = byPeer.computeIfAbsent(peer, _ -> new Allowance(now));
        allowance.grow(now);
        return allowance;
    }
}
