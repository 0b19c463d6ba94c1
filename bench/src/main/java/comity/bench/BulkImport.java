package comity.bench;

import comity.node.database.Binaries;
import comity.node.database.Database;
import comity.node.database.EmbeddedPostgres;
import comity.node.database.Login;
import comity.node.registry.Restoration;
import comity.node.registry.Stored;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.postgresql.PGConnection;

/**
 * P2: many acts put back at once, as {@code ./comity recover} does, against {@code COPY} of the
 * very rows that came of it into tables that are alike.
 */
final class BulkImport {
    private static final int ACTS = 4_000;
    private static final List<String> TABLES = List.of("act", "section");

    private final Restoration restoration;
    private final Login owner;
    private final Random random = new Random(3);
    private final Nation nation = new Nation();
    private long next;
    private Map<String, byte[]> rows = Map.of();

    private BulkImport(Restoration restoration, Login owner) {
        this.restoration = restoration;
        this.owner = owner;
    }

    static void run(Path folder) throws Exception {
        var binaries = Binaries.unpacked(folder.resolve("postgresql"));
        try (var server = EmbeddedPostgres.start(folder.resolve("database"), binaries, () -> {});
                var database = Database.external(server.owner(), server.filer(), server.eraser())) {
            var keyring =
                    new Keyring(
                            new KeyFolder(folder.resolve("keys")),
                            InstantSource.fixed(Nation.NOON),
                            new SecureRandom());
            new BulkImport(new Restoration(database.filer(), keyring), server.owner()).measure();
        }
        System.out.println(
                "The reference copies, in PostgreSQL's binary form, the same rows into tables with the same indexes: it makes and seals nothing.");
    }

    private void measure() throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var table : TABLES)
                statement.execute(
                        "CREATE TABLE reference_%s (LIKE %s INCLUDING ALL)"
                                .formatted(table, table));
        }
        Duel.most("acts put back in bulk, %,d a transaction".formatted(ACTS), "acts/s")
                .side("comity: Restoration.write", this::ours)
                .side("COPY of the same rows", this::copy)
                .run();
    }

    private double ours() throws Exception {
        var acts = new ArrayList<Stored>();
        for (var i = 0; i < ACTS; i++) {
            var nonce = new byte[32];
            random.nextBytes(nonce);
            acts.add(
                    new Stored(
                            next + i,
                            nation.authorise(Digest.of(new byte[0])),
                            nonce,
                            Nation.NOON));
        }
        var start = System.nanoTime();
        restoration.write(acts, Map.of());
        var seconds = (System.nanoTime() - start) / 1e9;
        rows = Map.of("act", rows("act"), "section", rows("section"));
        next += ACTS;
        return ACTS / seconds;
    }

    private byte[] rows(String table) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var connection = connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT * FROM %s WHERE position >= %d) TO STDOUT (FORMAT binary)"
                                    .formatted(table, next),
                            bytes);
        }
        return bytes.toByteArray();
    }

    private double copy() throws Exception {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            var start = System.nanoTime();
            for (var table : TABLES)
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "COPY reference_" + table + " FROM STDIN (FORMAT binary)",
                                new ByteArrayInputStream(rows.getOrDefault(table, new byte[0])));
            connection.commit();
            return ACTS / ((System.nanoTime() - start) / 1e9);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(owner.url(), owner.role(), owner.password());
    }
}
