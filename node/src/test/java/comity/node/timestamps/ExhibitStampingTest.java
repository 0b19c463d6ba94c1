package comity.node.timestamps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import comity.node.database.TestDatabases;
import comity.record.act.Digest;
import comity.record.x509.Timestamp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each exhibit by itself, by an authority over HTTP that answers, is gone, and comes back. */
@Timeout(120)
class ExhibitStampingTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir Path folder = Path.of("");
    private final InstantSource clock = () -> NOON;
    private final List<Digest> vault = new ArrayList<>();

    private static Digest exhibit(int number) {
        return Digest.of(("exhibit " + number).getBytes(StandardCharsets.UTF_8));
    }

    private TrialAuthority open() {
        return TrialAuthority.open(
                folder.resolve("tsa.p12"), "a secret", clock, new SecureRandom());
    }

    private static HttpServer serve(TrialAuthority authority, int port) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var query = exchange.getRequestBody().readAllBytes();
                        var reply = authority.answer(query);
                        exchange.getResponseHeaders().add("Content-Type", HttpAuthority.REPLY);
                        exchange.sendResponseHeaders(200, reply.length);
                        exchange.getResponseBody().write(reply);
                    }
                });
        server.start();
        return server;
    }

    private ExhibitStamping times(TrialAuthority authority, URI place, ExhibitStamps kept) {
        var stamping =
                new Stamping(
                        () -> {
                            throw new IllegalStateException("no checkpoint is asked for here");
                        },
                        () -> List.of(authority.entry()),
                        List.of(
                                new HttpAuthority(
                                        HttpAuthority.connection(), place, Duration.ofSeconds(5))),
                        new Nothing(),
                        clock,
                        new SecureRandom());
        return new ExhibitStamping(stamping, kept, clock, new Random(1));
    }

    @Test
    void an_outage_leaves_times_pending_and_they_are_had_afterwards() throws Exception {
        try (var database = TestDatabases.fresh()) {
            var kept = new ExhibitStamps(JdbcClient.create(database.filer()));
            var authority = open();
            var server = serve(authority, 0);
            var port = server.getAddress().getPort();
            var place = URI.create("http://127.0.0.1:" + port + "/");
            vault.add(exhibit(0));
            try (var times = times(authority, place, kept)) {
                times.start(() -> vault, _ -> Optional.of(NOON.minusSeconds(60)));
                until(() -> kept.isStamped(exhibit(0)));
                assertThat(times.pending()).as("sealed before this node began").isEmpty();

                server.stop(0);
                for (var number = 1; number <= 70; number++) times.sealed(exhibit(number));
                assertThat(times.pending(exhibit(70))).contains(NOON);
                assertThat(times.pending()).hasSize(70);
                assertThat(kept.reply(exhibit(1))).isEmpty();

                server = serve(authority, port);
                until(() -> times.pending().isEmpty());
                for (var number = 0; number <= 70; number++) {
                    var sha256 = exhibit(number);
                    var told =
                            Timestamp.of(
                                    kept.reply(sha256).orElseThrow(),
                                    sha256.bytes(),
                                    List.of(authority.entry()));
                    assertThat(told.at()).isEqualTo(NOON);
                }
                times.sealed(exhibit(1));
                assertThat(times.pending()).as("stamped once is stamped").isEmpty();
            } finally {
                server.stop(0);
            }
        }
    }

    /** What waits outlives the process. */
    @Test
    void what_waits_is_asked_for_after_a_restart() throws Exception {
        try (var database = TestDatabases.fresh()) {
            var kept = new ExhibitStamps(JdbcClient.create(database.filer()));
            var authority = open();
            var gone = serve(authority, 0);
            var port = gone.getAddress().getPort();
            gone.stop(0);
            var place = URI.create("http://127.0.0.1:" + port + "/");
            try (var times = times(authority, place, kept)) {
                times.sealed(exhibit(1));
                assertThat(times.batch(List.of(exhibit(1)))).as("nobody answers").isFalse();
                assertThat(times.pending()).hasSize(1);
            }
            var server = serve(authority, port);
            try (var times = times(authority, place, kept)) {
                times.start(List::of, _ -> Optional.empty());
                until(() -> times.pending().isEmpty());
                assertThat(kept.isStamped(exhibit(1))).isTrue();
            } finally {
                server.stop(0);
            }
        }
    }

    /** No checkpoint is stamped here. */
    private static final class Nothing implements Stamps {
        @Override
        public void keep(Stamp stamp) {
            throw new IllegalStateException("no checkpoint is stamped here");
        }

        @Override
        public long newest() {
            return 0;
        }

        @Override
        public Optional<Stamp> holding(long index) {
            return Optional.empty();
        }
    }

    private static void until(BooleanSupplier is) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!is.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
