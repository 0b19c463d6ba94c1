package comity.node.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows on their way into one table, as PostgreSQL's binary {@code COPY} takes them: one statement
 * for a batch, and the least work for each row on both sides (PostgreSQL's manual, COPY, "Binary
 * Format"). Each row begins with {@link #next}; then its values, in the order of the columns.
 */
final class Rows {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;
    private static final int END = -1;

    private final String copy;
    private final int columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int rows;

    Rows(String table, String... columns) {
        this.copy =
                "COPY %s (%s) FROM STDIN (FORMAT binary)"
                        .formatted(table, String.join(", ", columns));
        this.columns = columns.length;
        write(SIGNATURE);
        number(0); // no flags
        number(0); // no header extension
    }

    Rows next() {
        rows++;
        return shortNumber(columns);
    }

    Rows add(long value) {
        return number(Long.BYTES).number(value);
    }

    Rows add(int value) {
        return number(Integer.BYTES).number(value);
    }

    Rows add(byte @Nullable [] value) {
        return value == null ? number(NULL) : number(value.length).write(value);
    }

    Rows add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    Rows add(UUID value) {
        return number(2 * Long.BYTES)
                .number(value.getMostSignificantBits())
                .number(value.getLeastSignificantBits());
    }

    /** To the microsecond, which is as fine as the database holds it. */
    Rows add(Instant value) {
        return add(ChronoUnit.MICROS.between(EPOCH, value));
    }

    /** Sends them all; nothing where there are none. */
    void copyInto(Connection connection) throws SQLException {
        if (rows == 0) return;
        shortNumber(END);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(copy, new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new SQLException("rows could not be sent to the database", e);
        }
    }

    private Rows number(int value) {
        try {
            out.writeInt(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rows number(long value) {
        try {
            out.writeLong(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rows shortNumber(int value) {
        try {
            out.writeShort(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rows write(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }
}
