package comity.bench;

import comity.node.database.Binaries;
import comity.node.database.Database;
import comity.node.database.EmbeddedPostgres;
import comity.node.transparency.Load;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Public statistics over many dockets, refreshed by what a hundred of them changed, beside adding
 * everything up again. Dockets lie in the counters' tables alone: no act is read or folded, which
 * would make the second side dearer by far.
 */
final class Statistics {
    private static final long DOCKETS = Long.getLong("comity.bench.dockets", 100_000);
    private static final int MOVED = 100;

    private Statistics() {}

    static void run(Path folder) throws Exception {
        var binaries = Binaries.unpacked(folder.resolve("postgresql"));
        try (var server = EmbeddedPostgres.start(folder.resolve("database"), binaries, () -> {});
                var database = Database.external(server.owner(), server.filer(), server.eraser())) {
            var load = new Load(database.filer());
            var owner = server.owner();
            for (var dockets : List.of(DOCKETS / 10, DOCKETS)) {
                var start = System.nanoTime();
                load.fill(dockets);
                new JdbcTemplate(
                                new DriverManagerDataSource(
                                        owner.url(), owner.role(), owner.password()))
                        .execute("VACUUM ANALYZE");
                System.out.printf(
                        "%n### %,d dockets (%.0f s to write)%n",
                        dockets, (System.nanoTime() - start) / 1e9);
                Duel.least("numbers, once %d dockets have moved on".formatted(MOVED), "ms")
                        .side(
                                "refreshed by what they changed",
                                () -> time(() -> load.refresh(MOVED)))
                        .side("every row added up again", () -> time(load::fromScratch))
                        .run();
                System.out.printf(
                        "  what 120 partners' quarter shows and withholds: %.0f ms%n",
                        time(load::withheld));
            }
            var proven = load.prove();
            System.out.printf(
                    "  %,d acts committed to and the numbers proven: %.0f s, %.0f µs an act;"
                            + " checked in %.2f s%n",
                    proven.positions(),
                    proven.made(),
                    1e6 * proven.made() / proven.positions(),
                    proven.checked());
        }
    }

    private static double time(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }
}
