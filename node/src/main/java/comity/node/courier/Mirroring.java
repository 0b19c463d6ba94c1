package comity.node.courier;

import comity.node.publication.Mirror;
import comity.node.publication.TableMemory;
import comity.node.registry.Registry;
import comity.record.act.Directory;
import comity.record.tlog.MalformedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the mirrors of partners' logs level with what this node cosigned. */
public final class Mirroring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mirroring.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Peers peers;
    private final Courier courier;
    private final Registry registry;
    private final TableMemory memory;
    private final Mirror mirror;
    private final ScheduledExecutorService beat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("mirroring").factory());

    public Mirroring(
            Peers peers, Courier courier, Registry registry, TableMemory memory, Mirror mirror) {
        this.peers = peers;
        this.courier = courier;
        this.registry = registry;
        this.memory = memory;
        this.mirror = mirror;
    }

    /** Begins to look every two seconds. */
    public void start() {
        beat.scheduleWithFixedDelay(this::all, 1, 2, TimeUnit.SECONDS);
    }

    private void all() {
        for (var peer : peers.all()) {
            try {
                one(peer);
            } catch (IOException | MalformedNote | RuntimeException e) {
                LOG.info("the log of {} was not mirrored: {}", peer.state(), e.toString());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void one(Introduction peer) throws IOException, InterruptedException, MalformedNote {
        var cosigned =
                registry.directories()
                        .of(peer.state())
                        .map(Directory::logOrigin)
                        .flatMap(memory::last);
        var http = courier.connection(peer.state());
        if (cosigned.isEmpty() || http.isEmpty()) return;
        if (!mirror.follow(cosigned.get(), from -> leaves(http.get(), peer, "leaves", from)))
            LOG.warn("the leaves that {} gave are not those of its log", peer.state());
    }

    static List<byte[]> leaves(HttpClient http, Introduction peer, String whose, long from)
            throws IOException, InterruptedException {
        var place = URI.create(peer.url() + "/federation/" + whose + "/" + from);
        var request = HttpRequest.newBuilder(place).timeout(PATIENCE).GET().build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200)
                throw new IOException("status " + response.statusCode());
            return Mirror.split(body.readNBytes(Mirror.MOST * 32));
        }
    }

    @Override
    public void close() {
        beat.shutdownNow();
    }
}
