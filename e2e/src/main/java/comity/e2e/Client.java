package comity.e2e;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that talks to one node over its public API, as one person in one office or as nobody
 * yet. It knows HTTP, JSON and problem documents, and nothing of what stands behind them.
 */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private final URI node;
    private final List<String> headers;

    private Client(URI node, List<String> headers) {
        this.node = node;
        this.headers = List.copyOf(headers);
    }

    static Client of(URI node) {
        return new Client(node, List.of("Accept", "application/json"));
    }

    Client bearing(String token) {
        return and("Authorization", "Bearer " + token);
    }

    /** Speaks in this office from now on, such as {@code XA.court/JUD}. */
    Client inOffice(String office) {
        return and("Comity-Office", office);
    }

    private Client and(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(node, more);
    }

    URI node() {
        return node;
    }

    /** An answer, whatever its status; {@link #expect} turns a refusal into an exception. */
    record Answer(int status, String said, HttpResponse<byte[]> response) {

        byte[] bytes() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The body; a list under the name {@code items}. */
        Json.Obj json() {
            var read = read();
            return read instanceof Json.Obj object ? object : Json.object().with("items", read);
        }

        /**
         * Strictly where it can be, so that whole numbers are whole; answers may also hold null.
         */
        private Json read() {
            try {
                return JsonReader.act(bytes());
            } catch (MalformedJson _) {
                return loosely();
            }
        }

        private Json loosely() {
            try {
                return JsonReader.interchange(bytes());
            } catch (MalformedJson e) {
                throw new IllegalStateException(said + ": not JSON: " + text(), e);
            }
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** This answer if its status is one of {@code expected}. */
        Answer expect(Integer... expected) {
            if (List.of(expected).contains(status)) return this;
            throw new Refused(said, status, text());
        }
    }

    /** The node said no, or something else than was expected; its problem document says why. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(String said, int status, String body) {
            super(said + " -> " + status + " " + body);
            this.status = status;
        }

        /** Whether it is a ruling: the Convention does not permit it. */
        boolean isDenied() {
            return status == 422;
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Json body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(body))));
    }

    Answer put(String path, Json body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(body))));
    }

    Answer head(String path, String... extra) {
        return send(with(request(path), extra).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    /** A POST without JSON: the body is empty and the headers say everything (tus). */
    Answer postHeaders(String path, String... extra) {
        return send(with(request(path), extra).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer patch(String path, HttpRequest.BodyPublisher body, String... extra) {
        return send(with(request(path), extra).method("PATCH", body));
    }

    Path download(String path, Path file) {
        try {
            // What lay there before may be longer than what comes.
            var response =
                    HTTP.send(
                            request(path).GET().build(),
                            BodyHandlers.ofFile(
                                    file,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING));
            if (response.statusCode() != 200)
                throw new Refused("GET " + path, response.statusCode(), "");
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path + " at " + node, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during GET " + path, e);
        }
    }

    /** A question whose answer is too large to be held: whoever asks reads it as it comes. */
    HttpRequest streaming(String path) {
        return request(path).timeout(Duration.ofMinutes(5)).GET().build();
    }

    private HttpRequest.Builder request(String path) {
        return with(
                HttpRequest.newBuilder(node.resolve(path)).timeout(PATIENCE),
                headers.toArray(String[]::new));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder builder) {
        var request = builder.build();
        var said = request.method() + " " + request.uri().getPath();
        try {
            var response = HTTP.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), said, response);
        } catch (IOException e) {
            throw new UncheckedIOException(said + " at " + node, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + said, e);
        }
    }
}
