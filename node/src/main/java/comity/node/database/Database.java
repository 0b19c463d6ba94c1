package comity.node.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * A database that is fit for the record: migrated by its owner, asked for its durability, and then
 * entered only as the {@code filer}, who can add and read acts but never change or remove one.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final HikariDataSource filer;
    private final AutoCloseable server;

    private Database(HikariDataSource filer, AutoCloseable server) {
        this.filer = filer;
        this.server = server;
    }

    /**
     * Starts the PostgreSQL that comes with the node, with its cluster in {@code folder}.
     *
     * @param gone called once if the server ends without having been asked to: after a failed sync,
     *     for one. Whoever writes must stop, and the process end, so that the next start reads the
     *     truth from disk.
     */
    public static Database embedded(Path folder, Runnable gone) {
        return embedded(folder, Binaries.unpacked(folder), gone);
    }

    /** The same with binaries that are on the machine already. */
    public static Database embedded(Path folder, Binaries binaries, Runnable gone) {
        var server = EmbeddedPostgres.start(folder, binaries, gone);
        try {
            return open(server.owner(), server.filer(), server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Uses a server that somebody else runs.
     *
     * @param owner owns the database and migrates it; not used after that
     * @param filer a role without any right of its own; the migration gives it what it may do
     */
    public static Database external(Login owner, Login filer) {
        return open(owner, filer, () -> {});
    }

    private static Database open(Login owner, Login filer, AutoCloseable server) {
        Durability.require(owner);
        Schema.migrate(owner, filer.role());
        Schema.requireAppendOnly(filer);
        var config = new HikariConfig();
        config.setJdbcUrl(filer.url());
        config.setUsername(filer.role());
        config.setPassword(filer.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setPoolName("filer");
        return new Database(new HikariDataSource(config), server);
    }

    /** Connections as the application's role. */
    public DataSource filer() {
        return filer;
    }

    @Override
    public void close() {
        filer.close();
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop the database", e);
        }
    }
}
