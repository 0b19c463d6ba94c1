package comity.bench;

import comity.node.database.Binaries;
import comity.node.database.Database;
import comity.node.database.EmbeddedPostgres;
import comity.node.database.Login;
import comity.node.desk.work.Load;
import comity.node.retention.KeyFolder;
import comity.node.retention.Keyring;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * P6: a page of a worklist, search, the sweep of deadlines and statistics, over many dockets,
 * beside the same SQL asked by pgbench. Dockets lie in the desks' tables alone, written by the
 * projection's own code, or copied from those: their acts are not there, and no candidate of a
 * search is opened.
 */
final class Desks {
    /** {@code -Dcomity.bench.dockets}: a thousand times as many acts would take days to sign. */
    private static final long DOCKETS = Long.getLong("comity.bench.dockets", 100_000);

    /** {@code -Dcomity.bench.searchable}: how many of them can be found by words. */
    private static final long SEARCHABLE = Long.getLong("comity.bench.searchable", DOCKETS);

    /** Of each kind of page as many are asked of pgbench: few would soon lie in its memory. */
    private static final int SCRIPTS = 50;

    private static final int QUESTIONS_EACH = 40;
    private static final int SECONDS = 4;
    private static final int ROUNDS = 3;

    /** The embedded server takes few connections; the node's own pool is no larger. */
    private static final int CONNECTIONS = 16;

    private static final int USERS = 50;

    /** Pages a second of fifty users together, each with one every half second. */
    private static final int PACE = 100;

    /** Asks without a pause. */
    private static final int NO_PACE = 0;

    private final Load load;
    private final Login owner;
    private final Path folder;

