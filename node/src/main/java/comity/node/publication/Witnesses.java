package comity.node.publication;

import comity.record.tlog.NoteKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the policy's witnesses after each batch, each on a thread of its own: one that is slow or
 * down delays neither the others nor any act. It is asked again at growing intervals, and for the
 * newest checkpoint, which anchors everything before it.
 */
public final class Witnesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Map<Asking, List<NoteKey>> places = new LinkedHashMap<>();
    private final Publication log;
    private final RandomGenerator random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    public Witnesses(Quorum quorum, Publication log, RandomGenerator random) {
        this.log = log;
        this.random = random;
        var http = connection();
        quorum.places().forEach((url, keys) -> places.put(new Asking(http, url, url), keys));
    }

    static HttpClient connection() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    /** Begins to ask. */
    public void start() {
        places.forEach((place, keys) -> threads.execute(() -> follow(place, keys)));
    }

    private void follow(Asking place, List<NoteKey> keys) {
        var failures = 0;
        while (!closed) {
            try {
                var before = Publication.size(log.checkpoint());
                place.ask(log, keys);
                if (failures > 0) LOG.info("witness {} answers again", place.name());
                failures = 0;
                log.awaitSize(before + 1, BEAT);
            } catch (IOException | RuntimeException e) {
                failures++;
                if (failures == 1 || failures % 20 == 0)
                    LOG.warn(
                            "witness {} did not cosign ({}); acts go on, and are anchored later",
                            place.name(),
                            e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
                pause(failures);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /**
     * Doubles up to a minute, with jitter, so that logs that fell together do not rise together.
     */
    private void pause(int failures) {
        var base = Math.min(LONGEST_PAUSE.toMillis(), 200L << Math.min(failures, 10));
        LockSupport.parkNanos(
                Duration.ofMillis(base / 2 + random.nextLong(base / 2 + 1)).toNanos());
    }

    /** Where witnesses are asked. */
    public List<String> names() {
        return new ArrayList<>(places.keySet()).stream().map(Asking::name).toList();
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
