package comity.node.registry;

import comity.node.simulator.Database;
import comity.node.simulator.Database.Change;
import comity.node.simulator.Mutant;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import comity.record.tlog.Merkle;
import comity.treaty.docket.Type;
import comity.treaty.rules.Openings;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The door's ledger in a simulated database, and the way to a door that nobody's thread drives. */
public final class SimulatedLedger implements Ledger {
    private final Database database;
    private final Set<Mutant> mutants;

    /** What the tables of this room hold. */
    private static final class Rows {
        final List<Stored> acts = new ArrayList<>();
        final Map<Digest, Stored> byDigest = new HashMap<>();
        final Map<UUID, Digest> ids = new HashMap<>();
        final Map<UUID, List<Stored>> dockets = new LinkedHashMap<>();
        final Map<Digest, List<Receipt>> receipts = new HashMap<>();
        final List<Numbered> numbered = new ArrayList<>();
        final Map<String, Kept> checkpoints = new TreeMap<>();
        final Map<Digest, Parking.Waiting> parked = new LinkedHashMap<>();
    }

    private record Kept(long size, String note) {}

    public SimulatedLedger(Database database, Set<Mutant> mutants) {
        this.database = database;
        this.mutants = mutants;
    }

    /** A door on this ledger; whoever files drives it. */
    public Registry open(
            String state,
            Function<String, Set<Digest>> roots,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        return Registry.open(state, this, new Clear(), roots, clock, random, gone);
    }

    /** Presents an act of its own State; it is answered in one of the next turns. */
    public static CompletableFuture<Filing> queue(Registry door, Envelope act) {
        try {
            return door.queue(act);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a simulation", e);
        }
    }

    /** One turn of the committer; false if nothing waited for it. */
    public static boolean step(Registry door) {
        return door.step();
    }

    /** Everything that is committed in {@code database}, for whoever judges from outside. */
    public static List<Stored> truth(Database database) {
        return List.copyOf(rows(database.truth()).acts);
    }

    /** How many foreign acts wait. */
    public static int parked(Database database) {
        return rows(database.truth()).parked.size();
    }

    private static Rows rows(Database.Tables tables) {
        return tables.of(Rows.class, Rows::new);
    }

    private Rows rows() {
        return rows(database.read());
    }

    @Override
    public Optional<Stored> byDigest(Digest digest) {
        var rows = rows();
        return Optional.ofNullable(rows.byDigest.get(digest))
                .map(stored -> withReceipts(stored, rows));
    }

    private static Stored withReceipts(Stored stored, Rows rows) {
        var receipts = rows.receipts.getOrDefault(stored.digest(), List.of());
        return receipts.isEmpty()
                ? stored
                : new Stored(
                        stored.position(),
                        stored.envelope().with(receipts),
                        stored.nonce(),
                        stored.filedAt());
    }

