package comity.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "act",
                "section",
                "receipt",
                "foreign_checkpoint",
                "assignment",
                "reading",
                "sign_in",
                "statistic_published"
            })
    void lets_the_filer_neither_change_nor_remove_nor_loosen(String table) throws SQLException {
        var column =
                switch (table) {
                    case "receipt", "foreign_checkpoint" -> "origin";
                    case "assignment", "reading", "sign_in" -> "person";
                    case "statistic_published" -> "statement";
                    default -> "position";
                };
        try (var database = TestDatabases.fresh();
                var connection = database.filer().getConnection();
                var statement = connection.createStatement()) {
            statement.executeQuery("SELECT * FROM " + table).close();
            for (var attempt :
                    new String[] {
                        "UPDATE " + table + " SET " + column + " = " + column,
                        "DELETE FROM " + table,
                        "TRUNCATE " + table,
                        "DROP TABLE " + table,
                        "ALTER TABLE " + table + " DISABLE TRIGGER ALL",
                        "CREATE TABLE mine (n int)"
                    }) {
                assertThatThrownBy(() -> statement.execute(attempt))
                        .as(attempt)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void lets_the_eraser_remove_what_was_said_and_nothing_else() throws SQLException {
        try (var database = TestDatabases.fresh();
                var connection = database.eraser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM section");
            statement.execute("UPDATE section SET epoch = 2, wrapped = ''");
            for (var attempt :
                    new String[] {
                        "INSERT INTO section VALUES (1, 'facts', 1, '', '')",
                        "UPDATE section SET sealed = ''",
                        "UPDATE section SET name = 'terms'",
                        "SELECT header FROM act",
                        "DELETE FROM act",
                        "UPDATE act SET position = 1",
                        "DELETE FROM receipt",
                        "DELETE FROM parked",
                        "TRUNCATE section"
                    }) {
                assertThatThrownBy(() -> statement.execute(attempt))
                        .as(attempt)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void does_not_serve_with_a_role_that_was_given_more() throws SQLException {
        var logins = TestDatabases.logins();
        logins.open().close();
        try (var connection = logins.owner().open();
                var statement = connection.createStatement()) {
            statement.execute("GRANT DELETE ON act TO filer");
        }

        assertThatThrownBy(() -> logins.open())
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("DELETE on act");
    }
}
