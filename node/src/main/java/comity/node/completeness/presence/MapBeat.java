package comity.node.completeness.presence;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits the map's root on a schedule, so that also an answer of today says what is so today. */
final class MapBeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MapBeat.class);

    private final FileMap map;
    private final Duration every;
    private final Duration atLeast;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("presence").factory());

    MapBeat(FileMap map, Duration every, Duration atLeast) {
        this.map = map;
        this.every = every;
        this.atLeast = atLeast;
    }

    void start() {
        thread.scheduleWithFixedDelay(
                this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            map.refresh(atLeast);
        } catch (RuntimeException e) {
            LOG.warn("the map of files was not committed; trying again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