    @Override
    public List<Digest> missing(String author, int limit) {
        var rows = rows();
        return rows.parked.values().stream()
                .filter(waiting -> waiting.state().equals(author))
                .flatMap(waiting -> waiting.missing().stream())
                .filter(digest -> !rows.byDigest.containsKey(digest))
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Stored> ofDocket(UUID docket) {
        var acts = List.copyOf(rows().dockets.getOrDefault(docket, List.of()));
        return mutants.contains(Mutant.LOSES_WHAT_MUST_BE_SEEN) && acts.size() > 1
                ? acts.subList(0, acts.size() - 1)
                : acts;
    }

    @Override
    public List<Stored> ofKind(String kind) {
        return rows().acts.stream()
                .filter(stored -> stored.envelope().header().kind().equals(kind))
                .toList();
    }

    @Override
    public List<Stored> openings(Instant since) {
        return rows().acts.stream()
                .filter(stored -> stored.filedAt().isAfter(since))
                .filter(
                        stored ->
                                Type.of(stored.envelope().header().type())
                                        .filter(Openings::isOne)
                                        .isPresent())
                .toList();
    }

    @Override
    public List<Stored> tail(long from, int limit) {
        var acts = rows().acts;
        var first = (int) Math.min(Math.max(0, from), acts.size());
        return List.copyOf(acts.subList(first, (int) Math.min(acts.size(), first + (long) limit)));
    }

    @Override
    public List<Leaf> leaves(long from, int limit) {
        return tail(from, limit).stream()
                .map(stored -> new Leaf(stored.position(), stored.digest(), stored.nonce()))
                .toList();
    }

    @Override
    public Optional<Leaf> leaf(Digest digest) {
        return Optional.ofNullable(rows().byDigest.get(digest))
                .map(stored -> new Leaf(stored.position(), digest, stored.nonce()));
    }

    @Override
    public List<UUID> dockets(String kind) {
        return rows().dockets.values().stream()
                .filter(acts -> acts.getFirst().envelope().header().kind().equals(kind))
                .sorted(
                        Comparator.comparingLong((List<Stored> acts) -> acts.getLast().position())
                                .reversed())
                .map(acts -> acts.getFirst().envelope().header().docket())
                .toList();
    }

    @Override
    public List<byte[]> leafHashes(long from, int limit) {
        return leaves(from, limit).stream().map(leaf -> Merkle.leafHash(leaf.data())).toList();
    }

    @Override
    public List<Long> lost() {
        return List.of();
    }

    @Override
    public List<Numbered> receiptsOf(String origin, long after, int limit) {
        return rows().numbered.stream()
                .filter(kept -> kept.receipt().origin().equals(origin) && kept.number() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public long size() {
        return rows().acts.size();
    }

    @Override
    public void keep(Digest digest, Receipt receipt, int most) {
        database.write(
                tables -> {
                    var rows = rows(tables);
                    var kept = rows.receipts.computeIfAbsent(digest, _ -> new ArrayList<>());
                    var ofOrigin =
                            kept.stream()
                                    .filter(one -> one.origin().equals(receipt.origin()))
                                    .toList();
                    if (ofOrigin.size() >= most || kept.contains(receipt)) return;
                    kept.add(receipt);
                    rows.numbered.add(new Numbered(rows.numbered.size() + 1L, digest, receipt));
                });
    }

    @Override
    public void keepCheckpoint(String origin, long size, String note) {
        database.write(
                tables ->
                        rows(tables)
                                .checkpoints
                                .merge(
                                        origin,
                                        new Kept(size, note),
                                        (had, now) -> now.size() >= had.size() ? now : had));
    }

    @Override
    public Map<String, String> checkpoints() {
        var notes = new TreeMap<String, String>();
        rows().checkpoints.forEach((origin, kept) -> notes.put(origin, kept.note()));
        return notes;
    }

    @Override
    public Session becomeCommitter() {
        if (!mutants.contains(Mutant.DOES_NOT_WAIT_FOR_A_COMMIT)) database.awaitCommitUnderWay();
        return new Working();
    }

    /** Each simulated node is one process: nobody else has the place. */
    @Override
    public Optional<Won> tryToBecomeCommitter(UUID process) {
        return Optional.of(new Won(becomeCommitter(), Optional.of(process)));
    }

    @Override
    public Known known(Collection<Envelope> acts) {
        try {
            return new Working().known(acts);
        } catch (SQLException e) {
            throw new StorageFailed("the connection broke", e);
        }
    }

    /** Changes gathered until the commit; what it reads is what is committed. */
    private final class Working implements Session {
        private final List<Change> changes = Database.transaction();

        private Rows committed() throws SQLException {
            try {
                return rows();
            } catch (StorageFailed e) {
                throw new SQLException("the connection broke", "08006", e);
            }
        }

        @Override
        public Known known(Collection<Envelope> acts) throws SQLException {
            var rows = committed();
            var known = new Known(new HashMap<>(), new HashMap<>(), new HashSet<>());
            for (var act : acts) {
                var header = act.header();
                if (rows.dockets.containsKey(header.docket())) known.dockets().add(header.docket());
                if (mutants.contains(Mutant.DROPS_THE_DUPLICATE_CHECK)) continue;
                var stored = rows.byDigest.get(act.digest());
                if (stored != null) known.positions().put(act.digest(), stored.position());
                var other = rows.ids.get(header.id());
                if (other != null) known.ids().put(header.id(), other);
            }
            return known;
        }

        @Override
        public Map<Digest, Long> positions(Collection<Digest> digests) throws SQLException {
            var rows = committed();
            var found = new HashMap<Digest, Long>();
            for (var digest : digests) {
                var stored = rows.byDigest.get(digest);
                if (stored != null) found.put(digest, stored.position());
            }
            return found;
        }

        @Override
        public List<Parking.Waiting> parked() throws SQLException {
            return List.copyOf(committed().parked.values());
        }

        @Override
        public void insert(List<Stored> acts) throws SQLException {
            var rows = committed();
            for (var stored : acts) {
                if (!mutants.contains(Mutant.DROPS_THE_DUPLICATE_CHECK)
                        && (stored.position() < rows.acts.size()
                                || rows.byDigest.containsKey(stored.digest())
                                || rows.ids.containsKey(stored.envelope().header().id())))
                    throw new SQLException("duplicate key", "23505");
                changes.add(new Inserted(stored));
            }
        }

        @Override
        public void park(List<Parking.Waiting> acts) {
            for (var waiting : acts)
                changes.add(tables -> rows(tables).parked.put(waiting.act().digest(), waiting));
        }

        @Override
        public void unpark(Collection<Digest> acts) {
            var gone = new LinkedHashSet<>(acts);
            changes.add(tables -> gone.forEach(rows(tables).parked::remove));
        }

        @Override
        public void commit() throws SQLException {
            if (changes.isEmpty()) return;
            try {
                database.commit(changes);
            } finally {
                changes.clear();
            }
        }

        @Override
        public void check() throws SQLException {
            committed();
        }

        @Override
        public void rollback() {
            changes.clear();
        }

        @Override
        public void abandon() {
            changes.clear();
        }

        @Override
        public void resign() {
            changes.clear();
        }
    }

    private record Inserted(Stored stored) implements Change {
        @Override
        public void on(Database.Tables tables) {
            var rows = rows(tables);
            var header = stored.envelope().header();
            rows.acts.add(stored);
            rows.byDigest.put(stored.digest(), stored);
            rows.ids.put(header.id(), stored.digest());
            rows.dockets.computeIfAbsent(header.docket(), _ -> new ArrayList<>()).add(stored);
        }

        @Override
        public boolean collides(Database.Tables tables) {
            var rows = rows(tables);
            return stored.position() != rows.acts.size()
                    || rows.byDigest.containsKey(stored.digest());
        }
    }

    /** No epoch ends in a simulation, and the ledger keeps acts as they are. */
    private static final class Clear implements Sealing {
        @Override
        public Sealed seal(byte[] clear, String about) {
            return new Sealed(0, new byte[0], clear);
        }

        @Override
        public Optional<byte[]> open(Sealed sealed, String about) {
            return Optional.of(sealed.sealed());
        }

        @Override
        public <T, E extends Exception> T whileNoEpochEnds(Work<T, E> work) throws E {
            return work.run();
        }
    }
}
