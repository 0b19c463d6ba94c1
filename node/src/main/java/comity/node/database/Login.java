package comity.node.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How one role reaches a database. Its text form leaves the password out.
 *
 * @param url a JDBC URL of PostgreSQL
 */
public record Login(String url, String role, String password) {

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, role, password);
    }

    @Override
    public String toString() {
        return role + " at " + url;
    }
}
