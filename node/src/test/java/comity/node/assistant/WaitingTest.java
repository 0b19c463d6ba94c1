package comity.node.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the holders have approved nothing, the administrator's browser says what is missing. */
class WaitingTest {
    @TempDir Path folder = Path.of("");

    @Test
    void it_says_what_the_node_waits_for_whatever_is_asked() throws Exception {
        try (var waiting = open(0)) {
            for (var path : new String[] {"/", "/sign-in", "/actuator/health/readiness"}) {
                var answer = get(waiting, path);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("30");
                assertThat(answer.body())
                        .contains("the node waits for the holders of the root")
                        .contains(folder.resolve("next.json").toString());
            }
        }
    }

    @Test
    void a_version_that_was_refused_is_shown_with_the_reason_as_text() throws Exception {
        var drop = Files.createDirectories(folder.resolve("approved"));
        Files.writeString(drop.resolve("approved-1.json.refused.txt"), "Too few <b>holders</b>.");
        try (var waiting = open(0)) {
            assertThat(get(waiting, "/").body())
                    .contains("<bdi>approved-1.json</bdi>: Too few &lt;b&gt;holders&lt;/b&gt;.");
        }
    }

    @Test
    void the_reason_is_said_in_the_readers_language_with_what_to_do() throws Exception {
        var drop = Files.createDirectories(folder.resolve("approved"));
        Files.writeString(
                drop.resolve("approved-1.json.refused.txt"),
                "It is the directory of another State.\n[directory.of-another-state]\n");
        try (var waiting = open(0)) {
            var said =
                    Map.of(
                            "en", "directory of another State",
                            "fr", "annuaire d’un autre État",
                            "es", "directorio de otro Estado",
                            "ru", "справочник другого государства",
                            "zh", "另一国的目录",
                            "ar", "دليل دولة أخرى");
            for (var one : said.entrySet())
                assertThat(get(waiting, "/?language=" + one.getKey()).body())
                        .as(one.getKey())
                        .contains("<li lang=\"" + one.getKey() + "\"")
                        .contains(one.getValue())
                        .contains("XA")
                        .doesNotContain("[directory");
        }
    }

    @Test
    void it_speaks_the_readers_language() throws Exception {
        try (var waiting = open(0)) {
            assertThat(get(waiting, "/?language=ar").body()).contains("dir=\"rtl\"");
            assertThat(get(waiting, "/?language=fr").body())
                    .contains("les détenteurs de la racine");
        }
    }

    @Test
    void the_nodes_own_pages_find_the_port_free_afterwards() throws Exception {
        int port;
        try (var waiting = open(0)) {
            port = waiting.port();
            get(waiting, "/");
        }
        try (var pages = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(pages.isBound()).isTrue();
        }
    }

    @Test
    void where_the_port_is_taken_the_node_waits_without_a_page() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(
                            Waiting.open(
                                    taken.getLocalPort(),
                                    "XA",
                                    folder.resolve("next.json"),
                                    folder.resolve("approved")))
                    .isNull();
        }
    }

    private Waiting open(int port) {
        return Objects.requireNonNull(
                Waiting.open(port, "XA", folder.resolve("next.json"), folder.resolve("approved")));
    }

    private static HttpResponse<String> get(Waiting waiting, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + waiting.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
