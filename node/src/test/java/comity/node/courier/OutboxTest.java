package comity.node.courier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.node.publication.Cosigned;
import comity.node.publication.LogSigner;
import comity.node.publication.Publication;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a partner is asked, over real TLS, and how often one that does not answer. */
@Timeout(120)
class OutboxTest {
    private static final int FILED = 1_000;

    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final Database database = TestDatabases.fresh();
    private final Registry registry = borduria.registry(database, arcadia);
    private final UUID docket = ActId.next(Nation.NOON, new Random(11));
    @TempDir Path folder = Path.of("");

    @BeforeEach
    void knows_arcadia() {
        assertThat(registry.receive(arcadia.directory(), Set.of()))
                .isInstanceOf(Filing.Filed.class);
        assertThat(registry.receive(arcadia.profile(), Set.of())).isInstanceOf(Filing.Filed.class);
    }

    @AfterEach
    void closes() {
        registry.close();
        database.close();
    }

    /** An act came before what it has seen. */
    @Test
    void asks_for_what_is_missing_and_files_what_waited_for_it() throws Exception {
        var authorisation = arcadia.authorise(registry, docket);
        var request = parked(authorisation);
        assertThat(registry.missing("XA", 10)).containsExactly(authorisation.digest());
        var theirs = identity("XA");
        var server = serving(theirs, authorisation);
        var outbox = outbox(server.getAddress().getPort(), theirs, new Cursors(database.filer()));
        try {
            Thread.ofVirtual().start(outbox);
            while (registry.docket(docket).size() < 2) LockSupport.parkNanos(20_000_000);
        } finally {
            outbox.stop();
            server.stop(0);
        }

        assertThat(registry.docket(docket))
                .extracting(stored -> stored.digest())
                .containsExactly(authorisation.digest(), request.digest());
        assertThat(registry.missing("XA", 10)).isEmpty();
    }

    /** Each attempt reads acts; a node that files a thousand meanwhile has something else to do. */
    @Test
    void tries_a_partner_that_does_not_answer_no_more_often_because_acts_are_filed()
            throws Exception {
        parked(arcadia.authorise(registry, docket));
        var told = new Counted(new Cursors(database.filer()), new AtomicInteger());
        var outbox = outbox(portOfNobody(), identity("XA"), told);
        try {
            Thread.ofVirtual().start(outbox);
            while (told.attempts.get() == 0) LockSupport.parkNanos(1_000_000);
            for (var i = 0; i < FILED; i++) {
                outbox.wake();
                LockSupport.parkNanos(3_000_000);
            }
        } finally {
            outbox.stop();
        }

        assertThat(told.attempts.get()).isLessThan(FILED / 20);
    }

    private static int portOfNobody() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    /** How often it was looked up what there is to tell. */
    private record Counted(Deliveries all, AtomicInteger attempts) implements Deliveries {
        @Override
        public long of(String follower) {
            attempts.incrementAndGet();
            return all.of(follower);
        }

        @Override
        public void move(String follower, long position) {
            all.move(follower, position);
        }

        @Override
        public void answered(String peer, Digest act, String outcome, String why) {
            all.answered(peer, act, outcome, why);
        }

        @Override
        public List<Digest> open(String peer, int limit) {
            return all.open(peer, limit);
        }

        @Override
        public Optional<String> outcome(String peer, Digest act) {
            return all.outcome(peer, act);
        }
    }

    private Envelope parked(Envelope authorisation) {
        var request =
                arcadia.request(
                        registry,
                        docket,
                        authorisation.digest(),
                        new TreeSet<>(Set.of(authorisation.digest())));
        assertThat(registry.receive(request, Set.of())).isInstanceOf(Filing.Parked.class);
        return request;
    }

    private Outbox outbox(int port, TlsIdentity theirs, Deliveries deliveries) {
        return new Outbox(
                "XB",
                new Introduction(
                        "XA",
                        arcadia.root().fingerprint(),
                        List.of(),
                        "https://127.0.0.1:" + port,
                        theirs.certificate()),
                registry,
                publication(),
                deliveries,
                new AuthoritySeals() {
                    @Override
                    public Optional<Json.Obj> seal(byte[] sections, Header act, String partner) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<byte[]> open(Json.Obj sealed, Header act) {
                        return Optional.of(CanonicalJson.bytes(sealed));
                    }
                },
                HttpClient.newBuilder()
                        .sslContext(identity("XB").client(theirs.certificate()::equals))
                        .build(),
                new Random(1));
    }

    private TlsIdentity identity(String state) {
        return Identities.of(folder, state, InstantSource.system());
    }

    /** A partner that answers one question: it hands over the act that is asked for. */
    private static HttpsServer serving(TlsIdentity as, Envelope act) throws Exception {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(as.client(_ -> true)));
        var body =
                CanonicalJson.bytes(
                        Json.object()
                                .with("envelope", act.withholding(_ -> false).json())
                                .with("sealed", act.json().object("sections").orElseThrow())
                                .with("internal", Json.strings(List.of())));
        server.createContext(
                "/",
                exchange -> {
                    var here =
                            exchange.getRequestURI()
                                    .getPath()
                                    .equals("/federation/acts/" + act.digest().hex());
                    exchange.sendResponseHeaders(here ? 200 : 404, here ? body.length : -1);
                    if (here) exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private Publication publication() {
        return new Publication(
                registry,
                signer(),
                new Cosigned(JdbcClient.create(database.filer())),
                Nation.CLOCK,
                folder,
                () -> {});
    }

    private LogSigner signer() {
        return LogSigner.of(borduria.log(), borduria.witness());
    }
}
