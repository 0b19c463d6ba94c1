package comity.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One real server for all tests of a JVM; each test has a database of its own on it. */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Databases on the shared server that the present test class has to close. */
    private static final Set<String> LENT = ConcurrentHashMap.newKeySet();

    private TestDatabases() {}

    /** What the shared server's sessions are asking or asked last, as its superuser sees it. */
    public static java.util.List<String> activity() {
        var queries = new java.util.ArrayList<String>();
        try (var connection = Shared.SERVER.superuser().open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT query FROM pg_stat_activity")) {
            while (rows.next()) queries.add(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("the server cannot be asked", e);
        }
        return queries;
    }

    /** Has the shared server write down everything that it holds in memory. */
    public static void checkpoint() {
        try (var connection = Shared.SERVER.superuser().open();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("no checkpoint", e);
        }
    }

    /** Where the shared server's files lie. */
    public static Path cluster() {
        return Shared.FOLDER;
    }

    private static EmbeddedPostgres shared(Binaries binaries) {
        return shared(folder("shared"), binaries);
    }

    private static EmbeddedPostgres shared(Path folder, Binaries binaries) {
        var server = EmbeddedPostgres.start(folder.resolve("postgres"), binaries, () -> {});
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    end(folder.resolve("postgres"));
                                    leaveToBeRemoved(folder);
                                }));
        return server;
    }

    /**
     * At once: nobody opens this cluster again, and to write down the hundreds of databases in it
     * takes half a minute.
     */
    private static void end(Path place) {
        try {
            var lock = place.resolve("cluster").resolve("postmaster.pid");
            var pid = Files.readAllLines(lock).getFirst().strip();
            if (new ProcessBuilder("kill", "-QUIT", pid).start().waitFor() == 0)
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(it -> it.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException("the database server could not be ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ten thousands of files, for which no other test waits. */
    private static void leaveToBeRemoved(Path folder) {
        try {
            new ProcessBuilder("rm", "-rf", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not clear " + folder, e);
        }
    }

    private static final class Shared {
        static final Path FOLDER = folder("shared");
        static final EmbeddedPostgres SERVER = shared(FOLDER, binaries());
    }

    private static final class Oldest {
        static final EmbeddedPostgres SERVER = shared(oldest().orElseThrow());
    }

    /** A database that was migrated once, for the others to be copied from. */
    private static final class Migrated {
        static final String NAME = named("migrated");

        private static String named(String name) {
            logins(Shared.SERVER, name, "template1").open().close();
            return name;
        }
    }

    /** An empty database, migrated, entered as the filer. */
    public static Database fresh() {
        var name = "test_" + NUMBER.incrementAndGet();
        LENT.add(name);
        return logins(Shared.SERVER, name, Migrated.NAME).open();
    }

    /**
     * Those of {@link #fresh()} that still have sessions although their test class has ended. All
     * tests share the server's connections: a class that leaves its own open has another one fail.
     */
    static Set<String> leftOpen() {
        if (LENT.isEmpty()) return Set.of();
        var lent = Set.copyOf(LENT);
        LENT.removeAll(lent);
        // A session ends a moment after its client has closed it.
        var open = inUse(lent);
        for (var look = 0; look < 50 && !open.isEmpty(); look++) {
            LockSupport.parkNanos(100_000_000);
            open = inUse(lent);
        }
        return open;
    }

    private static Set<String> inUse(Set<String> lent) {
        var names = new TreeSet<String>();
        try (var connection = Shared.SERVER.superuser().open();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL")) {
            while (rows.next()) names.add(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("the server cannot be asked", e);
        }
        names.retainAll(lent);
        return names;
    }

    /** The same on the oldest version that we support. */
    public static Database freshOnOldest() {
        var logins = logins(Oldest.SERVER);
        return logins.open();
    }

    /** How its owner and its filer reach a new database that nobody has migrated. */
    public record Logins(Login owner, Login filer, Login eraser) {
        public Database open() {
            return Database.external(owner, filer, eraser);
        }
    }

    public static Logins logins() {
        return logins(Shared.SERVER);
    }

    private static Logins logins(EmbeddedPostgres server) {
        return logins(server, "test_" + NUMBER.incrementAndGet(), "template1");
    }

    private static Logins logins(EmbeddedPostgres server, String name, String template) {
        try (var connection = server.superuser().open();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " OWNER owner TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return new Logins(
                of(server.owner(), name), of(server.filer(), name), of(server.eraser(), name));
    }

    private static Login of(Login login, String database) {
        var url = login.url().substring(0, login.url().lastIndexOf('/') + 1) + database;
        return new Login(url, login.role(), login.password());
    }

    /** The binaries that come with the node, unpacked once for all builds of this tree. */
    public static Binaries binaries() {
        return Binaries.unpacked(root().resolve("postgresql"));
    }

    /** A fresh folder below the module's target, where the server's user can get at it. */
    public static Path folder(String name) {
        try {
            Files.createDirectories(root());
            return Files.createTempDirectory(root(), name + ".");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("no folder for a test", e);
        }
    }

    public static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("could not clear " + folder, e);
        }
    }

    private static Path root() {
        return Path.of("target", "databases").toAbsolutePath();
    }

    /** Debian's PostgreSQL 15, where it is installed. */
    public static Optional<Binaries> oldest() {
        var home = Path.of("/usr/lib/postgresql/15");
        return Files.isExecutable(home.resolve("bin/postgres"))
                ? Optional.of(new Binaries(home, 15))
                : Optional.empty();
    }
}
