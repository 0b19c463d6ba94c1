package comity.node.courier;

import comity.node.registry.Registry;
import comity.record.act.Envelope;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Disposals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the exhibits of transmissions that were filed here, sealed as they are, and goes on where
 * a connection broke. What is missing is found from the acts themselves, so nothing is forgotten
 * over a restart.
 */
public final class Fetcher implements Inbox.Arrivals, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    private final String own;
    private final Registry registry;
    private final Exhibits exhibits;
    private final Peers peers;
    private final Courier courier;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("fetcher").factory());

    public Fetcher(String own, Registry registry, Exhibits exhibits, Peers peers, Courier courier) {
        this.own = own;
        this.registry = registry;
        this.exhibits = exhibits;
        this.peers = peers;
        this.courier = courier;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::lookAtAll, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void filed(Envelope act, String from) {
        if (!act.header().kind().equals(Cooperation.KIND)) return;
        if (act.header().type().equals("transmit")) thread.execute(() -> look(act));
        if (act.header().type().equals("dispose"))
            thread.execute(() -> returned(registry.read(act.header().docket())));
    }

    private void lookAtAll() {
        for (var docket : registry.dockets()) {
            returned(registry.read(docket));
            for (var entry : registry.read(docket).all(Act.Transmit.class)) {
                if (!entry.header().author().state().equals(own))
                    registry.read(docket).act(entry.digest()).ifPresent(this::look);
            }
        }
    }

    private void look(Envelope act) {
        if (!(Cooperation.read(act) instanceof Act.Transmit transmit)) return;
        var docket = registry.read(act.header().docket());
        fetch(
                transmit.exhibits().orElse(List.of()).stream()
                        // What was returned or destroyed is not fetched again.
                        .filter(exhibit -> Disposals.disposal(docket, exhibit.sha256()).isEmpty())
                        .toList(),
                act.header().author().state());
    }

    /** 36(2): what a partner returns, as far as it is not here. */
    private void returned(Docket docket) {
        for (var entry : docket.all(Act.Dispose.class)) {
            if (entry.header().author().state().equals(own)
                    || !(entry.act() instanceof Act.Dispose disposal)
                    || disposal.method().filter(Act.Disposal.RETURN::equals).isEmpty()
                    || Disposals.isReturned(docket, entry.digest())) continue;
            fetch(
                    docket.all(Act.Transmit.class).stream()
                            .flatMap(sent -> named(sent).stream())
                            .filter(exhibit -> disposal.disposed().contains(exhibit.sha256()))
                            .toList(),
                    entry.header().author().state());
        }
    }

    private static List<Act.Exhibit> named(Entry entry) {
        return entry.act() instanceof Act.Transmit sent
                ? sent.exhibits().orElse(List.of())
                : List.of();
    }

    private void fetch(List<Act.Exhibit> wanted, String from) {
        for (var exhibit : wanted) {
            if (exhibits.holds(exhibit.sha256())) continue;
            try {
                fetch(exhibit, from);
            } catch (IOException | RuntimeException e) {
                LOG.info(
                        "exhibit {} was not fetched yet ({})",
                        exhibit.sha256().brief(),
                        e.getClass().getSimpleName() + ": " + e.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void fetch(Act.Exhibit exhibit, String from) throws IOException, InterruptedException {
        var peer = peers.of(from);
        var http = courier.connection(from);
        if (peer.isEmpty() || http.isEmpty()) return;
        var place = peer.get().url() + "/federation/exhibits/" + exhibit.sha256().hex();
        var about = http.get().send(request(place).build(), BodyHandlers.ofByteArray());
        if (about.statusCode() != 200) throw new IOException("status " + about.statusCode());
        gather(exhibit, place, http.get());
        try {
            var key =
                    JsonReader.actObject(about.body())
                            .object("key")
                            .orElseThrow(() -> new IOException("no key"));
            if (!exhibits.adopt(exhibit, key))
                LOG.warn(
                        "exhibit {} is not what the partner's act says; it is fetched anew",
                        exhibit.sha256().brief());
            else LOG.info("exhibit {} is here", exhibit.sha256().brief());
        } catch (MalformedJson e) {
            throw new IOException("the partner's answer was not understood", e);
        }
    }

    private void gather(Act.Exhibit exhibit, String place, HttpClient http)
            throws IOException, InterruptedException {
        var file = exhibits.gathering(exhibit.sha256());
        var have = Files.exists(file) ? Files.size(file) : 0;
        var response =
                http.send(
                        request(place + "/sealed").header("Range", "bytes=" + have + "-").build(),
                        BodyHandlers.ofInputStream());
        try (var in = response.body()) {
            if (response.statusCode() != 206)
                throw new IOException("status " + response.statusCode());
            try (var out =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                in.transferTo(out);
            }
        }
    }

    private static HttpRequest.Builder request(String place) {
        return HttpRequest.newBuilder(URI.create(place)).timeout(Duration.ofHours(12)).GET();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
