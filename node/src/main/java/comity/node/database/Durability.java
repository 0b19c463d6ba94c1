package comity.node.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * "Acknowledged" means durable. A server that is set not to sync, not to survive torn pages, or not
 * to notice rotten ones, cannot keep that word, so the node does not serve with it.
 */
final class Durability {
    static final int OLDEST_SERVER = 150_000;

    private static final List<String> SETTINGS =
            List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums");

    private Durability() {}

    static void require(Login login) {
        var found = settings(login);
        var objections = objections(found);
        if (!objections.isEmpty())
            throw new DatabaseUnfit(
                    "The database would not keep what is acknowledged: "
                            + String.join("; ", objections)
                            + ". Correct the server's settings (checksums: pg_checksums --enable"
                            + " on the stopped cluster) and start again.");
    }

    static List<String> objections(Map<String, String> settings) {
        var objections = new ArrayList<String>();
        if (Integer.parseInt(settings.getOrDefault("server_version_num", "0")) < OLDEST_SERVER)
            objections.add("PostgreSQL 15 or newer is needed");
        for (var setting : SETTINGS) {
            var value = settings.getOrDefault(setting, "unknown");
            if (!isSafe(setting, value)) objections.add(setting + " is " + value);
        }
        return objections;
    }

    /** Every value of synchronous_commit but these two waits for the local disk or for more. */
    private static boolean isSafe(String setting, String value) {
        return setting.equals("synchronous_commit")
                ? List.of("on", "remote_apply").contains(value)
                : value.equals("on");
    }

    private static Map<String, String> settings(Login login) {
        var found = new TreeMap<String, String>();
        try (var connection = login.open();
                var statement = connection.createStatement()) {
            for (var setting : SETTINGS) read(statement, setting, found);
            read(statement, "server_version_num", found);
        } catch (SQLException e) {
            throw new DatabaseUnfit("The database cannot be asked for its settings: " + login, e);
        }
        return found;
    }

    private static void read(
            java.sql.Statement statement, String setting, Map<String, String> found)
            throws SQLException {
        try (var rows = statement.executeQuery("SHOW " + setting)) {
            if (rows.next()) found.put(setting, rows.getString(1));
        }
    }
}
