package comity.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private Path folder = Path.of("");

    @BeforeEach
    void makesAFolder() {
        folder = TestDatabases.folder("embedded");
    }

    @AfterEach
    void clearsIt() {
        TestDatabases.delete(folder);
    }

    private EmbeddedPostgres start(Runnable gone) {
        return EmbeddedPostgres.start(folder.resolve("postgres"), TestDatabases.binaries(), gone);
    }

    @Test
    void keeps_its_word_about_durability_and_keeps_its_data() throws SQLException {
        try (var server = start(() -> {})) {
            Durability.require(server.owner());
            run(server.owner(), "CREATE TABLE kept AS SELECT 7 AS n");
        }
        try (var server = start(() -> {})) {
            assertThat(number(server.owner(), "SELECT n FROM kept")).isEqualTo(7);
        }
    }

    @Test
    void takes_over_from_a_server_that_outlived_its_node() throws SQLException {
        try (var orphan = start(() -> {})) {
            run(orphan.owner(), "CREATE TABLE kept AS SELECT 7 AS n");
            orphan.occupancy().close();
            try (var server = start(() -> {})) {
                assertThat(server.pid()).isNotEqualTo(orphan.pid());
                assertThat(number(server.owner(), "SELECT n FROM kept")).isEqualTo(7);
            }
        }
    }

    @Test
    void leaves_a_running_node_alone_and_names_its_process() throws SQLException {
        try (var server = start(() -> {})) {
            assertThatThrownBy(() -> start(() -> {}))
                    .isInstanceOf(DatabaseUnfit.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("Stop it first");

            assertThat(number(server.owner(), "SELECT 7")).isEqualTo(7);
        }
    }

    @Test
    void recovers_after_its_server_was_killed_and_says_that_it_is_gone()
            throws SQLException, InterruptedException, IOException {
        var gone = new CountDownLatch(1);
        try (var server = start(gone::countDown)) {
            run(server.owner(), "CREATE TABLE kept AS SELECT 7 AS n");
            new ProcessBuilder("kill", "-KILL", Long.toString(server.pid())).start().waitFor();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(folder.resolve("postgres/cluster/postmaster.pid")).exists();
        try (var server = start(() -> {})) {
            assertThat(number(server.owner(), "SELECT n FROM kept")).isEqualTo(7);
        }
    }

    @Test
    void leaves_alone_a_process_that_only_has_the_number_of_a_former_server() throws IOException {
        start(() -> {}).close();
        var lock = folder.resolve("postgres/cluster/postmaster.pid");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n");

        start(() -> {}).close();
    }

    @Test
    void starts_over_when_a_crash_left_half_a_cluster() throws IOException {
        Files.createDirectories(folder.resolve("postgres/cluster.new/base"));

        start(() -> {}).close();
    }

    @Test
    void refuses_a_wrong_password() {
        try (var server = start(() -> {})) {
            var guess = new Login(server.filer().url(), "filer", "guess");

            assertThatThrownBy(guess::open).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void runs_the_oldest_supported_version() {
        var oldest = TestDatabases.oldest();
        Assumptions.assumeTrue(oldest.isPresent(), "skipped: no PostgreSQL 15 on this machine");
        var place = folder.resolve("postgres");

        try (var database = Database.embedded(place, oldest.orElseThrow(), () -> {})) {
            assertThat(database.filer()).isNotNull();
        }
    }

    @Test
    void objects_to_each_setting_that_would_lose_what_is_acknowledged() {
        var safe =
                Map.of(
                        "fsync", "on",
                        "full_page_writes", "on",
                        "synchronous_commit", "on",
                        "data_checksums", "on",
                        "server_version_num", "150000");
        assertThat(Durability.objections(safe)).isEmpty();
        for (var setting : safe.keySet()) {
            var unsafe = new java.util.HashMap<>(safe);
            unsafe.put(setting, setting.equals("server_version_num") ? "149999" : "off");
            assertThat(Durability.objections(unsafe)).as(setting).hasSize(1);
        }
    }

    private static void run(Login login, String sql) throws SQLException {
        try (var connection = login.open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Login login, String sql) throws SQLException {
        try (var connection = login.open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
