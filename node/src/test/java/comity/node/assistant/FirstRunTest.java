package comity.node.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.StateFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ministry founds its State's node on one page, over a real socket. */
class FirstRunTest {
    private static final InstantSource TODAY =
            InstantSource.fixed(Instant.parse("2026-11-26T10:00:00Z"));

    @TempDir Path folder = Path.of("");
    private FirstRun assistant;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        assistant = FirstRun.open(folder, 0, TODAY, new SecureRandom());
    }

    @AfterEach
    void close() {
        assistant.close();
        client.close();
    }

    @Test
    void whoever_does_not_bring_the_code_founds_nothing_and_is_not_told_it() throws Exception {
        for (var brought : List.of("", "?code=", "?code=0000", "?code=" + code().substring(1))) {
            var answer = get("/first-run" + brought);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(code()).doesNotContain("<form");
        }
        var answer = post(filled().without("code").with("code", "0000"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_empty_form_is_told_all_that_is_missing_and_founds_nothing() throws Exception {
        var answer = post(new Form(new ArrayList<>()).with("code", code()).with("do", "found"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Choose the State.", "A judge is needed", "Two registrars of persons")
                .contains("Give the telephone of the contact point");
        assertThat(FirstRun.stateFile(folder)).doesNotExist();
    }

    @Test
    void what_was_typed_is_kept_and_is_there_again_after_the_machine_stopped() throws Exception {
        post(filled().without("do").with("do", "keep"));
        assertThat(FirstRun.stateFile(folder)).doesNotExist();
        assistant.close();
        assistant = FirstRun.open(folder, 0, TODAY, new SecureRandom());
        assertThat(get("/first-run?code=" + code()).body())
                .contains("value=\"Anna Weber\"", "Oberstes Gericht");
    }

    @Test
    void a_whole_form_founds_the_state_that_its_own_node_reads() throws Exception {
        var answer = post(filled());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("The State is founded", "keygen holder");
        var file = assistant.await();
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryContaining(entry -> entry.equals(file));
        assertThat(Files.list(folder)).containsExactly(file);
        var state = StateFile.read(file);
        assertThat(state.state()).isEqualTo("AT");
        assertThat(state.name()).containsEntry("fr", "Autriche").containsEntry("ar", "النمسا");
        assertThat(state.centralAuthority()).isEqualTo("AT.central-authority");
        assertThat(state.registrar()).isEqualTo("AT.registry-of-persons");
        assertThat(state.people()).hasSize(8);
        assertThat(state.people().getFirst().id()).isEqualTo("weber");
        assertThat(state.people().get(1).id()).isEqualTo("weber-2");
        assertThat(state.people().get(2).id()).isEqualTo("person");
        assertThat(
                        state.authorities().stream()
                                .filter(authority -> authority.id().equals("AT.court"))
                                .findFirst()
                                .orElseThrow()
                                .name())
                .containsEntry("en", "Oberstes Gericht")
                .containsEntry("es", "Tribunal");
    }

    @Test
    void a_state_is_founded_once() throws Exception {
        post(filled());
        var founded = Files.readAllBytes(assistant.await());
        post(filled().without("state").with("state", "CH"));
        assertThat(Files.readAllBytes(FirstRun.stateFile(folder))).isEqualTo(founded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"languages=English!", "contact=24-7@%s.example", "zone=Mars/Base"})
    void what_the_nodes_own_reader_would_refuse_is_said_in_the_readers_language(String typed)
            throws Exception {
        var parts = typed.formatted("a".repeat(185)).split("=");
        var answer =
                post(
                        filled().without(parts[0])
                                .with(parts[0], parts[1])
                                .without("language")
                                .with("language", "fr"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("href=\"#" + parts[0] + "\"")
                .doesNotContain("Le nœud n’accepterait pas");
        assertThat(FirstRun.stateFile(folder)).doesNotExist();
    }

    @Test
    void nobody_is_given_two_offices_that_no_person_may_hold_together() throws Exception {
        var answer = post(filled().with("seat-2-1", "prosecution/PRO"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("would hold two offices").contains("id=\"seat-2-1\"");
        assertThat(FirstRun.stateFile(folder)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "zh", "fr", "ru", "es"})
    void it_speaks_the_languages_of_the_united_nations(String language) throws Exception {
        var page = get("/first-run?code=" + code() + "&language=" + language).body();
        assertThat(page)
                .contains("lang=\"" + language + "\"")
                .doesNotContain("Found the State", "assistant.");
        assertThat(page.contains("dir=\"rtl\" class=\"govuk-template\""))
                .isEqualTo(language.equals("ar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%ZZ", "name-0=%00", "%FF=1", "name-0=a%0d%0ab"})
    void a_form_that_is_none_is_refused_whole(String form) throws Exception {
        assertThat(send(form).statusCode()).isEqualTo(400);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_form_longer_than_the_page_is_not_read() throws Exception {
        assertThat(send("name-0=" + "a".repeat(300_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void markup_in_a_name_is_text() throws Exception {
        var page = post(filled().with("called-bar", "<script>x</script>").with("do", "keep"));
        assertThat(page.body()).doesNotContain("<script>x");
    }

    private Form filled() {
        var form =
                new Form(new ArrayList<>())
                        .with("code", code())
                        .with("language", "en")
                        .with("state", "AT")
                        .with("called-court", "Oberstes Gericht")
                        .with("body", "bar")
                        .with("telephone", "+43 1 555 0100")
                        .with("contact", "24-7@justiz.example")
                        .with("source", "Strafprozeßordnung")
                        .with("languages", "de, en")
                        .with("zone", "Europe/Vienna")
                        .with("rest", "SATURDAY")
                        .with("rest", "SUNDAY");
        var people =
                List.of(
                        "Anna Weber|central-authority/CAO",
                        "Emil Weber|central-authority/CAO",
                        "سلمى حداد|court/JUD",
                        "Ida Holm|prosecution/PRO",
                        "Jo Frei|oversight/OVS",
                        "Lea Roth|registry-of-persons/REG",
                        "Max Stark|registry-of-persons/REG",
                        "Mia Lang|bar/DEF");
        for (var i = 0; i < people.size(); i++) {
            var parts = people.get(i).split("\\|");
            form = form.with("name-" + i, parts[0]).with("seat-" + i + "-0", parts[1]);
        }
        return form.with("do", "found");
    }

    private record Form(List<String> pairs) {
        Form with(String name, String value) {
            var more = new ArrayList<>(pairs);
            more.add(encoded(name) + "=" + encoded(value));
            return new Form(more);
        }

        Form without(String name) {
            return new Form(
                    pairs.stream()
                            .filter(pair -> !pair.startsWith(encoded(name) + "="))
                            .collect(Collectors.toCollection(ArrayList::new)));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    private String code() {
        return assistant.address().getQuery().substring("code=".length());
    }

    private URI at(String path) {
        return assistant.address().resolve(path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Form form) throws Exception {
        return send(String.join("&", form.pairs()));
    }

    private HttpResponse<String> send(String form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at("/first-run"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
