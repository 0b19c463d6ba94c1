package comity.node.completeness;

import comity.node.Comity;
import comity.node.database.TestDatabases;
import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A State's whole node in this process, on ports, a folder and a database of its own. */
final class Neighbour implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final String state;
    private final Path data;
    private final TestDatabases.Logins logins;
    private final ConfigurableApplicationContext context;
    private final String url;

    /**
     * @param more test configurations beside the node's own
     */
    Neighbour(String state, List<String> settings, Class<?>... more) {
        this.state = state;
        this.data = TestDatabases.folder("neighbour-" + state);
        this.logins = TestDatabases.logins();
        var sources = new ArrayList<Class<?>>(List.of(more));
        sources.add(Comity.class);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--comity.data=" + data,
                                "--comity.state-file="
                                        + written(data.resolve("state.json"), file()),
                                "--comity.port=0",
                                "--comity.federation-port=0",
                                "--comity.demo=true",
                                "--comity.database.url=" + logins.owner().url(),
                                "--comity.database.owner=" + logins.owner().role(),
                                "--comity.database.owner-password=" + logins.owner().password(),
                                "--comity.database.filer=" + logins.filer().role(),
                                "--comity.database.filer-password=" + logins.filer().password(),
                                "--comity.database.eraser=" + logins.eraser().role(),
                                "--comity.database.eraser-password=" + logins.eraser().password()));
        arguments.addAll(settings);
        this.context =
                new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                        .run(arguments.toArray(String[]::new));
        this.url = read("ready.json").text("url").orElseThrow();
    }

    private static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file() {
        return """
        {"state": "STATE", "name": {"en": "STATE"},
         "authorities": [
          {"id": "STATE.central-authority", "name": {"en": "CA"}, "offices": ["CAO", "CUS"]},
          {"id": "STATE.oversight", "name": {"en": "Oversight"}, "offices": ["OVS"]},
          {"id": "STATE.court", "name": {"en": "Court"}, "offices": ["JUD"]}],
         "people": [
          {"id": "officer", "name": "Ada Officer", "offices": [{"authority": "STATE.central-authority", "office": "CAO"}]},
          {"id": "inspector", "name": "Ida Inspector", "offices": [{"authority": "STATE.oversight", "office": "OVS"}]},
          {"id": "judge", "name": "Joan Judge", "offices": [{"authority": "STATE.court", "office": "JUD"}]}],
         "profile": {"centralAuthority": "STATE.central-authority", "languages": ["en"]}}
        """
                .replace("STATE", state);
    }

    Json.Obj read(String name) {
        try {
            return JsonReader.actObject(Files.readAllBytes(data.resolve(name)));
        } catch (IOException | MalformedJson e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Its administrator puts the other's introduction where it belongs. */
    void meets(Neighbour other) throws IOException {
        var peers = Files.createDirectories(data.resolve("peers"));
        var part = peers.resolve(other.state + ".part");
        Files.copy(other.data.resolve("introduction.json"), part);
        Files.move(part, peers.resolve(other.state + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Registry registry() {
        return bean(Registry.class);
    }

    static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + 90_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("never: " + what);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** What a superuser does to the database. */
    int tamper(String statement, Digest act) {
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                logins.owner().url(),
                                logins.owner().role(),
                                logins.owner().password());
                var prepared = connection.prepareStatement(statement)) {
            prepared.setBytes(1, act.bytes());
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void forget(Digest act) {
        if (tamper("DELETE FROM act WHERE digest = ?", act) != 1)
            throw new AssertionError("there was no such act to delete");
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json");
    }

    private HttpRequest.Builder as(String person, String path) {
        var token =
                post(request("/demo/session"), Json.object().with("person", person))
                        .text("token")
                        .orElseThrow();
        return request(path).header("Authorization", "Bearer " + token);
    }

    Json.Obj get(String person, String path) {
        return json(send(as(person, path).GET()));
    }

    Json.Obj post(String person, String path, Json.Obj body) {
        return post(as(person, path), body);
    }

    /** The answer whatever it is. */
    HttpResponse<byte[]> raw(String person, String path, Json.Obj body) {
        return send(posting(as(person, path), body));
    }

    String page(String person, String path) {
        var answer = send(as(person, path).setHeader("Accept", "text/html").GET());
        if (answer.statusCode() != 200) throw new AssertionError(path + " " + answer.statusCode());
        return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Json.Obj post(HttpRequest.Builder request, Json.Obj body) {
        return json(send(posting(request, body)));
    }

    private static HttpRequest.Builder posting(HttpRequest.Builder request, Json.Obj body) {
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(body)));
    }

    static Json.Obj json(HttpResponse<byte[]> answer) {
        try {
            if (answer.statusCode() >= 300)
                throw new AssertionError(
                        answer.uri()
                                + " "
                                + answer.statusCode()
                                + " "
                                + new String(
                                        answer.body(), java.nio.charset.StandardCharsets.UTF_8));
            return (Json.Obj) JsonReader.interchange(answer.body());
        } catch (MalformedJson e) {
            throw new AssertionError(answer.uri().toString(), e);
        }
    }

    /** Its judge authorises asking {@code other} for a mailbox: an act that both States hold. */
    Digest authorise(Neighbour other) {
        var docket = post("judge", "/dockets", Json.object()).text("docket").orElseThrow();
        var today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
        var content =
                Json.object()
                        .with(
                                "terms",
                                Json.object()
                                        .with("requestedState", other.state)
                                        .with("categories", Json.strings(List.of("CONTENT")))
                                        .with("from", today.minusDays(20).toString())
                                        .with("to", today.minusDays(10).toString())
                                        .with("until", today.plusDays(30).toString()))
                        .with(
                                "subject",
                                Json.object()
                                        .with(
                                                "accounts",
                                                Json.strings(List.of("k.orlov@mail.example"))))
                        .with(
                                "reasons",
                                Json.object().with("proportionality", "One account, ten days."));
        var proposal =
                post(
                        "judge",
                        "/dockets/" + docket + "/proposals",
                        Json.object().with("type", "authorise").with("content", content));
        var id = proposal.text("proposal").orElseThrow();
        var personal =
                post(
                        "judge",
                        "/demo/assertions",
                        Json.object().with("person", "judge").with("proposal", id));
        var filed =
                post(
                        "judge",
                        "/proposals/" + id + "/filing",
                        Json.object().with("personal", personal));
        return new Digest(filed.text("digest").orElseThrow());
    }

    /** Waits until {@code other} has acknowledged the act with its receipt. */
    void acknowledged(Neighbour other, Digest act) {
        await(
                other.state + " acknowledges",
                () ->
                        bean(comity.node.courier.Cursors.class)
                                .outcome(other.state, act)
                                .filter("filed"::equals)
                                .isPresent());
    }

    Json.Obj compare(Neighbour other) {
        return post(
                "inspector",
                "/completeness/comparisons",
                Json.object().with("partner", other.state));
    }

    /** What its inspector reads, the open first. */
    List<Json.Obj> findings() {
        return get("inspector", "/completeness").items("findings").stream()
                .map(Json.Obj.class::cast)
                .toList();
    }

    List<Json.Obj> findings(Digest act) {
        return findings().stream()
                .filter(finding -> finding.text("act").orElse("").equals(act.hex()))
                .toList();
    }

    @Override
    public void close() {
        context.close();
        TestDatabases.delete(data);
    }
}
