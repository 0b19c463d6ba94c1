package comity.node.within;

import comity.node.frame.Again;
import comity.node.registry.Registry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has carried out what acts of return and destruction say. It follows the acts as they come and not
 * a list of its own: at each start it reads them from the first, so that what a crash left undone
 * is found again, and then only what is new. Dockets on which something waits it asks again.
 */
final class Disposing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disposing.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int BATCH = 100;

    private final Registry registry;
    private final Endings endings;
    private final Again rounds;
    private final Set<UUID> open = new LinkedHashSet<>();
    private long next;

    Disposing(Registry registry, Endings endings) {
        this.registry = registry;
        this.endings = endings;
        this.rounds = new Again("disposing", PAUSE, this::round);
    }

    void start() {
        registry.onCommit(rounds::wake);
        registry.whenElected(rounds::start);
    }

    private boolean round() {
        settle();
        return false;
    }

    /** Reads on in the acts, and carries out what is open. */
    void settle() {
        for (var tail = registry.tail(next, BATCH);
                !tail.isEmpty() && !rounds.isStopped();
                tail = registry.tail(next, BATCH)) {
            for (var stored : tail) {
                var header = stored.envelope().header();
                if (Endings.begins(header.type())) open.add(header.docket());
            }
            next = tail.getLast().position() + 1;
        }
        for (var docket : List.copyOf(open))
            if (!rounds.isStopped() && !waits(docket)) open.remove(docket);
    }

    /** What failed on one docket keeps no other from its end. */
    private boolean waits(UUID docket) {
        try {
            return endings.settle(registry.read(docket));
        } catch (RuntimeException e) {
            if (!rounds.isStopped())
                LOG.error("a return or destruction could not be finished; it is tried again", e);
            return true;
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
