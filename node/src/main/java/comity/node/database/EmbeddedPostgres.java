package comity.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server as our child: loopback only, passwords by scram, checksums and syncs on. What
 * a crash leaves behind (a half-made cluster, a stale lock file, a server without its node) is
 * recovered from at the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "comity";
    private static final String SUPERUSER = "postgres";

    /** Recovery after a crash may take its time; a server that is starting is not a failed one. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    private final Occupancy occupancy;
    private final Path cluster;
    private final Binaries binaries;
    private final Process process;
    private final Passwords passwords;
    private final ClaimedPort port;
    private volatile boolean closing;

    private EmbeddedPostgres(
            Occupancy occupancy,
            Path cluster,
            Binaries binaries,
            Process process,
            Passwords passwords,
            ClaimedPort port) {
        this.occupancy = occupancy;
        this.cluster = cluster;
        this.binaries = binaries;
        this.process = process;
        this.passwords = passwords;
        this.port = port;
    }

    /**
     * @throws DatabaseUnfit if a node runs on {@code folder} already, or no server can
     */
    public static EmbeddedPostgres start(Path folder, Binaries binaries, Runnable gone) {
        var place = Cluster.place(folder);
        var occupancy = Occupancy.of(place);
        try {
            return start(occupancy, place, folder, binaries, gone);
        } catch (RuntimeException e) {
            occupancy.close();
            throw e;
        }
    }

    private static EmbeddedPostgres start(
            Occupancy occupancy, Path place, Path folder, Binaries binaries, Runnable gone) {
        var passwords = Passwords.kept(folder.resolveSibling(folder.getFileName() + ".passwords"));
        var cluster = place.resolve("cluster");
        initialise(place, cluster, binaries, passwords);
        stopOrphan(cluster, binaries);
        var port = claimedPort();
        var server = launched(occupancy, place, cluster, binaries, passwords, port);
        try {
            server.awaitReady();
            server.createRoles();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        var _ =
                server.process
                        .onExit()
                        .thenRun(
                                () -> {
                                    if (!server.closing) gone.run();
                                });
        return server;
    }

    private static EmbeddedPostgres launched(
            Occupancy occupancy,
            Path place,
            Path cluster,
            Binaries binaries,
            Passwords passwords,
            ClaimedPort port) {
        try {
            var process = launch(place, cluster, binaries, port.number());
            return new EmbeddedPostgres(occupancy, cluster, binaries, process, passwords, port);
        } catch (RuntimeException e) {
            port.close();
            throw e;
        }
    }

    public Login owner() {
        return login(DATABASE, "owner", passwords.owner());
    }

    public Login filer() {
        return login(DATABASE, "filer", passwords.filer());
    }

    public Login eraser() {
        return login(DATABASE, "eraser", passwords.eraser());
    }

    Login superuser() {
        return login(SUPERUSER, SUPERUSER, passwords.superuser());
    }

    private Login login(String database, String role, String password) {
        return new Login(
                "jdbc:postgresql://127.0.0.1:" + port.number() + "/" + database, role, password);
    }

    /** A cluster appears under its name only when it is whole. */
    private static void initialise(
            Path place, Path cluster, Binaries binaries, Passwords passwords) {
        if (Files.isDirectory(cluster)) return;
        var half = place.resolve("cluster.new");
        var secret = place.resolve("superuser");
        try {
            deleteTree(half);
            Files.writeString(secret, passwords.superuser());
            if (Cluster.asRoot()) Files.setOwner(secret, Files.getOwner(place));
            var arguments =
                    Stream.concat(
                            Stream.of(
                                    "-D",
                                    half.toString(),
                                    "-U",
                                    SUPERUSER,
                                    "-E",
                                    "UTF8",
                                    "--auth=scram-sha-256",
                                    "--pwfile=" + secret,
                                    "--data-checksums"),
                            locale(binaries).stream());
            var status =
                    Cluster.run(
                            Cluster.command(
                                    binaries.program("initdb"), arguments.toArray(String[]::new)),
                            place,
                            120);
            Files.delete(secret);
            if (status != 0)
                throw new DatabaseUnfit(
                        "initdb could not make a cluster; see " + place.resolve("programs.log"));
            Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a database cluster in " + place, e);
        }
    }

    /**
     * The built-in C.UTF-8 (from 17 on) sorts the same on every machine; before, libc's is near.
     */
    private static List<String> locale(Binaries binaries) {
        return binaries.version() >= 17
                ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                : List.of("--locale=C.UTF-8");
    }

    /**
     * Ends a server that outlived its node, and takes away a lock file whose server is gone. The
     * process that the file names is ours only if it works in our cluster: numbers are reused.
     */
    private static void stopOrphan(Path cluster, Binaries binaries) {
        var lock = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) return;
            var pid = Files.readAllLines(lock).stream().findFirst().flatMap(EmbeddedPostgres::pid);
            if (pid.filter(number -> worksIn(number, cluster)).isEmpty()) {
                Files.delete(lock);
                return;
            }
            if (control(cluster, binaries, "stop", "-m", "fast", "-w", "-t", "30") != 0
                    && control(cluster, binaries, "stop", "-m", "immediate", "-w", "-t", "30") != 0)
                throw new DatabaseUnfit(
                        "A database server of an earlier run (process "
                                + pid.map(String::valueOf).orElse("?")
                                + ") does not end. End it and start again.");
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + lock, e);
        }
    }

    private static Optional<Long> pid(String line) {
        return line.strip().matches("[0-9]{1,9}")
                ? Optional.of(Long.parseLong(line.strip()))
                : Optional.empty();
    }

    private static boolean worksIn(long pid, Path cluster) {
        try {
            return Path.of("/proc/" + pid + "/cwd").toRealPath().equals(cluster.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }

    private static int control(Path cluster, Binaries binaries, String... arguments) {
        var all = Stream.concat(Stream.of(arguments), Stream.of("-D", cluster.toString()));
        var parent = cluster.getParent();
        return Cluster.run(
                Cluster.command(binaries.program("pg_ctl"), all.toArray(String[]::new)),
                parent == null ? cluster : parent,
                60);
    }

    /**
     * Settings are given on the command line, which no file and no ALTER SYSTEM can override. After
     * a crash of one of its processes the server ends rather than going on: the node restarts with
     * it. Its log names errors, never the values they are about.
     */
    private static Process launch(Path place, Path cluster, Binaries binaries, int port) {
        var settings =
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "fsync=on",
                        "full_page_writes=on",
                        "synchronous_commit=on",
                        "data_sync_retry=off",
                        "restart_after_crash=off",
                        "password_encryption=scram-sha-256",
                        "max_connections=60",
                        "log_statement=none",
                        "log_min_error_statement=panic",
                        "log_error_verbosity=terse",
                        "log_parameter_max_length_on_error=0");
        var arguments =
                Stream.concat(
                        Stream.of("-D", cluster.toString(), "-p", Integer.toString(port)),
                        settings.stream().flatMap(setting -> Stream.of("-c", setting)));
        try {
            return new ProcessBuilder(
                            Cluster.command(
                                    binaries.program("postgres"), arguments.toArray(String[]::new)))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(
                                    place.resolve("postgres.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start PostgreSQL in " + cluster, e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline) {
            try (var _ = superuser().open()) {
                return;
            } catch (SQLException e) {
                pause();
                if (!process.isAlive())
                    throw new DatabaseUnfit(
                            "PostgreSQL ended while it started; see "
                                    + cluster.resolveSibling("postgres.log"),
                            e);
            }
        }
        throw new DatabaseUnfit("PostgreSQL was not ready in " + LONGEST_START);
    }

    private void pause() {
        try {
            var _ = process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnfit("interrupted while the database started", e);
        }
    }

    /** Repeatable: whatever of it a crash left undone is done at the next start. */
    private void createRoles() {
        try (var connection = superuser().open()) {
            role(connection, "owner", passwords.owner());
            role(connection, "filer", passwords.filer());
            role(connection, "eraser", passwords.eraser());
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE))
                run(connection, "CREATE DATABASE " + DATABASE + " OWNER owner");
            run(connection, "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            run(connection, "GRANT CONNECT ON DATABASE " + DATABASE + " TO filer, eraser");
        } catch (SQLException e) {
            throw new DatabaseUnfit("The database's roles could not be made", e);
        }
    }

    private static void role(Connection connection, String role, String password)
            throws SQLException {
        var verb =
                exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)
                        ? "ALTER"
                        : "CREATE";
        // A password of ours is hexadecimal: nothing in it could end the literal.
        run(connection, verb + " ROLE " + role + " LOGIN PASSWORD '" + password + "'");
    }

    private static boolean exists(Connection connection, String question, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ClaimedPort claimedPort() {
        try {
            return ClaimedPort.any();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL has no port to be reached at", e);
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList())
                Files.delete(path);
        }
    }

    /** The server's process, for tests that end it. */
    long pid() {
        return process.pid();
    }

    /** For tests whose node ends without it. */
    Occupancy occupancy() {
        return occupancy;
    }

    @Override
    public void close() {
        closing = true;
        try (occupancy;
                port) {
            if (!process.isAlive()) return;
            if (control(cluster, binaries, "stop", "-m", "fast", "-w", "-t", "30") != 0)
                control(cluster, binaries, "stop", "-m", "immediate", "-w", "-t", "30");
        }
    }
}
