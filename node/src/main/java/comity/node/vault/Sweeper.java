package comity.node.vault;

import comity.record.act.Digest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees, at the start and from then on, the room of what was left behind. */
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final FileVault vault;
    private final Uploads uploads;
    private final Duration expiry;
    private final Supplier<Set<Digest>> named;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /**
     * @param named every exhibit that an act names
     */
    public Sweeper(FileVault vault, Uploads uploads, Duration expiry, Supplier<Set<Digest>> named) {
        this.vault = vault;
        this.uploads = uploads;
        this.expiry = expiry;
        this.named = named;
    }

    public void start() {
        var pause = expiry.compareTo(LONGEST) < 0 ? expiry : LONGEST;
        timer.scheduleWithFixedDelay(
                this::sweep, 0, Math.max(100, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Now, and not only when it is time: something was erased. */
    public void sweep() {
        try {
            var left = uploads.sweep();
            var orphans = vault.sweep(expiry, named);
            if (left + orphans > 0)
                LOG.info("removed {} uploads and {} exhibits that no act names", left, orphans);
        } catch (RuntimeException e) {
            LOG.error("could not sweep the vault; it is tried again", e);
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
