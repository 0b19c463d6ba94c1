package comity.e2e;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The one whom no database can stop: its superuser. An administrator of a node has the password
 * file and can change any row; what that is worth, the cheats show.
 */
final class Superuser {
    private Superuser() {}

    static Connection at(RunningNode node) throws IOException, SQLException {
        var database = node.data().resolve("database");
        var moved = node.data().resolve("database.location");
        var cluster =
                (Files.exists(moved) ? Path.of(Files.readString(moved).strip()) : database)
                        .resolve("cluster");
        var passwords = new Properties();
        passwords.load(
                new StringReader(Files.readString(node.data().resolve("database.passwords"))));
        // The fourth line of the server's lock file is its port.
        var port = Files.readAllLines(cluster.resolve("postmaster.pid")).get(3).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/comity",
                "postgres",
                passwords.getProperty("superuser"));
    }
}
