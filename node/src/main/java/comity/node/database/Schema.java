package comity.node.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** The tables, brought up to date by their owner, and the proof that the filer cannot bend them. */
final class Schema {
    /** Rows here are only ever added. */
    static final List<String> APPEND_ONLY =
            List.of(
                    "act",
                    "section",
                    "receipt",
                    "foreign_checkpoint",
                    "assignment",
                    "reading",
                    "sign_in");

    private Schema() {}

    static void migrate(Login owner, String filer, String eraser) {
        Flyway.configure()
                .dataSource(owner.url(), owner.role(), owner.password())
                .locations("classpath:db/migration")
                .placeholders(Map.of("filer", filer, "eraser", eraser))
                .load()
                .migrate();
    }

    /**
     * Asked of the server rather than of our migrations: a grant may have been added since by
     * somebody else.
     */
    static void requireAppendOnly(Login filer) {
        var excess = new ArrayList<String>();
        try (var connection = filer.open();
                var question =
                        connection.prepareStatement(
                                "SELECT has_table_privilege(current_user, ?, ?)"
                                        + " OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
            for (var table : APPEND_ONLY) {
                for (var right : List.of("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")) {
                    question.setString(1, table);
                    question.setString(2, right);
                    try (var rows = question.executeQuery()) {
                        if (rows.next() && rows.getBoolean(1)) excess.add(right + " on " + table);
                    }
                }
            }
        } catch (SQLException e) {
            throw new DatabaseUnfit("The database cannot be asked for its grants: " + filer, e);
        }
        if (!excess.isEmpty())
            throw new DatabaseUnfit(
                    "The application's role could change the record: it holds "
                            + String.join(", ", excess)
                            + ". Revoke that, or give comity a role of its own, and start again.");
    }
}