    private Desks(Load load, Login owner, Path folder) {
        this.load = load;
        this.owner = owner;
        this.folder = folder;
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
            var load =
                    new Load(
                            database.filer(),
                            keyring,
                            InstantSource.fixed(Nation.NOON),
                            SEARCHABLE);
            var desks = new Desks(load, server.owner(), folder);
            for (var dockets : List.of(DOCKETS / 10, DOCKETS)) {
                var start = System.nanoTime();
                load.fill(dockets);
                desks.vacuum();
                System.out.printf(
                        "%n### %,d dockets (%.0f s to write the last %,d)%n",
                        dockets, (System.nanoTime() - start) / 1e9, dockets);
                desks.measure();
            }
        }
        System.out.printf(
                "pgbench asks the same SQL with its values written out, %,d different ones of each kind, on connections of its own; 16 at most; fifty of ours wait for those of the node's pool.%n",
                SCRIPTS * QUESTIONS_EACH);
    }

    private void vacuum() {
        new JdbcTemplate(new DriverManagerDataSource(owner.url(), owner.role(), owner.password()))
                .execute("VACUUM ANALYZE");
    }

    private void measure() throws Exception {
        measure(new Asking("one client", 1, NO_PACE));
        measure(new Asking("fifty users, each twice a second", USERS, PACE));
        measure(new Asking("fifty clients without a pause", USERS, NO_PACE));
        for (var due : List.of(100, 1_000, 10_000)) sweep(due);
    }

    /**
     * Who asks.
     *
     * @param pace pages a second of all together, at random moments; or {@link #NO_PACE}
     */
    private record Asking(String who, int clients, int pace) {
        boolean isPaced() {
            return pace != NO_PACE;
        }
    }

    private void measure(Asking by) throws Exception {
        beside(
                "a page of a worklist",
                by,
                at -> load.worklist(at).size(),
                at -> load.worklistSql(at).sql());
        beside("search, candidates alone", by, load::search, at -> load.searchSql(at).sql());
        beside(
                "statistics",
                by,
                _ -> load.statistics(Nation.NOON),
                _ -> load.statisticsSql().sql());
    }

    private void sweep(int due) {
        var times = new ArrayList<Double>();
        var rang = 0;
        for (var round = 0; round <= ROUNDS; round++) {
            load.due(due);
            var start = System.nanoTime();
            rang = load.sweep();
            if (round > 0) times.add((System.nanoTime() - start) / 1e6);
        }
        var start = System.nanoTime();
        load.sweep();
        System.out.printf(
                "  sweep with %,d clocks due: %,d rang in %.0f ms; with none due %.1f ms%n",
                due,
                rang,
                times.stream().sorted().toList().get(1),
                (System.nanoTime() - start) / 1e6);
    }

    private void beside(
            String what, Asking by, Function<Random, Integer> ours, Function<Random, String> theirs)
            throws Exception {
        var scripts = scripts(theirs);
        Duel.least("%s, p99, %s".formatted(what, by.who()), "ms")
                .side("comity", () -> p99(by, ours))
                .side("pgbench, the same SQL", () -> pgbench(by, scripts))
                .run(ROUNDS);
    }

    private List<Path> scripts(Function<Random, String> sql) throws Exception {
        var random = new Random(5);
        var into = Files.createTempDirectory(folder, "sql");
        var scripts = new ArrayList<Path>();
        for (var i = 0; i < SCRIPTS; i++) {
            var script = into.resolve(i + ".sql");
            try (var out = Files.newBufferedWriter(script)) {
                out.write("\\set which random(1, %d)\n".formatted(QUESTIONS_EACH));
                for (var j = 1; j <= QUESTIONS_EACH; j++)
                    out.write(
                            "\\%s :which = %d\n%s;\n"
                                    .formatted(j == 1 ? "if" : "elif", j, sql.apply(random)));
                out.write("\\endif\n");
            }
            scripts.add(script);
        }
        return scripts;
    }

    private static double p99(Asking by, Function<Random, Integer> ours) throws Exception {
        var waits = new ConcurrentLinkedQueue<Double>();
        var tasks = new ArrayList<Callable<Boolean>>();
        // Generators seeded one after the other begin with nearly the same number.
        var seeds = new Random(5);
        for (var i = 0; i < by.clients(); i++) {
            var random = new Random(seeds.nextLong());
            tasks.add(() -> ask(by, random, ours, waits::add));
        }
        try (var pool = Executors.newFixedThreadPool(by.clients())) {
            for (var done : pool.invokeAll(tasks)) done.get();
        }
        return p99(List.copyOf(waits));
    }

    /** A wait begins when the page was wanted, also if the one before took longer than that. */
    private static boolean ask(
            Asking by, Random random, Function<Random, Integer> ours, Consumer<Double> waited) {
        var end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (var wanted = System.nanoTime(); ; ) {
            if (by.isPaced()) {
                var mean = 1e9 * by.clients() / by.pace();
                wanted += (long) (-mean * Math.log(1 - random.nextDouble()));
                for (var left = wanted - System.nanoTime();
                        left > 0;
                        left = wanted - System.nanoTime()) LockSupport.parkNanos(left);
            } else wanted = System.nanoTime();
            if (wanted >= end) return true;
            if (ours.apply(random) < 0) return false;
            waited.accept((System.nanoTime() - wanted) / 1e6);
        }
    }

    private static double p99(List<Double> waits) {
        return waits.stream().sorted().toList().get(waits.size() * 99 / 100);
    }

    private double pgbench(Asking by, List<Path> scripts) throws Exception {
        var into = Files.createTempDirectory(folder, "waits");
        var address = URI.create(owner.url().substring("jdbc:".length()));
        var command =
                new ArrayList<>(
                        List.of(
                                "pgbench",
                                "-n",
                                // Each question is planned as it comes; prepared, its plan would be
                                // kept, and a page of ours is never the one that was asked before.
                                "-M",
                                "extended",
                                "-h",
                                address.getHost(),
                                "-p",
                                Integer.toString(address.getPort()),
                                "-U",
                                owner.role(),
                                "-c",
                                Integer.toString(Math.min(by.clients(), CONNECTIONS)),
                                "-j",
                                Integer.toString(Math.min(by.clients(), 2)),
                                "-T",
                                Integer.toString(SECONDS),
                                "-l",
                                "--log-prefix=" + into.resolve("log")));
        // Its waits then begin when a page was wanted, as ours do.
        if (by.isPaced()) command.addAll(List.of("-R", Integer.toString(by.pace())));
        scripts.forEach(script -> command.addAll(List.of("-f", script.toString())));
        command.add(address.getPath().substring(1));
        Shell.run(Map.of("PGPASSWORD", owner.password()), command.toArray(String[]::new));
        var waits = new ArrayList<Double>();
        try (var logs = Files.list(into)) {
            for (var log : logs.toList())
                for (var line : Files.readAllLines(log))
                    waits.add(Double.parseDouble(line.split(" ")[2]) / 1e3);
        }
        Shell.remove(into);
        return p99(waits);
    }
}
