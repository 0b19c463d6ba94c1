package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.evidence.exhibit.PayloadSeal;
import comity.node.courier.TlsIdentity;
import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a partner, or somebody who says so, can do to the federation port: over real TLS, at the
 * running node. Each answer is a plain one, nothing is half-applied, and the port goes on.
 */
class FederationTest extends Borduria {
    private final UUID docket = ActId.next(Nation.NOON, new Random());
    @TempDir Path folder = Path.of("");
    private Digest certificate = Digest.of(new byte[0]);
    private URI federation = URI.create("https://127.0.0.1:1");

    @BeforeEach
    void knows_the_way() throws Exception {
        var ready = ready();
        federation = URI.create(ready.text("federationUrl").orElseThrow());
        certificate = new Digest(read("introduction.json").text("certificate").orElseThrow());
        // What earlier tests presented in vain is forgotten by now.
        clock.pass(Duration.ofMinutes(2));
        if (registry.directories().of("XA").isEmpty()) {
            receive(ARCADIA.directory());
            receive(ARCADIA.profile());
        }
    }

    private Json.Obj ready() throws Exception {
        return read("ready.json");
    }

    private static Json.Obj read(String name) throws Exception {
        return JsonReader.actObject(Files.readAllBytes(data().resolve(name)));
    }

    private HttpClient partner() {
        return client(ARCADIA_TLS);
    }

