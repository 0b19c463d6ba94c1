package comity.node.timestamps;

import comity.record.x509.Timestamp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** RFC 3161, 3.4: a query by POST. The whole answer is bounded, in time and in bytes. */
final class HttpAuthority implements Authority {
    static final String QUERY = "application/timestamp-query";
    static final String REPLY = "application/timestamp-reply";

    private final HttpClient http;
    private final URI url;
    private final Duration patience;

    HttpAuthority(HttpClient http, URI url, Duration patience) {
        this.http = http;
        this.url = url;
        this.patience = patience;
    }

    static HttpClient connection() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    @Override
    public String name() {
        return url.toString();
    }

    @Override
    public byte[] ask(byte[] query) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(patience)
                        .header("Content-Type", QUERY)
                        .header("Accept", REPLY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                        .build();
        var answer =
                http.sendAsync(
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), Timestamp.MOST_BYTES));
        try {
            // The request's own timeout ends with the headers; a body may drip.
            var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200)
                throw new IOException("status " + response.statusCode());
            return response.body();
        } catch (TimeoutException _) {
            throw new IOException("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    cause.getMessage() == null
                            ? cause.getClass().getSimpleName()
                            : cause.getMessage(),
                    cause);
        } finally {
            answer.cancel(true);
        }
    }
}
