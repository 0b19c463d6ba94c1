package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.frame.Languages;
import comity.record.act.Json;
import comity.treaty.rules.Wording;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The administrator's desk over a whole node and its database. */
class AdminTest extends Borduria {
    @Autowired JdbcTemplate deskSql;

    private List<Json.Obj> lines() {
        return get(Who.ROOT, "/admin").expect(200).object().items("lines").stream()
                .map(Json.Obj.class::cast)
                .toList();
    }

    private Optional<Json.Obj> line(String code) {
        return lines().stream()
                .filter(line -> line.text("code").filter(code::equals).isPresent())
                .findFirst();
    }

    private static String state(Json.Obj line) {
        return line.text("state").orElseThrow();
    }

    @Test
    void it_says_how_the_node_is_and_names_no_docket_and_no_person() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var said = get(Who.ROOT, "/admin").expect(200);
        for (var area :
                List.of(
                        "HEALTH",
                        "PEERS",
                        "KEYS",
                        "CERTIFICATES",
                        "STORAGE",
                        "BACKUPS",
                        "UPGRADES",
                        "MAIL"))
            assertThat(lines())
                    .as(area)
                    .anyMatch(line -> line.text("area").filter(area::equals).isPresent());
        for (var secret :
                List.of(
                        docket.toString(),
                        request.hex(),
                        "Katz",
                        "katz",
                        "harbourmail.example",
                        "central.example",
                        data().toString())) assertThat(said.text()).doesNotContain(secret);
        var states = lines().stream().map(AdminTest::state).toList();
        var gravest = List.of("NOW", "LOOK", "WELL");
        assertThat(states.stream().map(gravest::indexOf).toList()).isSorted();
        assertThat(said.object().text("state")).contains(states.getFirst());
        for (var line : lines())
            assertThat(line.text("then").orElse("").isEmpty())
                    .as(line.text("code").orElseThrow())
                    .isEqualTo(state(line).equals("WELL"));
        assertThat(line("version").orElseThrow().text("text").orElseThrow())
                .contains("0.")
                .contains(
                        deskSql.queryForObject(
                                "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1",
                                String.class));
    }

    @Test
    void it_is_the_administrators_alone() {
        for (var who : List.of(Who.KATZ, Who.OKAFOR, Who.WEISS, Who.INSPECTOR))
            assertThat(get(who, "/admin").status()).as(who.toString()).isEqualTo(403);
        assertThat(send(request("/admin").GET()).status()).isEqualTo(401);
        // What tells a supervisor that the node lives needs no office, and says nothing else.
        assertThat(send(request("/actuator/health/readiness").GET()).expect(200).text())
                .isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void a_finished_backup_is_known_by_its_mark() throws Exception {
        var mark = data().resolve("backup.done");
        Files.deleteIfExists(mark);
        assertThat(state(line("backup-never").orElseThrow())).isIn("LOOK", "NOW");
        Files.createFile(mark);
        Files.setLastModifiedTime(mark, java.nio.file.attribute.FileTime.from(clock.instant()));
        assertThat(state(line("backup").orElseThrow())).isEqualTo("WELL");
        assertThat(line("backup-never")).isEmpty();
    }

    @Test
    void a_warning_keeps_its_age_as_long_as_it_stands() throws Exception {
        Files.deleteIfExists(data().resolve("backup.done"));
        line("demo").orElseThrow();
        var since =
                deskSql.queryForObject(
                        "SELECT since FROM node_warning WHERE code = 'demo'",
                        java.sql.Timestamp.class);
        assertThat(line("demo").orElseThrow().text("since")).isPresent();
        assertThat(
                        deskSql.queryForObject(
                                "SELECT since FROM node_warning WHERE code = 'demo'",
                                java.sql.Timestamp.class))
                .isEqualTo(since);
        deskSql.update(
                "INSERT INTO node_warning (code, about, state, since) VALUES ('former', '', 'NOW', now())");
        lines();
        assertThat(
                        deskSql.queryForList(
                                "SELECT code FROM node_warning WHERE code = 'former'",
                                String.class))
                .as("what is well again is forgotten")
                .isEmpty();
    }

    @Test
    void the_page_says_it_in_six_languages() {
        for (var language : Wording.LANGUAGES) {
            var page =
                    send(request(Who.ROOT, "/admin?language=" + language.getLanguage())
                                    .setHeader("Accept", "text/html")
                                    .method("GET", HttpRequest.BodyPublishers.noBody()))
                            .expect(200)
                            .text();
            assertThat(page)
                    .contains(
                            Languages.text("messages.admin", "admin.do.demo", language)
                                    .orElseThrow())
                    .doesNotContain("{0}")
                    .doesNotContain("{1}");
        }
    }
}