    private HttpClient client(TlsIdentity identity) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(identity.client(certificate::equals))
                .build();
    }

    private HttpResponse<byte[]> post(HttpClient as, byte[] body) throws Exception {
        return as.send(
                HttpRequest.newBuilder(federation.resolve("/federation/acts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Hands acts over as Arcadia's node does; one answer for each. */
    private List<Json.Obj> hand(Json... parcels) throws Exception {
        try (var as = partner()) {
            var response =
                    post(
                            as,
                            CanonicalJson.bytes(
                                    Json.object()
                                            .with("acts", new Json.Arr(Arrays.asList(parcels)))));
            assertThat(response.statusCode()).isEqualTo(200);
            return JsonReader.actObject(response.body()).items("answers").stream()
                    .map(Json.Obj.class::cast)
                    .toList();
        }
    }

    /** As Arcadia's node makes it: the sections sealed to Borduria's central authority. */
    private Json.Obj parcel(Envelope act, Digest... internal) {
        return parcel(act, act.json().object("sections").orElseThrow(), internal);
    }

    private Json.Obj parcel(Envelope act, Json.Obj sections, Digest... internal) {
        var key =
                registry.directories()
                        .of("XB")
                        .flatMap(directory -> directory.sealingKey("XB.central-authority"))
                        .orElseThrow();
        var sealed =
                PayloadSeal.seal(
                        CanonicalJson.bytes(sections),
                        key,
                        "comity-parcel/1 " + act.digest().hex(),
                        new SecureRandom());
        return Json.object()
                .with("envelope", act.withholding(_ -> false).json())
                .with("sealed", sealed)
                .with("internal", Json.strings(Arrays.stream(internal).map(Digest::hex).toList()));
    }

    private static String outcome(Json.Obj answer) {
        return answer.text("outcome").orElse("") + " " + answer.text("code").orElse("");
    }

    @Test
    void an_act_that_is_handed_over_twice_is_there_once_and_answered_the_same() throws Exception {
        var act = ARCADIA.authorise(registry, docket);

        var first = hand(parcel(act), parcel(act));
        var later = hand(parcel(act));

        assertThat(first).extracting(FederationTest::outcome).containsOnly("filed ");
        assertThat(outcome(later.getFirst())).isEqualTo("filed ");
        assertThat(registry.docket(docket)).hasSize(1);
    }

    @Test
    void what_came_in_clear_or_sealed_to_others_or_for_another_act_is_refused() throws Exception {
        var act = ARCADIA.authorise(registry, docket);
        var other = ARCADIA.authorise(registry, docket);
        var clear =
                Json.object()
                        .with("envelope", act.json())
                        .with("internal", Json.strings(List.of()));
        var swapped = parcel(act).with("sealed", parcel(other).object("sealed").orElseThrow());
        var elsewhere =
                parcel(act)
                        .with(
                                "sealed",
                                parcel(act)
                                        .object("sealed")
                                        .orElseThrow()
                                        .with("recipient", "XC.central-authority#seal1"));

        assertThat(hand(clear, swapped, elsewhere))
                .extracting(FederationTest::outcome)
                .containsExactly(
                        "rejected act.malformed",
                        "rejected parcel.does-not-open",
                        "rejected parcel.does-not-open");
        assertThat(registry.act(act.digest())).isEmpty();
    }

    @Test
    void acts_in_the_wrong_order_wait_for_those_that_they_have_seen() throws Exception {
        var other = ActId.next(Nation.NOON, new Random());
        var authorisation = ARCADIA.authorise(registry, other);
        var request =
                ARCADIA.request(
                        registry,
                        other,
                        authorisation.digest(),
                        new java.util.TreeSet<>(Set.of(authorisation.digest())));

        var early = hand(parcel(request));
        var late = hand(parcel(authorisation));

        assertThat(outcome(early.getFirst())).isEqualTo("parked ");
        assertThat(early.getFirst().texts("missing")).containsExactly(authorisation.digest().hex());
        assertThat(outcome(late.getFirst())).isEqualTo("filed ");
        await(() -> registry.docket(other).size() == 2);
        assertThat(registry.missing("XA", 100)).doesNotContain(authorisation.digest());
    }

    @Test
    void an_altered_section_a_wrong_signature_and_a_foreign_author_are_refused() throws Exception {
        var act = ARCADIA.authorise(registry, docket);
        var altered =
                CanonicalJson.text(act.json().object("sections").orElseThrow())
                        .replace("One account, ten days.", "All accounts, all days.");
        var before = filed();

        assertThat(
                        outcome(
                                hand(parcel(
                                                act,
                                                JsonReader.actObject(
                                                        altered.getBytes(StandardCharsets.UTF_8))))
                                        .getFirst()))
                .isEqualTo("rejected act.malformed");
        var forged =
                new Envelope(
                        act.header(),
                        act.sections(),
                        ARCADIA.authorise(registry, docket).signature(),
                        act.personal(),
                        List.of());
        assertThat(outcome(hand(parcel(forged)).getFirst())).startsWith("rejected signature.");
        var unsigned =
                new Envelope(
                        act.header(), act.sections(), act.signature(), Optional.empty(), List.of());
        assertThat(outcome(hand(parcel(unsigned)).getFirst()))
                .isEqualTo("rejected passkey.missing");
        var stranger = new Nation("XC", 7).authorise(registry, docket);
        assertThat(outcome(hand(parcel(stranger)).getFirst())).startsWith("rejected ");
        assertThat(filed()).isEqualTo(before);
    }

    @Test
    void an_act_of_our_own_that_we_never_filed_is_refused() throws Exception {
        var ours = Nation.borduria().authorise(registry, docket);

        assertThat(outcome(hand(parcel(ours)).getFirst()))
                .isEqualTo("rejected author.is-this-state");
    }

    @Test
    void malformed_oversized_and_deep_bodies_are_problems_and_the_port_goes_on() throws Exception {
        var before = filed();
        try (var as = partner();
                var files =
                        Files.list(corpora().resolve("adversarial/JSONTestSuite/test_parsing"))) {
            for (var file : files.sorted().toList()) {
                if (Files.isDirectory(file)) continue;
                var answer = post(as, Files.readAllBytes(file));
                assertThat(answer.statusCode()).as(file.toString()).isIn(400, 413, 422);
                problem(answer);
            }
            problem(
                    post(
                            as,
                            ("{\"acts\":" + "[".repeat(200_000)).getBytes(StandardCharsets.UTF_8)));
            problem(post(as, "{\"acts\":[]}".getBytes(StandardCharsets.UTF_8)));
        }
        try (var as = partner()) {
            assertThatTooLarge(as);
        }
        assertThat(filed()).isEqualTo(before);
        assertThat(outcome(hand(parcel(ARCADIA.authorise(registry, docket))).getFirst()))
                .isEqualTo("filed ");
    }

    private void assertThatTooLarge(HttpClient as) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"acts\":[\"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(new byte[9 << 20]);
        try {
            assertThat(post(as, body.toByteArray()).statusCode()).isEqualTo(413);
        } catch (IOException e) {
            // The node answered and closed while we were still sending, as it may (RFC 9110,
            // 15.5.14).
            assertThat(e).isNotNull();
        }
    }

    @Test
    void a_million_invalid_acts_of_a_partner_are_answered_and_touch_nothing() throws Exception {
        var before = filed();
        var act = ARCADIA.authorise(registry, docket);
        var forged =
                parcel(
                        new Envelope(
                                act.header(),
                                act.sections(),
                                "forged" + act.signature(),
                                act.personal(),
                                List.of()));
        assertThat(hand(forged, forged))
                .extracting(answer -> answer.text("outcome"))
                .containsOnly(Optional.of("rejected"));
        var body =
                CanonicalJson.bytes(
                        Json.object()
                                .with("acts", new Json.Arr(Collections.nCopies(100, Json.EMPTY))));
        var later = 0;
        try (var as = partner()) {
            for (var i = 0; i < 10_000; i++) {
                var answer = post(as, body);
                if (answer.statusCode() == 200) continue;
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                problem(answer);
                later++;
            }
        }

        assertThat(later).as("deliveries that were not read").isEqualTo(10_000 - 10);
        assertThat(filed()).isEqualTo(before);
        assertThat(registry.docket(docket)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(outcome(hand(parcel(ARCADIA.authorise(registry, docket))).getFirst()))
                .isEqualTo("filed ");
    }

    @Test
    void a_body_that_breaks_off_leaves_nothing() throws Exception {
        var before = filed();
        var body =
                CanonicalJson.bytes(
                        Json.object()
                                .with(
                                        "acts",
                                        new Json.Arr(
                                                List.of(
                                                        parcel(
                                                                ARCADIA.authorise(
                                                                        registry, docket))))));
        var factory = ARCADIA_TLS.client(certificate::equals).getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket("127.0.0.1", federation.getPort())) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /federation/acts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, body.length / 2);
            out.flush();
        }
        assertThat(
                        outcome(
                                hand(parcel(
                                                ARCADIA.authorise(
                                                        registry,
                                                        ActId.next(Nation.NOON, new Random()))))
                                        .getFirst()))
                .isEqualTo("filed ");
        assertThat(filed()).hasSize(before.size() + 1);
        assertThat(registry.docket(docket)).isEmpty();
    }

    @Test
    void a_stranger_and_a_partners_name_under_another_key_are_not_heard() throws Exception {
        for (var state : List.of("XC", "XA")) {
            var identity =
                    TlsIdentity.open(
                            folder.resolve(state + ".p12"),
                            "a test's secret",
                            state,
                            InstantSource.system(),
                            new SecureRandom());
            try (var as = client(identity)) {
                var answer = post(as, new byte[0]);
                assertThat(answer.statusCode()).isEqualTo(403);
                problem(answer);
            }
        }
    }

    @Test
    void nobody_speaks_there_without_a_certificate() {
        try (var bare = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> post(bare, new byte[0])).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_partner_is_told_only_of_acts_that_it_may_hold() throws Exception {
        var request = arrived(docket);
        var internal =
                take(
                        Who.KATZ,
                        docket,
                        "find",
                        Json.object()
                                .with(
                                        "terms",
                                        terms(
                                                Map.of(
                                                        "request", request.hex(),
                                                        "safeguard", "40(22)",
                                                        "outcome", "CLEAR")))
                                .with("reasons", reasons()));
        try (var as = partner()) {
            for (var digest : List.of(internal.hex(), "0".repeat(64), "nonsense")) {
                var answer =
                        as.send(
                                HttpRequest.newBuilder(
                                                federation.resolve("/federation/acts/" + digest))
                                        .build(),
                                BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(digest).isEqualTo(404);
                problem(answer);
            }
        }
    }

    private static void problem(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var said = JsonReader.actObject(answer.body());
        assertThat(said.text("type").orElse("")).startsWith("urn:comity:problem:");
        assertThat(said.integer("status")).contains((long) answer.statusCode());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("nothing came of it");
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
