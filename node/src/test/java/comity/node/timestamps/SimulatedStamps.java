package comity.node.timestamps;

import comity.node.registry.StorageFailed;
import comity.node.simulator.Database;
import comity.record.tlog.Note;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One node's stamping of its checkpoints over a simulated line; nobody's thread drives it. */
public final class SimulatedStamps {
    private final Rows rows;
    private final Stamping stamping;

    public SimulatedStamps(
            Supplier<Note> newest,
            TrialAuthority authority,
            HttpClient line,
            URI place,
            Database database,
            InstantSource clock,
            RandomGenerator random) {
        var named = List.of(authority.entry());
        this.rows = new Rows(database);
        this.stamping =
                new Stamping(
                        newest, () -> named, List.of(new Asked(line, place)), rows, clock, random);
    }

    /** What an authority answers to a query. */
    public static byte[] answer(TrialAuthority authority, byte[] query) {
        return authority.answer(query);
    }

    /** One step; why an answer did not count, if that is what came of it. */
    public Optional<String> once() {
        try {
            return stamping.once() instanceof Stamping.Step.Refused(var by, var code, var detail)
                    ? Optional.of(by + " " + code + " " + detail)
                    : Optional.empty();
        } catch (StorageFailed _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    /** The size of the largest tree that is stamped. */
    public long newest() {
        return rows.newest();
    }

    private record Asked(HttpClient line, URI place) implements Authority {
        @Override
        public String name() {
            return place.getHost();
        }

        @Override
        public byte[] ask(byte[] query) throws IOException, InterruptedException {
            var request =
                    HttpRequest.newBuilder(place)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                            .build();
            return line.send(request, BodyHandlers.ofByteArray()).body();
        }
    }

    private record Rows(Database database) implements Stamps {
        private static final class Table extends TreeMap<Long, Stamp> {
            private static final long serialVersionUID = 1L;
        }

        private static Table table(Database.Tables tables) {
            return tables.of(Table.class, Table::new);
        }

        @Override
        public void keep(Stamp stamp) {
            database.write(tables -> table(tables).put(stamp.size(), stamp));
        }

        @Override
        public long newest() {
            var table = table(database.read());
            return table.isEmpty() ? 0 : table.lastKey();
        }

        @Override
        public Optional<Stamp> holding(long index) {
            return Optional.ofNullable(table(database.read()).higherEntry(index))
                    .map(entry -> entry.getValue());
        }
    }
}
