package comity.node.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Puts acts back at the places that they had in the log, and notes the places whose acts are lost:
 * one transaction, all or nothing. Whoever calls has proven by the log's own signature that the
 * acts stood there; they were ruled on when they were filed, and are not ruled on again. The
 * process ends afterwards: what it knew of the table is no longer so.
 */
public final class Restoration {
    private final DataSource database;
    private final Sealing sealing;

    public Restoration(DataSource database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /**
     * @param found each with the position and the nonce of its leaf
     * @param lost leaf hashes by position
     */
    public void write(List<Stored> found, Map<Long, byte[]> lost) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (!found.isEmpty()) new Append(connection, sealing).insert(found);
            if (!lost.isEmpty()) insert(connection, lost);
            connection.commit();
        } catch (SQLException e) {
            throw new StorageFailed("could not put acts back", e);
        }
    }

    private static void insert(Connection connection, Map<Long, byte[]> lost) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO lost_leaf (position, hash) VALUES (?, ?)")) {
            for (var leaf : lost.entrySet()) {
                insert.setLong(1, leaf.getKey());
                insert.setBytes(2, leaf.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
