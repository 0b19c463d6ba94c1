package comity.sender;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The node to which files are delivered. Signs in with the source's key, again when the session has
 * ended; waits for a node that is away, longer each time, for as long as it is told to.
 */
final class Node {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How long an answer may take that is not one to bytes: a node that seals syncs first. */
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final URI origin;
    private final SigningKey key;
    private final Digest keyId;
    private final Duration patience;
    private final Progress progress;
    private final HttpClient http;
    private Optional<Session> session = Optional.empty();

    private record Session(String token, String office) {}

    /** An answer that is none of this client's business to repeat. */
    record Answer(int status, Map<String, String> headers, Json.Obj body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** What a problem says, in the language that was asked for. */
        String said() {
            var title = body.text("title").orElse("HTTP " + status);
            return body.text("remedy").map(remedy -> title + " " + remedy).orElse(title);
        }
    }

    Node(URI origin, SigningKey key, byte[] publicKey, Duration patience, Progress progress) {
        this.origin = origin;
        this.key = key;
        this.keyId = Digest.of(publicKey);
        this.patience = patience;
        this.progress = progress;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
    }

    URI origin() {
        return origin;
    }

    /** One request, as it is made anew each time it is tried. */
    record Ask(
            String method,
            String path,
            Map<String, String> headers,
            Supplier<BodyPublisher> body,
            Duration patience) {}

    Answer get(String path) throws Stopped {
        return until(ask("GET", path, Map.of(), BodyPublishers::noBody));
    }

    Answer head(String path, Map<String, String> headers) throws Stopped {
        return until(ask("HEAD", path, headers, BodyPublishers::noBody));
    }

    Answer post(String path, Map<String, String> headers) throws Stopped {
        return until(ask("POST", path, headers, BodyPublishers::noBody));
    }

    Answer post(String path, Json.Obj body) throws Stopped {
        return until(
                ask(
                        "POST",
                        path,
                        Map.of("Content-Type", "application/json"),
                        () -> BodyPublishers.ofByteArray(CanonicalJson.bytes(body))));
    }

    private static Ask ask(
            String method, String path, Map<String, String> headers, Supplier<BodyPublisher> body) {
        return new Ask(method, path, headers, body, ANSWER);
    }

    /**
     * Sends bytes once. Empty if the line broke or the node was away: how much arrived is then
     * asked, and never guessed.
     */
    Optional<Answer> patch(String path, Map<String, String> headers, Supplier<BodyPublisher> body)
            throws Stopped {
        try {
            var answer = send(new Ask("PATCH", path, headers, body, Duration.ofDays(1)), true);
            return mayComeBack(answer.status()) ? Optional.empty() : Optional.of(answer);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Asks until there is an answer that another try would not change. */
    private Answer until(Ask ask) throws Stopped {
        var pauses = new Pauses();
        while (true) {
            try {
                var answer = send(ask, true);
                if (!mayComeBack(answer.status())) {
                    progress.isThere();
                    return answer;
                }
                pauses.next("HTTP " + answer.status());
            } catch (IOException e) {
                pauses.next(e.getClass().getSimpleName());
            }
        }
    }

    /** 507 does not mend by itself; 500 and 503 may. */
    private static boolean mayComeBack(int status) {
        return status == 429 || status >= 500 && status != 507;
    }

    /** Waits, each time longer, until patience ends. */
    final class Pauses {
        private final long begun = System.nanoTime();
        private Duration pause = FIRST_PAUSE;

        void next(String why) throws Stopped {
            var waited = Duration.ofNanos(System.nanoTime() - begun);
            if (waited.compareTo(patience) >= 0) throw Stopped.away(origin.toString(), why);
            progress.waits(origin.toString(), why);
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw Stopped.away(origin.toString(), why);
            }
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        }
    }

    private Answer send(Ask ask, boolean mayRepeat) throws IOException, Stopped {
        if (session.isEmpty()) session = Optional.of(signIn());
        var now = session.get();
        var request =
                request(ask)
                        .header("Authorization", "Bearer " + now.token())
                        .header("Comity-Office", now.office());
        var answer = exchange(request.build());
        if (answer.status() != 401 || !mayRepeat) return answer;
        session = Optional.empty(); // it rested for too long; bytes are asked for anew, not sent
        // twice
        if (ask.method().equals("PATCH")) throw new IOException("the session had ended");
        return send(ask, false);
    }

    private HttpRequest.Builder request(Ask ask) {
        var request =
                HttpRequest.newBuilder(origin.resolve(ask.path()))
                        .timeout(ask.patience())
                        .header("Accept", "application/json, application/problem+json")
                        .header("Accept-Language", progress.language())
                        .method(ask.method(), ask.body().get());
        ask.headers().forEach(request::header);
        return request;
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            var headers = new HashMap<String, String>();
            answer.headers()
                    .map()
                    .forEach(
                            (name, values) ->
                                    headers.put(
                                            name.toLowerCase(java.util.Locale.ROOT),
                                            values.getFirst()));
            return new Answer(answer.statusCode(), headers, body(answer));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static Json.Obj body(HttpResponse<byte[]> answer) {
        try {
            return JsonReader.interchange(answer.body()) instanceof Json.Obj object
                    ? object
                    : Json.EMPTY;
        } catch (MalformedJson _) {
            return Json.EMPTY;
        }
    }

    private Session signIn() throws IOException, Stopped {
        var asked =
                exchange(
                        request(
                                        ask(
                                                "POST",
                                                "/session/challenge",
                                                Map.of("Content-Type", "application/json"),
                                                () -> BodyPublishers.ofString("{}")))
                                .build());
        if (mayComeBack(asked.status())) throw new IOException("HTTP " + asked.status());
        var challenge = asked.body().text("challenge").orElse("");
        if (challenge.isEmpty()) throw Stopped.refused("no-node", origin.toString());
        var said = "comity-source-session/1\n" + origin + "\n" + challenge;
        var body =
                Json.object()
                        .with("key", keyId.hex())
                        .with("challenge", challenge)
                        .with(
                                "signature",
                                Base64Url.encode(key.sign(said.getBytes(StandardCharsets.UTF_8))));
        var answer =
                exchange(
                        request(
                                        ask(
                                                "POST",
                                                "/provider/session",
                                                Map.of("Content-Type", "application/json"),
                                                () ->
                                                        BodyPublishers.ofByteArray(
                                                                CanonicalJson.bytes(body))))
                                .build());
        if (mayComeBack(answer.status())) throw new IOException("HTTP " + answer.status());
        if (answer.status() != 201) throw Stopped.refused("not-let-in", answer.said(), keyId.hex());
        return new Session(
                answer.body().text("token").orElse(""), answer.body().text("office").orElse(""));
    }
}
