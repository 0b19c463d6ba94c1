package comity.node.publication;

import comity.node.registry.Registry;
import comity.node.simulator.Database;
import comity.node.simulator.Disk;
import comity.node.simulator.Mutant;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.Fork;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Tiles;
import comity.record.tlog.Witness;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The log, and witnesses of others', on simulated disks and lines; nobody's thread drives them. */
public final class SimulatedLog {
    private SimulatedLog() {}

    /**
     * A log whose keys are {@code keys}, witnessed as soon as one of {@code others} cosigned it.
     */
    public static Publication open(
            Registry registry,
            LogSigner keys,
            Database database,
            Disk disk,
            Set<Mutant> mutants,
            Supplier<List<NoteKeys>> others,
            List<Asking> holders,
            InstantSource clock,
            Runnable gone) {
        var asked =
                mutants.contains(Mutant.ASKS_NOBODY_BEFORE_SIGNING)
                        ? List.<Holders.Holder>of()
                        : holders.stream().map(Holders::holder).toList();
        return new Publication(
                registry,
                keys,
                new Rows(database),
                Quorum.ofPartners(others),
                new Holders(() -> asked, InOrder::new),
                clock,
                new OnDisk(disk, mutants),
                gone);
    }

    /** One step of the log; true if something was published. */
    public static boolean step(Publication log) {
        return log.step() == Publication.Step.PUBLISHED;
    }

    public static Asking asking(HttpClient line, String prefix, String name) {
        return new Asking(line, prefix, name);
    }

