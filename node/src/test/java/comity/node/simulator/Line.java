package comity.node.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** One machine's client over the simulated network, in one of the machine's lives. */
final class Line extends HttpClient {
    private final Network network;
    private final Machine from;
    private final int life;
    private final boolean alone;
    private final Consumer<byte[]> shown;

    /**
     * @param alone nothing else happens while it waits for an answer
     */
    Line(Network network, Machine from, boolean alone) {
        this(network, from, alone, _ -> {});
    }

    private Line(Network network, Machine from, boolean alone, Consumer<byte[]> shown) {
        this.network = network;
        this.from = from;
        this.life = from.life();
        this.alone = alone;
        this.shown = shown;
    }

    /** The same; whatever answers with success is shown to {@code whom} before it is used. */
    Line showing(Consumer<byte[]> whom) {
        return new Line(network, from, alone, whom);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException {
        var answer =
                network.exchange(from, life, request.method(), request.uri(), body(request), alone);
        if (answer.status() == 200) shown.accept(answer.body());
        var headers = HttpHeaders.of(Map.of(), (_, _) -> true);
        var status = answer.status();
        var subscriber =
                handler.apply(
                        new HttpResponse.ResponseInfo() {
                            @Override
                            public int statusCode() {
                                return status;
                            }

                            @Override
                            public HttpHeaders headers() {
                                return headers;
                            }

                            @Override
                            public Version version() {
                                return Version.HTTP_1_1;
                            }
                        });
        subscriber.onSubscribe(new Unlimited());
        subscriber.onNext(List.of(ByteBuffer.wrap(answer.body())));
        subscriber.onComplete();
        var said = subscriber.getBody().toCompletableFuture().join();
        return new Response<>(request, status, headers, said);
    }

    private static final class Unlimited implements Flow.Subscription {
        @Override
        public void request(long more) {}

        @Override
        public void cancel() {}
    }

    private static byte[] body(HttpRequest request) {
        var bytes = new ByteArrayOutputStream();
        request.bodyPublisher()
                .ifPresent(
                        publisher ->
                                publisher.subscribe(
                                        new Flow.Subscriber<>() {
                                            @Override
                                            public void onSubscribe(Flow.Subscription all) {
                                                all.request(Long.MAX_VALUE);
                                            }

                                            @Override
                                            public void onNext(ByteBuffer part) {
                                                var some = new byte[part.remaining()];
                                                part.get(some);
                                                bytes.writeBytes(some);
                                            }

                                            @Override
                                            public void onError(Throwable failure) {
                                                throw new IllegalStateException(failure);
                                            }

                                            @Override
                                            public void onComplete() {}
                                        }));
        return bytes.toByteArray();
    }

    private record Response<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
            implements HttpResponse<T> {
        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler) {
        throw new UnsupportedOperationException("a simulation has one thread");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            BodyHandler<T> handler,
            HttpResponse.PushPromiseHandler<T> promises) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException("what is simulated has no TLS");
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
