package comity.node.desk;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import comity.node.Comity;
import comity.node.courier.TlsIdentity;
import comity.node.database.ClaimedPort;
import comity.node.database.TestDatabases;
import comity.node.identity.RelyingParty;
import comity.node.identity.SoftwarePasskey;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.openid.Provider;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Borduria's node, whole, on a real database, with Arcadia as a partner that sends it acts. All
 * tests that talk to it over HTTP share it, each on dockets of its own.
 */
@SpringBootTest(
        classes = {Comity.class, Borduria.Clocks.class},
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
abstract class Borduria {
    static final Nation ARCADIA = Nation.arcadia();
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path DATA = TestDatabases.folder("borduria");

    /** Arcadia's certificate, as its introduction names it. */
    static final TlsIdentity ARCADIA_TLS =
            TlsIdentity.open(
                    TestDatabases.folder("arcadia-tls").resolve("tls.p12"),
                    "a test's secret",
                    "XA",
                    InstantSource.system(),
                    new SecureRandom());

    /** The onion service whose tor would hand on to {@link #ONION_PORT}. */
    static final String ONION = "http://" + "borduria".repeat(7) + ".onion";

    static final ClaimedPort ONION_PORT = claimed();

    private static ClaimedPort claimed() {
        try {
            return ClaimedPort.any();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mail server that this node is told of. */
    static final GreenMail MAIL = mail();

    /** The OpenID provider that its people may sign in through. */
    static final Provider PROVIDER =
            new Provider("orban", "katz", "third", "stranger", "refused", "twice");

    private static GreenMail mail() {
        var server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        return server;
    }

    @TestConfiguration
    static class Clocks {
        /** Starts at the world's noon and goes on when a test says so. */
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }

    static final class TestClock implements InstantSource {
        private volatile Instant now = Nation.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @Autowired Registry registry;
    @Autowired JdbcClient database;
    @Autowired RelyingParty relyingParty;
    @Autowired TestClock clock;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        var logins = TestDatabases.logins();
        settings.add("comity.data", DATA::toString);
        settings.add("comity.state-file", Borduria::stateFile);
        settings.add("comity.port", () -> 0);
        settings.add("comity.federation-port", () -> 0);
        settings.add("comity.demo", () -> true);
        settings.add("comity.onion.address", () -> ONION);
        settings.add("comity.onion.port", ONION_PORT::number);
        settings.add("comity.timestamps.every", () -> "1s");
        settings.add("comity.within.restricted.hash-list", Borduria::hashList);
        settings.add("comity.within.restricted.cleared", () -> "mora");
        settings.add("comity.openid.issuer", PROVIDER::issuer);
        settings.add("comity.openid.name", () -> "Guild of Borduria");
        settings.add("comity.openid.client-id", () -> Provider.CLIENT);
        settings.add("comity.openid.client-secret-file", Borduria::clientSecret);
        settings.add("comity.mail.host", () -> "127.0.0.1");
        settings.add("comity.mail.port", () -> MAIL.getSmtp().getPort());
        settings.add("comity.mail.tls", () -> "NONE");
        settings.add("comity.mail.look", () -> "1s");
        settings.add("comity.inquiries.look", () -> "1s");
        settings.add("comity.database.url", () -> logins.owner().url());
        settings.add("comity.database.owner", () -> logins.owner().role());
        settings.add("comity.database.owner-password", () -> logins.owner().password());
        settings.add("comity.database.filer", () -> logins.filer().role());
        settings.add("comity.database.filer-password", () -> logins.filer().password());
        settings.add("comity.database.eraser", () -> logins.eraser().role());
        settings.add("comity.database.eraser-password", () -> logins.eraser().password());
    }

    /** Bytes that a list of hashes names. */
    static final byte[] LISTED = "listed".getBytes(StandardCharsets.UTF_8);

    private static String hashList() {
        try {
            return Files.writeString(
                            DATA.resolve("hashes"),
                            "# of a test\n" + Digest.of(LISTED).hex() + "  category 1\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String clientSecret() {
        try {
            var file = DATA.resolve("openid.secret");
            Files.writeString(file, Provider.SECRET + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stateFile() {
        try {
            Files.createDirectories(DATA.resolve("peers"));
            Files.write(
                    DATA.resolve("peers").resolve("XA.json"),
                    CanonicalJson.bytes(
                            Json.object()
                                    .with("state", "XA")
                                    .with("root", ARCADIA.root().fingerprint().hex())
                                    .with("url", "https://127.0.0.1:9")
                                    .with("certificate", ARCADIA_TLS.certificate().hex())));
            return Files.writeString(DATA.resolve("state.json"), STATE).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String STATE =
            """
            {"state": "XB", "name": {"en": "Borduria"},
             "authorities": [
              {"id": "XB.central-authority", "name": {"en": "CA"}, "offices": ["CAO", "CUS"]},
              {"id": "XB.oversight", "name": {"en": "Oversight"}, "offices": ["OVS"]},
              {"id": "XB.court", "name": {"en": "Court of Borduria", "ar": "محكمة بوردوريا"}, "offices": ["JUD"]},
              {"id": "XB.prosecution", "name": {"en": "Prosecution"}, "offices": ["INV", "PRO"]},
              {"id": "XB.register-of-laws", "name": {"en": "Register of laws"}, "offices": ["LAW"]},
              {"id": "XB.registry-of-persons", "name": {"en": "Registry of persons"}, "offices": ["REG"]},
              {"id": "XB.filter", "name": {"en": "Filter"}, "offices": ["FIL"]},
              {"id": "XB.bar", "name": {"en": "Bar"}, "offices": ["DEF"]},
              {"id": "XB.translation", "name": {"en": "Translation"}, "offices": ["TRA"]},
              {"id": "XB.operations", "name": {"en": "Operations"}, "offices": ["ADM"]},
              {"id": "XB.contact-point", "name": {"en": "Contact point of Borduria"}, "offices": ["DUT"]},
              {"id": "XB.provider.harbourmail", "name": {"en": "Harbourmail"}, "offices": ["PRV"]},
              {"id": "XB.provider.other", "name": {"en": "Other"}, "offices": ["PRV"]}],
             "people": [
              {"id": "katz", "name": "Miriam Katz", "mail": "katz@central.example", "language": "fr", "offices": [{"authority": "XB.central-authority", "office": "CAO"}]},
              {"id": "mora", "name": "Lena Mora", "mail": "mora@central.example", "language": "fr", "offices": [{"authority": "XB.central-authority", "office": "CAO"}]},
              {"id": "ortega", "name": "Ana Ortega", "mail": "ortega@central.example", "language": "fr", "offices": [{"authority": "XB.central-authority", "office": "CAO"}]},
              {"id": "lindqvist", "name": "Erik Lindqvist", "offices": [{"authority": "XB.central-authority", "office": "CAO"}, {"authority": "XB.central-authority", "office": "CUS"}]},
              {"id": "okafor", "name": "Ngozi Okafor", "mail": "okafor@court.example", "offices": [{"authority": "XB.court", "office": "JUD"}]},
              {"id": "adeyemi", "name": "Folake Adeyemi", "offices": [{"authority": "XB.court", "office": "JUD"}]},
              {"id": "inspector", "name": "Ida Inspector", "offices": [{"authority": "XB.oversight", "office": "OVS"}]},
              {"id": "iqbal", "name": "Sana Iqbal", "offices": [{"authority": "XB.oversight", "office": "OVS"}]},
              {"id": "keller", "name": "Uwe Keller", "offices": [{"authority": "XB.oversight", "office": "OVS"}]},
              {"id": "orban", "name": "Ada Orban", "offices": [{"authority": "XB.prosecution", "office": "INV"}]},
              {"id": "zelenka", "name": "Piotr Zelenka", "offices": [{"authority": "XB.register-of-laws", "office": "LAW"}]},
              {"id": "ozols", "name": "Ilze Ozols", "offices": [{"authority": "XB.register-of-laws", "office": "LAW"}]},
              {"id": "weiss", "name": "Anna Weiss", "offices": [{"authority": "XB.registry-of-persons", "office": "REG"}]},
              {"id": "dube", "name": "Themba Dube", "offices": [{"authority": "XB.registry-of-persons", "office": "REG"}]},
              {"id": "finch", "name": "Robin Finch", "offices": [{"authority": "XB.filter", "office": "FIL"}]},
              {"id": "tanaka", "name": "Yuki Tanaka", "offices": [{"authority": "XB.translation", "office": "TRA"}]},
              {"id": "root", "name": "Rita Root", "offices": [{"authority": "XB.operations", "office": "ADM"}]},
              {"id": "nyberg", "name": "Sven Nyberg", "offices": [{"authority": "XB.contact-point", "office": "DUT"}]},
              {"id": "sousa", "name": "Rita Sousa", "offices": [{"authority": "XB.contact-point", "office": "DUT"}]},
              {"id": "lund", "name": "Petra Lund", "offices": [{"authority": "XB.prosecution", "office": "PRO"}]},
              {"id": "holm", "name": "Ines Holm", "offices": [{"authority": "XB.bar", "office": "DEF"}]},
              {"id": "moreau", "name": "Claire Moreau", "offices": [{"authority": "XB.provider.harbourmail", "office": "PRV"}]},
              {"id": "other", "name": "Otto Other", "offices": [{"authority": "XB.provider.other", "office": "PRV"}]}],
             "profile": {"centralAuthority": "XB.central-authority", "languages": ["en"]},
             "provisions": {"format": "comity-provisions/1", "reason": "First.", "complete": [7, 9], "provisions": [
              {"id": "XB/118", "label": "Penal Code of Borduria, article 118", "title": "Illegal access", "articles": [7], "conduct": ["ACCESS"], "elements": ["WITHOUT_RIGHT", "INTENT"], "base": 24, "source": "Gazette", "asOf": "2026-01-01", "confidence": "seen"},
              {"id": "XB/121", "label": "Penal Code of Borduria, article 121", "title": "Interference with data", "articles": [9], "conduct": ["DAMAGE_DATA", "SUPPRESS_DATA"], "elements": ["WITHOUT_RIGHT", "INTENT"], "base": 96, "source": "Gazette", "asOf": "2026-01-01", "confidence": "seen"},
              {"id": "XB/77", "label": "Penal Code of Borduria, article 77", "title": "Propaganda", "articles": [], "conduct": ["EXPRESS"], "elements": ["FORBIDDEN_MESSAGE"], "base": 72, "source": "Gazette", "asOf": "2026-01-01", "confidence": "seen", "speech": true}]}}
            """;

    /**
     * A person of Borduria in an office, and of each a passkey that stays theirs: not among them is
     * Ana Ortega, who loses hers for good.
     */
    enum Who {
        KATZ("katz", "XB.central-authority/CAO"),
        MORA("mora", "XB.central-authority/CAO"),
        LINDQVIST("lindqvist", "XB.central-authority/CAO"),
        CUSTODIAN("lindqvist", "XB.central-authority/CUS"),
        OKAFOR("okafor", "XB.court/JUD"),
        /** The judge of review. */
        ADEYEMI("adeyemi", "XB.court/JUD"),
        ORBAN("orban", "XB.prosecution/INV"),
        INSPECTOR("inspector", "XB.oversight/OVS"),
        IQBAL("iqbal", "XB.oversight/OVS"),
        /** Who proposes more than the others: nobody else counts on what is left to them. */
        KELLER("keller", "XB.oversight/OVS"),
        ZELENKA("zelenka", "XB.register-of-laws/LAW"),
        OZOLS("ozols", "XB.register-of-laws/LAW"),
        WEISS("weiss", "XB.registry-of-persons/REG"),
        DUBE("dube", "XB.registry-of-persons/REG"),
        TANAKA("tanaka", "XB.translation/TRA"),
        ROOT("root", "XB.operations/ADM"),
        /** Two on duty. */
        NYBERG("nyberg", "XB.contact-point/DUT"),
        SOUSA("sousa", "XB.contact-point/DUT"),
        LUND("lund", "XB.prosecution/PRO"),
        FINCH("finch", "XB.filter/FIL"),
        HOLM("holm", "XB.bar/DEF"),
        MOREAU("moreau", "XB.provider.harbourmail/PRV"),
        OTHER("other", "XB.provider.other/PRV");

        final String person;
        final String office;

        Who(String person, String office) {
            this.person = person;
            this.office = office;
        }
    }

    /** An answer and what was asked. */
    record Answer(String asked, HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        Json json() {
            try {
                return JsonReader.interchange(response.body());
            } catch (MalformedJson e) {
                throw new AssertionError(asked + ": " + text(), e);
            }
        }

        Json.Obj object() {
            return json() instanceof Json.Obj object ? object : Json.EMPTY;
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        /** The word after {@code urn:comity:problem:}. */
        String code() {
            return object().text("type").orElse("").replace("urn:comity:problem:", "");
        }

        Answer expect(int status) {
            if (status() != status)
                throw new AssertionError(asked + " -> " + status() + " " + text());
            return this;
        }
    }

    Answer send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            return new Answer(
                    request.method() + " " + request.uri().getPath(),
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(relyingParty.origin() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json");
    }

    HttpRequest.Builder request(Who who, String path) {
        return request(who.person, who.office, path);
    }

    HttpRequest.Builder request(String person, String office, String path) {
        return request(path)
                .header("Authorization", "Bearer " + token(person))
                .header("Comity-Office", office);
    }

    String token(Who who) {
        return token(who.person);
    }

    private String token(String person) {
        return send(json(request("/demo/session"), "POST", Json.object().with("person", person)))
                .expect(201)
                .object()
                .text("token")
                .orElseThrow();
    }

    static HttpRequest.Builder json(HttpRequest.Builder builder, String method, Json body) {
        return bytes(builder, method, CanonicalJson.bytes(body));
    }

    static HttpRequest.Builder bytes(HttpRequest.Builder builder, String method, byte[] body) {
        return builder.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    Answer get(Who who, String path) {
        return send(request(who, path).GET());
    }

    Answer post(Who who, String path, Json body) {
        return send(json(request(who, path), "POST", body));
    }

    /** A docket on which Arcadia's request has arrived; its digest. */
    Digest arrived(UUID docket) {
        if (registry.directories().of("XA").isEmpty()) {
            receive(ARCADIA.directory());
            receive(ARCADIA.profile());
        }
        var authorisation = receive(ARCADIA.authorise(registry, docket));
        return receive(ARCADIA.request(registry, docket, authorisation));
    }

    Digest receive(Envelope act) {
        var filing = registry.receive(act, Set.of());
        if (filing instanceof Filing.Filed(var digest, _)) return digest;
        throw new AssertionError("not received: " + filing);
    }

    /** Gives a docket to somebody whom the record does not name. */
    Answer assign(Who by, UUID docket, Who who, String... sections) {
        return post(
                by,
                "/dockets/" + docket + "/people",
                Json.object()
                        .with("kind", "GIVEN")
                        .with("person", who.person)
                        .with("office", who.office)
                        .with("sections", Json.strings(List.of(sections))));
    }

    /** What Zelenka sends is entered, and Ozols activates it; the answer to what was sent. */
    Json.Obj enacted(String path, Json body) {
        var entered = post(Who.ZELENKA, path, body).expect(202).object();
        activated(Who.OZOLS, entered).expect(201);
        return entered;
    }

    Answer activated(Who who, Json.Obj entered) {
        if (!(entered.get("entry").orElseThrow() instanceof Json.Real(var number)))
            throw new AssertionError(entered.toString());
        return post(who, "/law/entries/" + (long) number + "/activation", Json.EMPTY);
    }

    /** The newest of what waits for a second registrar. */
    Json.Obj awaited(Who who) {
        var waiting = ((Json.Arr) get(who, "/law/entries").expect(200).json()).items();
        return (Json.Obj) waiting.getLast();
    }

    /** As if this node had drawn it; the number of what has begun stays what it is. */
    void drawn(UUID docket) {
        if (registry.docket(docket).isEmpty())
            database.sql(
                            "INSERT INTO docket_number (docket, drawn_at) VALUES (:docket, now())"
                                    + " ON CONFLICT DO NOTHING")
                    .param("docket", docket)
                    .update();
    }

    /**
     * What somebody has filed. The node's own jobs file draws, figures and replies whenever their
     * hour comes, and it comes to all that share a node.
     */
    List<String> filed() {
        return database.sql(
                        """
                        SELECT DISTINCT kind || ' ' || CASE kind WHEN 'complaint' THEN docket::text
                            ELSE id || ' ' || (convert_from(header, 'UTF8')::json ->> 'type') END
                        FROM act
                        WHERE kind IN ('complaint', 'cooperation', 'directory', 'law', 'persons')
                        ORDER BY 1
                        """)
                .query(String.class)
                .list();
    }

    Answer propose(Who who, UUID docket, String type, Json.Obj content) {
        drawn(docket);
        return post(
                who,
                "/dockets/" + docket + "/proposals",
                Json.object().with("type", type).with("content", content));
    }

    /** Proposes, signs where a person has to, and files; the digest. */
    Digest take(Who who, UUID docket, String type, Json.Obj content) {
        var proposal = propose(who, docket, type, content).expect(201).object();
        return new Digest(file(who, proposal).expect(201).object().text("digest").orElseThrow());
    }

    Answer file(Who who, Json.Obj proposal) {
        var id = proposal.text("proposal").orElseThrow();
        var body = Json.object();
        if (proposal.bool("personal").orElse(false))
            body =
                    body.with(
                            "personal",
                            post(
                                            who,
                                            "/demo/assertions",
                                            Json.object()
                                                    .with("person", who.person)
                                                    .with("proposal", id))
                                    .expect(201)
                                    .object());
        return post(who, "/proposals/" + id + "/filing", body);
    }

    static Path corpora() {
        var named = System.getenv("COMITY_CORPORA");
        var folder =
                named != null
                        ? Path.of(named)
                        : Path.of(System.getProperty("comity.root", "."))
                                .resolve("../shared/corpora")
                                .normalize();
        if (!Files.isDirectory(folder)) System.out.println("skipped: no corpora at " + folder);
        Assumptions.assumeTrue(Files.isDirectory(folder));
        return folder;
    }

    /** Where the node's files lie. */
    static Path data() {
        return DATA;
    }

    /** The software passkey that the demo keeps for {@code person}. */
    static SoftwarePasskey passkey(String person) {
        try {
            return SoftwarePasskey.of(
                    JsonReader.actObject(Files.readAllBytes(DATA.resolve("demo-people.json")))
                            .object(person)
                            .orElseThrow());
        } catch (IOException | MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    static Json.Obj terms(Map<String, String> terms) {
        var said = Json.object();
        for (var term : terms.entrySet()) said = said.with(term.getKey(), term.getValue());
        return said;
    }

    static Json.Obj scope(Json.Obj terms) {
        return terms.with("categories", Json.strings(List.of("CONTENT")))
                .with("from", "2026-10-01")
                .with("to", "2026-10-10");
    }

    static Json.Obj subject() {
        return Json.object().with("accounts", Json.strings(List.of("k.orlov@harbourmail.example")));
    }

    static Json.Obj reasons() {
        return Json.object().with("reasons", "For the reasons that this file gives.");
    }

    /** An officer finds that a safeguard does not stand in the way. */
    Digest clear(Who officer, UUID docket, Digest request, String safeguard) {
        return take(
                officer,
                docket,
                "find",
                Json.object()
                        .with(
                                "terms",
                                terms(
                                        Map.of(
                                                "request",
                                                request.hex(),
                                                "safeguard",
                                                safeguard,
                                                "outcome",
                                                "CLEAR")))
                        .with("reasons", reasons()));
    }

    /** A request that arrived, and every step up to the order to the provider. */
    Digest ordered(UUID docket) {
        var request = arrived(docket);
        for (var safeguard : List.of("40(22)", "6(2)")) clear(Who.KATZ, docket, request, safeguard);
        take(Who.KATZ, docket, "assess", WalkTest.assessed(request));
        var authorised =
                take(Who.OKAFOR, docket, "authorise-execution", WalkTest.execution(request));
        return take(Who.LINDQVIST, docket, "order", WalkTest.order(authorised));
    }

    /** A docket, the order on it, what was produced under it, and the exhibit's hash. */
    record Case(UUID docket, Digest order, Digest exhibit) {
        String path() {
            return "/exhibits/" + exhibit.hex();
        }
    }

    Case produced(String name, byte[] bytes) {
        var docket = UUID.randomUUID();
        var order = ordered(docket);
        var exhibit = upload(order, name, bytes);
        take(
                Who.MOREAU,
                docket,
                "produce",
                WalkTest.production(order)
                        .with(
                                "exhibits",
                                Json.object().with("exhibits", new Json.Arr(List.of(exhibit)))));
        return new Case(docket, order, Digest.of(bytes));
    }

    Json.Obj upload(Digest order, String name, byte[] bytes) {
        return upload(Who.MOREAU, order, name, bytes);
    }

    Json.Obj upload(Who who, Digest order, String name, byte[] bytes) {
        var place =
                send(request(who, "/exhibits")
                                .header("Tus-Resumable", "1.0.0")
                                .header("Upload-Length", Long.toString(bytes.length))
                                .header(
                                        "Upload-Metadata",
                                        "order "
                                                + base64(order.hex())
                                                + ",filename "
                                                + base64(name)
                                                + ",sha256 "
                                                + base64(Digest.of(bytes).hex()))
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .expect(201)
                        .response()
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        send(request(who, place)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes)))
                .expect(204);
        return post(who, place + "/seal", Json.EMPTY).expect(201).object();
    }

    /** Opens an exhibit, as a person does: says where and why, and then takes its bytes. */
    Answer opened(Who who, UUID docket, Digest exhibit) {
        var path = "/exhibits/" + exhibit.hex();
        var said =
                terms(
                        Map.of(
                                "docket", docket.toString(),
                                "place", "Evidence room 2",
                                "reasons", "To examine it."));
        post(who, path + "/opening", said).expect(201);
        return get(who, path).expect(200);
    }

    /** As the node keeps it when {@code officer} confirmed in person that a passkey was lost. */
    void confirmedPasskey(Who officer, Who person, Duration ago) {
        database.sql(
                        """
                        INSERT INTO enrolment
                          (code_hash, person, authority, expires_at, used_at, officer)
                        VALUES (:hash, :person, :authority, :at, :at, :officer)
                        """)
                .param(
                        "hash",
                        Digest.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
                                .bytes())
                .param("person", person.person)
                .param("authority", person.office.split("/")[0])
                .param("officer", officer.person)
                .param("at", Timestamp.from(clock.instant().minus(ago)))
                .update();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
