package comity.node.courier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One partner's node, for other rooms that have something to ask of it: over the same mutual TLS as
 * the courier. What comes back is bounded, and whoever asked judges it.
 */
public final class Partner {
    /** So long somebody waits for a page that only tells whether the partner is there. */
    private static final Duration GLANCE = Duration.ofSeconds(3);

    /** A digest that is no act's. */
    private static final String NO_ACT = "0".repeat(64);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 8 << 20;

    private final Introduction introduction;
    private final HttpClient http;
    private final AuthoritySeals seals;

    private Partner(Introduction introduction, HttpClient http, AuthoritySeals seals) {
        this.introduction = introduction;
        this.http = http;
        this.seals = seals;
    }

    /** Empty while the State is not introduced, or the courier has not begun with it. */
    public static Optional<Partner> of(
            String state, Peers peers, Courier courier, AuthoritySeals seals) {
        return peers.of(state)
                .flatMap(
                        introduction ->
                                courier.connection(state)
                                        .map(http -> new Partner(introduction, http, seals)));
    }

    /** An act as the partner handed it over, with what of its past stays there. */
    public record Fetched(Envelope act, Set<Digest> internal) {}

    public String state() {
        return introduction.state();
    }

    /** The act with this digest, opened; empty if the partner does not give it. */
    public Optional<Fetched> act(Digest digest) throws IOException, InterruptedException {
        var answer = ask("/federation/acts/" + digest.hex(), Optional.empty());
        if (answer.isEmpty()) return Optional.empty();
        try {
            return Parcel.act(answer.get(), seals)
                    .filter(act -> act.digest().equals(digest))
                    .map(act -> new Fetched(act, Parcel.internal(answer.get())));
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    /** Whether anybody is there who is who was introduced: asked at once, and not for long. */
    public boolean answers() {
        try {
            var question =
                    HttpRequest.newBuilder(
                                    URI.create(introduction.url() + "/federation/acts/" + NO_ACT))
                            .timeout(GLANCE)
                            .GET()
                            .build();
            return http.send(question, BodyHandlers.discarding()).statusCode() == 404;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Asks at {@code path}, with a body by POST; empty where the partner answers with 404.
     *
     * @throws IOException also where it answers with another status, too much, or no JSON
     */
    public Optional<Json.Obj> ask(String path, Optional<Json.Obj> body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(introduction.url() + path)).timeout(PATIENCE);
        body.ifPresentOrElse(
                said ->
                        request.header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                CanonicalJson.bytes(said))),
                request::GET);
        var response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (var in = response.body()) {
            if (response.statusCode() == 404) return Optional.empty();
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (response.statusCode() != 200)
                throw new IOException("status " + response.statusCode());
            if (bytes.length > MOST_BYTES) throw new IOException("a longer answer than expected");
            return Optional.of(JsonReader.actObject(bytes));
        } catch (MalformedJson e) {
            throw new IOException("the partner's answer was not understood", e);
        }
    }
}
