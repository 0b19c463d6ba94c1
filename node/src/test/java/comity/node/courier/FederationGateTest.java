package comity.node.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is heard on the federation port, and that the two ports answer for nothing of each other. */
class FederationGateTest {
    private static final InstantSource NOW =
            InstantSource.fixed(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    private final SecureRandom random = new SecureRandom();
    private final Tomcat tomcat = new Tomcat();
    private final Connector pages = new Connector();
    @TempDir Path folder = Path.of("");
    private @Nullable Connector federation;
    private @Nullable TlsIdentity borduria;
    private @Nullable TlsIdentity arcadia;
    private @Nullable Peers peers;

    @BeforeEach
    void borduria_knows_arcadia() throws Exception {
        var own = identity("XB", NOW.instant());
        var partner = identity("XA", NOW.instant());
        var known = new Peers("XB", folder.resolve("peers"));
        var port = FederationPort.connector(0, "127.0.0.1", own);
        borduria = own;
        arcadia = partner;
        peers = known;
        federation = port;
        introduce(partner);
        pages.setProperty("address", "127.0.0.1");
        pages.setPort(0);
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setConnector(pages);
        tomcat.getService().addConnector(port);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "rest", new Saying());
        context.addServletMappingDecoded("/", "rest");
        var gate = new FilterDef();
        gate.setFilterName("gate");
        gate.setFilter(new FederationGate(known, port::getLocalPort));
        context.addFilterDef(gate);
        var everywhere = new FilterMap();
        everywhere.setFilterName("gate");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void hears_a_registered_partner_and_knows_which() throws Exception {
        assertThat(ask(arcadia(), "/federation/acts").body()).isEqualTo("said XA");
    }

    @Test
    void refuses_a_certificate_that_nobody_introduced() throws Exception {
        assertRefused(ask(identity("XC", NOW.instant()), "/federation/acts"), 403, "peer-unknown");
    }

    @Test
    void refuses_another_certificate_with_a_partners_name() throws Exception {
        Files.delete(folder.resolve("XA.p12"));

        assertRefused(ask(identity("XA", NOW.instant()), "/federation/acts"), 403, "peer-unknown");
    }

    @Test
    void refuses_a_partners_certificate_that_has_expired() throws Exception {
        Files.delete(folder.resolve("XA.p12"));
        var expired = identity("XA", NOW.instant().minus(900, ChronoUnit.DAYS));
        introduce(expired);

        assertRefused(ask(expired, "/federation/acts"), 403, "peer-unknown");
    }

    @Test
    void hears_nobody_whose_introduction_was_taken_away() throws Exception {
        Files.delete(folder.resolve("peers").resolve("XA.json"));
        Objects.requireNonNull(peers).reread();

        assertRefused(ask(arcadia(), "/federation/acts"), 403, "peer-unknown");
    }

    @Test
    void goes_on_hearing_a_partner_whose_introduction_was_damaged() throws Exception {
        Files.writeString(folder.resolve("peers").resolve("XA.json"), "{");
        Objects.requireNonNull(peers).reread();

        assertThat(ask(arcadia(), "/federation/acts").body()).isEqualTo("said XA");
    }

    @Test
    void shakes_no_hand_without_a_certificate() throws Exception {
        var bare = SSLContext.getInstance("TLSv1.3");
        bare.init(
                null, new javax.net.ssl.TrustManager[] {new TlsIdentity.Pinned(_ -> true)}, random);

        assertThatThrownBy(() -> ask(bare, "/federation/acts")).isInstanceOf(IOException.class);
    }

    @Test
    void is_not_spoken_to_when_it_shows_another_certificate_than_introduced() {
        var suspicious = arcadia().client(_ -> false);

        assertThatThrownBy(() -> ask(suspicious, "/federation/acts"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answers_nothing_else_on_the_federation_port() throws Exception {
        for (var path : new String[] {"/", "/worklist", "/session", "/federation/../worklist"})
            assertRefused(ask(arcadia(), path), 404, "not-here");
    }

    @Test
    void answers_nothing_of_the_federation_on_the_pages_port() throws Exception {
        for (var path :
                new String[] {
                    "/federation/acts",
                    "/%66ederation/acts",
                    "/x/../federation/acts",
                    "/federation;x=1/acts"
                }) {
            try (var http = HttpClient.newHttpClient()) {
                var uri = URI.create("http://127.0.0.1:" + pages.getLocalPort() + path);
                assertRefused(
                        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()),
                        404,
                        "not-here");
            }
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("urn:comity:problem:" + code);
    }

    private TlsIdentity identity(String state, Instant made) {
        return Identities.of(folder, state, InstantSource.fixed(made));
    }

    private void introduce(TlsIdentity identity) throws Exception {
        var root = Digest.of(new byte[0]);
        Files.write(
                folder.resolve("peers").resolve("XA.json"),
                CanonicalJson.bytes(
                        new Introduction(
                                        "XA",
                                        root,
                                        List.of(),
                                        "https://127.0.0.1:1",
                                        identity.certificate())
                                .json()));
        Objects.requireNonNull(peers).reread();
    }

    private HttpResponse<String> ask(TlsIdentity as, String path) throws Exception {
        return ask(as.client(Objects.requireNonNull(borduria).certificate()::equals), path);
    }

    private HttpResponse<String> ask(SSLContext as, String path) throws Exception {
        try (var http = HttpClient.newBuilder().sslContext(as).build()) {
            var uri = URI.create("https://127.0.0.1:" + federation().getLocalPort() + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    private Connector federation() {
        return Objects.requireNonNull(federation);
    }

    private TlsIdentity arcadia() {
        return Objects.requireNonNull(arcadia);
    }

    /** What stands behind the gate: says whom the gate let in. */
    private static final class Saying extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter().write("said " + request.getAttribute(FederationGate.PEER));
        }
    }
}
