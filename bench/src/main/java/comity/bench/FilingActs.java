package comity.bench;

import comity.node.database.Binaries;
import comity.node.database.Database;
import comity.node.database.EmbeddedPostgres;
import comity.node.database.Login;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.rules.Rulebook;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** P2: acts filed durably through the one door, against bare rows on the same server. */
final class FilingActs {
    private FilingActs() {}

    static void run(Path folder) throws Exception {
        var binaries = Binaries.unpacked(folder.resolve("postgresql"));
        try (var server = EmbeddedPostgres.start(folder.resolve("database"), binaries, () -> {});
                var database = Database.external(server.owner(), server.filer(), server.eraser())) {
            var nation = new Nation();
            var keyring =
                    new Keyring(
                            new KeyFolder(folder.resolve("keys")),
                            InstantSource.fixed(Nation.NOON),
                            new SecureRandom());
            var registry =
                    Registry.open(
                            Nation.STATE,
                            database.filer(),
                            keyring,
                            state ->
                                    state.equals(Nation.STATE)
                                            ? Set.of(nation.root().fingerprint())
                                            : Set.of(),
                            InstantSource.fixed(Nation.NOON),
                            new Random(2),
                            () -> {});
            file(registry, nation.published());
            file(registry, nation.profile());
            var rules = Rulebook.current().digest(registry.profiles(Set.of(Nation.STATE, "XB")));
            for (var clients : List.of(1, 16)) {
                var each = clients == 1 ? 600 : 200;
                Supplier<ConcurrentLinkedQueue<Envelope>> fresh =
                        () -> prepared(nation, rules, clients * each);
                var bytes = CanonicalJson.bytes(nation.authorise(rules).json()).length;
                var reference = new Rows(server.owner(), folder, clients, bytes);
                Duel.most(
                                "%d client(s): acts of %,d bytes, two signatures verified, ruled, durable"
                                        .formatted(clients, bytes),
                                "per second")
                        .side(
                                "comity: Registry.file",
                                () -> acts(registry, fresh.get(), clients, each))
                        .side(reference.name(), reference::measure)
                        .run();
                if (!Shell.has("pgbench")) continue;
                Duel.least("%d client(s): what one in a hundred waits for".formatted(clients), "ms")
                        .side(
                                "comity: Registry.file, p99",
                                () -> p99(registry, fresh.get(), clients, each))
                        .side("pgbench, single-row inserts, p99", reference::p99)
                        .run();
            }
            registry.close();
        }
        System.out.println(
                "The reference inserts a row of the same size and commits it: it verifies and rules nothing and splits no sections.");
    }

    /**
     * The acts of one round, signed before its clock starts, and old to the collector: that they
     * are held ready here is no cost of filing them.
     */
    private static ConcurrentLinkedQueue<Envelope> prepared(
            Nation nation, Digest rules, int count) {
        var waiting = new ConcurrentLinkedQueue<Envelope>();
        for (var i = 0; i < count; i++) waiting.add(nation.authorise(rules));
        System.gc();
        return waiting;
    }

    private static void file(Registry registry, Envelope act) {
        if (!(registry.file(act) instanceof Filing.Filed))
            throw new IllegalStateException("not filed: " + registry.file(act));
    }

    private static double acts(
            Registry registry, ConcurrentLinkedQueue<Envelope> waiting, int clients, int each)
            throws Exception {
        Callable<Boolean> client =
                () -> {
                    for (var i = 0; i < each; i++)
                        file(registry, Optional.ofNullable(waiting.poll()).orElseThrow());
                    return true;
                };
        return clients * each / timed(clients, client);
    }

    /** The same acts, each timed. */
    private static double p99(
            Registry registry, ConcurrentLinkedQueue<Envelope> waiting, int clients, int each)
            throws Exception {
        var waits = new ConcurrentLinkedQueue<Double>();
        Callable<Boolean> client =
                () -> {
                    for (var i = 0; i < each; i++) {
                        var act = Optional.ofNullable(waiting.poll()).orElseThrow();
                        var start = System.nanoTime();
                        file(registry, act);
                        waits.add((System.nanoTime() - start) / 1e6);
                    }
                    return true;
                };
        timed(clients, client);
        return p99(List.copyOf(waits));
    }

    private static double p99(List<Double> waits) {
        return waits.stream().sorted().toList().get(waits.size() * 99 / 100);
    }

    private static double timed(int clients, Callable<Boolean> client) throws Exception {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < clients; i++) tasks.add(client);
        try (var pool = Executors.newFixedThreadPool(clients)) {
            var start = System.nanoTime();
            for (var done : pool.invokeAll(tasks)) done.get();
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Single-row durable inserts: by pgbench, or by a loop of our own where it is missing. */
    private static final class Rows {
        private final Login login;
        private final int clients;
        private final String insert;
        private final Path script;

        Rows(Login login, Path folder, int clients, int bytes) throws Exception {
            this.login = login;
            this.clients = clients;
            var body = Digest.of(new byte[bytes]).hex().repeat(bytes / 64 + 1).substring(0, bytes);
            this.insert = "INSERT INTO reference_row (body) VALUES ('" + body + "')";
            this.script = folder.resolve("insert.sql");
            Files.writeString(script, insert + ";\n");
            try (var connection =
                            DriverManager.getConnection(
                                    login.url(), login.role(), login.password());
                    var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS reference_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)");
            }
        }

        String name() {
            return Shell.has("pgbench")
                    ? "pgbench, single-row inserts"
                    : "JDBC loop (no pgbench here), single-row inserts";
        }

        double measure() throws Exception {
            return Shell.has("pgbench") ? pgbench() : loop();
        }

        /** Of the log that pgbench keeps of each transaction: the third word, in microseconds. */
        double p99() throws Exception {
            var folder = Files.createTempDirectory(script.getParent(), "waits");
            pgbench("-l", "--log-prefix=" + folder.resolve("log"));
            var waits = new ArrayList<Double>();
            try (var logs = Files.list(folder)) {
                for (var log : logs.toList())
                    for (var line : Files.readAllLines(log))
                        waits.add(Double.parseDouble(line.split(" ")[2]) / 1e3);
            }
            return FilingActs.p99(waits);
        }

        private double pgbench(String... also) throws Exception {
            var address = URI.create(login.url().substring("jdbc:".length()));
            var command =
                    new ArrayList<>(
                            List.of(
                                    "pgbench",
                                    "-n",
                                    "-h",
                                    address.getHost(),
                                    "-p",
                                    Integer.toString(address.getPort()),
                                    "-U",
                                    login.role(),
                                    "-c",
                                    Integer.toString(clients),
                                    "-j",
                                    Integer.toString(Math.min(clients, 2)),
                                    "-T",
                                    "2",
                                    "-f",
                                    script.toString()));
            command.addAll(List.of(also));
            command.add(address.getPath().substring(1));
            var said =
                    Shell.run(
                            Map.of("PGPASSWORD", login.password()), command.toArray(String[]::new));
            var tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
            if (!tps.find()) throw new IllegalStateException("pgbench said:\n" + said);
            return Double.parseDouble(tps.group(1));
        }

        private double loop() throws Exception {
            Callable<Boolean> client =
                    () -> {
                        try (var connection =
                                        DriverManager.getConnection(
                                                login.url(), login.role(), login.password());
                                var statement = connection.prepareStatement(insert)) {
                            for (var i = 0; i < 300; i++) statement.executeUpdate();
                        }
                        return true;
                    };
            return clients * 300 / timed(clients, client);
        }
    }
}
