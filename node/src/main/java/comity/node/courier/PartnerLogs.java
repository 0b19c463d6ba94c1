package comity.node.courier;

import comity.node.registry.Registry;
import comity.record.act.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks partners to prove that their logs only grew. Who relies on an answer checks it. */
public final class PartnerLogs {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerLogs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HIGHEST = 64;

    private final Registry registry;
    private final Peers peers;
    private final Courier courier;

    public PartnerLogs(Registry registry, Peers peers, Courier courier) {
        this.registry = registry;
        this.peers = peers;
        this.courier = courier;
    }

    /**
     * That the tree of {@code from} leaves of the log {@code origin} is the beginning of that of
     * {@code to}; empty if its operator is no partner or does not answer.
     */
    public Optional<List<byte[]>> consistency(String origin, long from, long to) {
        var state =
                registry.directories().byState().values().stream()
                        .filter(directory -> directory.logOrigin().equals(origin))
                        .map(directory -> directory.state())
                        .findFirst();
        var peer = state.flatMap(peers::of);
        var http = state.flatMap(courier::connection);
        if (peer.isEmpty() || http.isEmpty()) return Optional.empty();
        var place = peer.get().url() + "/federation/consistency/" + from + "/" + to;
        try {
            var request = HttpRequest.newBuilder(URI.create(place)).timeout(PATIENCE).GET().build();
            var response = http.get().send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200)
                throw new IOException("status " + response.statusCode());
            return Optional.of(path(new String(response.body(), StandardCharsets.US_ASCII)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("partner {} did not prove its log's growth", peer.get().state(), e);
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static List<byte[]> path(String lines) {
        var path = new ArrayList<byte[]>();
        for (var line : lines.lines().limit(HIGHEST + 1).toList()) {
            var hash = Base64.getDecoder().decode(line);
            if (hash.length != Digest.BYTES || path.size() == HIGHEST)
                throw new IllegalArgumentException("not a consistency proof");
            path.add(hash);
        }
        return path;
    }
}
