package comity.node.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into one array for each column: a statement over {@code unnest} takes them all, in
 * one round trip and with one plan.
 */
final class Columns {
    private final Connection connection;
    private final List<@Nullable Object[]> rows;

    Columns(Connection connection, int expected) {
        this.connection = connection;
        this.rows = new ArrayList<>(expected);
    }

    void add(@Nullable Object... row) {
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void bind(PreparedStatement statement, String... types) throws SQLException {
        for (var column = 0; column < types.length; column++) {
            var at = column;
            var values = rows.stream().map(row -> row[at]).toArray();
            statement.setArray(
                    column + 1, connection.createArrayOf(types[column], of(types[column], values)));
        }
    }

    /** The driver looks at the array's own type before it looks at the type's name. */
    private static @Nullable Object[] of(String type, @Nullable Object[] values) {
        if (!type.equals("bytea")) return values;
        var bytes = new byte[values.length] @Nullable [];
        for (var i = 0; i < values.length; i++) bytes[i] = (byte @Nullable []) values[i];
        return bytes;
    }
}