    public static void ask(Asking witness, Publication log, List<NoteKey> keys) throws IOException {
        try {
            witness.ask(log, keys);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    public static long size(Note note) {
        return Publication.size(note);
    }

    /** A node's witness: its memory is in its database. */
    public static Witnessing witnessing(
            BiFunction<String, Instant, List<Note.Signature>> cosign,
            Registry registry,
            Database database,
            Set<Mutant> mutants,
            InstantSource clock,
            BooleanSupplier forgetful,
            BiConsumer<String, Note> cosigned) {
        var memory =
                new Memory(
                        origin -> Optional.ofNullable(remembered(database.read()).get(origin)),
                        (origin, note) -> {
                            database.write(tables -> remembered(tables).put(origin, note));
                            registry.keepCheckpoint(origin, note.encoded());
                        },
                        mutants,
                        cosigned);
        return new Witnessing(new Witness(cosign, memory, clock), memory, forgetful);
    }

    private static final class Remembered extends TreeMap<String, Note> {
        private static final long serialVersionUID = 1L;
    }

    private static Map<String, Note> remembered(Database.Tables tables) {
        return tables.of(Remembered.class, Remembered::new);
    }

    /** A witness that stands alone: its memory is one file for each log. */
    public static Witnessing witnessing(
            BiFunction<String, Instant, List<Note.Signature>> cosign,
            Disk disk,
            Set<Mutant> mutants,
            InstantSource clock,
            BiConsumer<String, Note> cosigned) {
        var memory =
                new Memory(
                        origin -> onDisk(disk, origin),
                        (origin, note) -> {
                            var path = "logs/" + origin;
                            disk.replace(path, note.encoded().getBytes(StandardCharsets.UTF_8));
                            if (!mutants.contains(Mutant.SKIPS_THE_SYNC_OF_A_WITNESS))
                                disk.sync(Set.of(path));
                        },
                        mutants,
                        cosigned);
        return new Witnessing(new Witness(cosign, memory, clock), memory, () -> false);
    }

    /** The size of the tree that a lone witness remembers; 0 if it has seen none. */
    public static long remembered(Disk disk, String origin) {
        return onDisk(disk, origin).map(Publication::size).orElse(0L);
    }

    private static Optional<Note> onDisk(Disk disk, String origin) {
        return disk.read("logs/" + origin)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(Publication::note);
    }

    private interface Last {
        Optional<Note> of(String origin);
    }

    /** Tells who watches what was cosigned, once it is kept. */
    private static final class Memory implements WitnessMemory {
        private final Last last;
        private final BiConsumer<String, Note> keep;
        private final Set<Mutant> mutants;
        private final BiConsumer<String, Note> cosigned;
        private final Map<String, Note> former = new TreeMap<>();

        Memory(
                Last last,
                BiConsumer<String, Note> keep,
                Set<Mutant> mutants,
                BiConsumer<String, Note> cosigned) {
            this.last = last;
            this.keep = keep;
            this.mutants = mutants;
            this.cosigned = cosigned;
        }

        @Override
        public Optional<Note> last(String origin) {
            var newest = last.of(origin);
            return mutants.contains(Mutant.REMEMBERS_A_STALE_CHECKPOINT)
                    ? newest.map(note -> former.getOrDefault(origin, note))
                    : newest;
        }

        @Override
        public void keep(String origin, Note note) {
            last.of(origin).ifPresent(newest -> former.put(origin, newest));
            keep.accept(origin, note);
            cosigned.accept(origin, note);
        }

        @Override
        public void keep(Fork fork) {
            // Evidence is a file for people; who watches the world sees forks by himself.
        }

        @Override
        public List<String> forks() {
            return List.of();
        }
    }

    /** Cosigned checkpoints of the own log. */
    private static final class Rows implements Cosignatures {
        private final Database database;

        private record Row(String note, boolean witnessed) {}

        private static final class Table extends TreeMap<Long, Row> {
            private static final long serialVersionUID = 1L;
        }

        Rows(Database database) {
            this.database = database;
        }

        private static Map<Long, Row> table(Database.Tables tables) {
            return tables.of(Table.class, Table::new);
        }

        @Override
        public void keep(long size, String note, boolean witnessed) {
            database.write(
                    tables ->
                            table(tables)
                                    .merge(
                                            size,
                                            new Row(note, witnessed),
                                            (had, now) ->
                                                    new Row(
                                                            now.note(),
                                                            had.witnessed() || now.witnessed())));
        }

        @Override
        public Optional<String> at(long size) {
            return Optional.ofNullable(table(database.read()).get(size)).map(Row::note);
        }

        @Override
        public List<String> allHolding(long index, int most) {
            return table(database.read()).entrySet().stream()
                    .filter(row -> row.getKey() > index)
                    .limit(most)
                    .map(row -> row.getValue().note())
                    .toList();
        }

        @Override
        public Optional<String> holding(long index) {
            var table = table(database.read());
            var holding = table.entrySet().stream().filter(row -> row.getKey() > index).toList();
            return holding.stream()
                    .filter(row -> row.getValue().witnessed())
                    .findFirst()
                    .or(() -> holding.stream().findFirst())
                    .map(row -> row.getValue().note());
        }

        @Override
        public long witnessedSize() {
            return table(database.read()).entrySet().stream()
                    .filter(row -> row.getValue().witnessed())
                    .mapToLong(Map.Entry::getKey)
                    .max()
                    .orElse(0);
        }
    }

    /** The log's files, as {@link LogFolder} and {@link FileTiles} keep them. */
    private record OnDisk(Disk disk, Set<Mutant> mutants) implements LogFiles {
        @Override
        public Tiles tiles() {
            return new OnDiskTiles(
                    disk, !mutants.contains(Mutant.SKIPS_THE_SYNC_OF_TILES), new TreeSet<>());
        }

        @Override
        public Optional<byte[]> read(String path) {
            return disk.read(path);
        }

        @Override
        public void writeCheckpoint(byte[] note) {
            disk.replace("checkpoint", note);
            disk.sync(Set.of("checkpoint"));
        }
    }

    private record OnDiskTiles(Disk disk, boolean syncs, Set<String> unsynced) implements Tiles {
        @Override
        public Optional<byte[]> read(Address tile) {
            return disk.read(tile.path())
                    .or(() -> disk.read(new Address(tile.level(), tile.index(), WIDTH).path()));
        }

        @Override
        public void write(Address tile, byte[] hashes) {
            disk.write(tile.path(), hashes);
            unsynced.add(tile.path());
        }

        @Override
        public void sync() {
            if (syncs) disk.sync(unsynced);
            unsynced.clear();
        }
    }

    /** Runs what it is given at once. */
    private static final class InOrder extends AbstractExecutorService {
        private boolean ended;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            ended = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            ended = true;
            return new ArrayList<>();
        }

        @Override
        public boolean isShutdown() {
            return ended;
        }

        @Override
        public boolean isTerminated() {
            return ended;
        }

        @Override
        public boolean awaitTermination(long longest, TimeUnit unit) {
            return ended;
        }
    }

    /** The checkpoint that a note is. */
    public static Checkpoint checkpoint(Note note) {
        try {
            return Checkpoint.of(note);
        } catch (MalformedNote e) {
            throw new IllegalStateException("no checkpoint", e);
        }
    }
}
