package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.TestDatabases;
import comity.node.registry.Nation;
import comity.node.retention.Traces;
import comity.record.act.ActId;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What an administrator can look at: logs, error pages, the database's activity, files, temporary
 * files. Nothing that anybody wrote stands in any of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class CanaryTest extends Borduria {
    private static final String CANARY = "Sperlingsfeder-93c1";
    private static final Traces TRACES =
            new Traces(List.of(CANARY.getBytes(StandardCharsets.UTF_8)));

    private final UUID docket = ActId.next(Nation.NOON, new Random());
    private final List<String> answered = new ArrayList<>();

    /** What somebody writes, in whatever way a node can be written to, well or badly. */
    private void write() {
        var request = arrived(docket);
        var terms =
                terms(
                        Map.of(
                                "request", request.hex(),
                                "safeguard", "40(22)",
                                "outcome", "CLEAR"));
        var said = Json.object().with("reasons", CANARY + " and the reasons for it, at length.");
        take(Who.KATZ, docket, "find", Json.object().with("terms", terms).with("reasons", said));
        // A proposal that stays, and the draft behind it.
        propose(
                        Who.LINDQVIST,
                        docket,
                        "consult",
                        Json.object()
                                .with("terms", terms(Map.of("about", request.hex())))
                                .with("facts", Json.object().with("message", CANARY)))
                .expect(201);
        var misshapen = Json.object().with("reasons", Json.object().with("reasons", 7));
        answered.add(propose(Who.KATZ, docket, "nonsense", misshapen).text());
        answered.add(propose(Who.KATZ, docket, "refuse", misshapen).text());
        for (var section : Cooperation.SECTIONS)
            answered.add(
                    propose(
                                    Who.KATZ,
                                    docket,
                                    "refuse",
                                    Json.object()
                                            .with(section, Json.object().with("nonsense", CANARY)))
                            .text());
        answered.add(
                send(bytes(
                                request(Who.KATZ, "/dockets/" + docket + "/proposals"),
                                "POST",
                                ("{\"type\": \"" + CANARY).getBytes(StandardCharsets.UTF_8)))
                        .text());
        send(
                request(Who.KATZ, "/dockets/" + docket + "/acts/refuse")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "do=assess&reasons.reasons="
                                                + URLEncoder.encode(
                                                        CANARY, StandardCharsets.UTF_8))));
        // Searched for, in a docket's number and as a person: the second is kept, and rests sealed.
        answered.add(send(request(Who.KATZ, "/search?q=0" + CANARY.length()).GET()).text());
        send(
                json(
                        request(Who.KATZ, "/search/persons"),
                        "POST",
                        Json.object().with("q", CANARY).with("reason", "DUPLICATE")));
        send(
                HttpRequest.newBuilder(
                                URI.create(relyingParty.origin() + "/dockets/nowhere?q=" + CANARY))
                        .header("Accept", "text/html")
                        .GET());
    }

    @Test
    void stands_in_no_log_line_no_error_no_activity_and_no_file(CapturedOutput output)
            throws IOException {
        var before = temporary();
        write();

        assertThat(output.getAll()).doesNotContain(CANARY);
        assertThat(answered)
                .noneMatch(answer -> TRACES.holds(answer.getBytes(StandardCharsets.UTF_8)));
        assertThat(TestDatabases.activity())
                .isNotEmpty()
                .noneMatch(query -> query.contains(CANARY));
        for (var path : List.of("/health", "/actuator", "/metrics", "/actuator/metrics"))
            assertThat(send(request(path).GET()).text()).doesNotContain(CANARY);
        TestDatabases.checkpoint();
        assertThat(TRACES.in(TestDatabases.cluster())).isEmpty();
        assertThat(TRACES.in(data())).isEmpty();
        for (var file : temporary())
            if (!before.contains(file)) assertThat(TRACES.in(file)).as(file.toString()).isEmpty();
    }

    private static List<Path> temporary() {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(
                            file ->
                                    file.getFileName().toString().startsWith("tomcat")
                                            || file.getFileName().toString().startsWith("upload")
                                            || file.getFileName().toString().startsWith("jte")
                                            || file.getFileName().toString().startsWith("spring"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
