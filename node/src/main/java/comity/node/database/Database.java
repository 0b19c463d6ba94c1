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
    private final HikariDataSource eraser;
    private final AutoCloseable server;

    private Database(HikariDataSource filer, HikariDataSource eraser, AutoCloseable server) {
        this.filer = filer;
        this.eraser = eraser;
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
            return open(server.owner(), server.filer(), server.eraser(), server);
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
     * @param eraser another such role, which alone may remove what deletion acts name
     */
    public static Database external(Login owner, Login filer, Login eraser) {
        return open(owner, filer, eraser, () -> {});
    }

    private static Database open(Login owner, Login filer, Login eraser, AutoCloseable server) {
        Durability.require(owner);
        Schema.migrate(owner, filer.role(), eraser.role());
        Schema.requireAppendOnly(filer);
        return new Database(
                pool("filer", filer, CONNECTIONS, 2), pool("eraser", eraser, 2, 0), server);
    }

    private static HikariDataSource pool(String name, Login login, int most, int idle) {
        var config = new HikariConfig();
        config.setJdbcUrl(login.url());
        config.setUsername(login.role());
        config.setPassword(login.password());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(idle);
        config.setConnectionTimeout(10_000);
        config.setPoolName(name);
        // The eraser is asked for once in a month.
        if (idle == 0) config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Connections as the application's role. */
    public DataSource filer() {
        return filer;
    }

    /** Connections as the one role that may remove content. */
    public DataSource eraser() {
        return eraser;
    }

    @Override
    public void close() {
        filer.close();
        eraser.close();
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop the database", e);
        }
    }
}
