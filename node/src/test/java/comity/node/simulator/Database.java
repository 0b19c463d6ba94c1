package comity.node.simulator;

import comity.node.registry.StorageFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database as a journal and tables in memory: a transaction is durable once its record is synced,
 * and after a start the tables are what the journal says. A commit can fail in each way in which
 * PostgreSQL's can: refused, its answer lost before or after it was done, still under way, or the
 * disk gives an error.
 */
public final class Database {
    /** SQLSTATE connection_failure, disk_full, io_error. */
    private static final String GONE = "08006";

    private static final String FULL = "53100";
    private static final String IO = "58030";

    private final Machine machine;
    private final boolean syncs;
    private final Tables tables = new Tables();
    private @Nullable List<Change> underWay;
    private boolean failed;

    /** Part of a transaction: what it does to the tables, today and after every start. */
    @FunctionalInterface
    public interface Change {
        void on(Tables tables);

        /** Whether the tables have something by now that keeps it out. */
        default boolean collides(Tables tables) {
            return false;
        }
    }

    /** One object for each kind of table. */
    public static final class Tables {
        private final Map<Class<?>, Object> all = new HashMap<>();

        public <T> T of(Class<T> kind, Supplier<T> empty) {
            return kind.cast(all.computeIfAbsent(kind, _ -> empty.get()));
        }
    }

    /** How a commit ends. */
    enum Outcome {
        DONE,
        REFUSED,
        ANSWER_LOST_BEFORE,
        ANSWER_LOST_AFTER,
        UNDER_WAY,
        DISK_FAILED
    }

    /** Opens what the machine's disk has. */
    Database(Machine machine, boolean syncs) {
        this.machine = machine;
        this.syncs = syncs;
        for (var record : machine.disk().journal()) apply(((Transaction) record).changes());
    }

    private record Transaction(List<Change> changes) {}

    private void apply(List<Change> changes) {
        changes.forEach(change -> change.on(tables));
    }

    /** What is committed, for a reader whose connection holds. */
    public Tables read() {
        if (failed) throw new StorageFailed("the database has stopped");
        if (machine.connectionFails()) throw new StorageFailed("the database was not reached");
        return tables;
    }

    /** What is committed, for whoever judges the world from outside. */
    public Tables truth() {
        return tables;
    }

    /** One statement in a transaction of its own. */
    public void write(Change change) {
        var outcome = machine.commitOutcome();
        try {
            // Nobody asks later what became of it: it is decided at once.
            end(
                    List.of(change),
                    outcome == Outcome.UNDER_WAY ? Outcome.ANSWER_LOST_AFTER : outcome);
        } catch (SQLException e) {
            throw new StorageFailed("the database did not take it", e);
        }
    }

    /** Commits the committer's transaction. */
    public void commit(List<Change> changes) throws SQLException {
        end(changes, machine.commitOutcome());
    }

    private void end(List<Change> changes, Outcome outcome) throws SQLException {
        if (failed) throw new SQLException("the server has stopped", GONE);
        switch (outcome) {
            case DONE -> make(changes);
            case REFUSED -> throw new SQLException("no space left on device", FULL);
            case ANSWER_LOST_BEFORE -> throw new SQLException("the connection broke", GONE);
            case ANSWER_LOST_AFTER -> {
                make(changes);
                throw new SQLException("the connection broke", GONE);
            }
            case UNDER_WAY -> {
                underWay = List.copyOf(changes);
                throw new SQLException("the connection broke", GONE);
            }
            case DISK_FAILED -> {
                machine.disk().append(new Transaction(List.copyOf(changes)));
                failed = true;
                machine.endSoon();
                throw new SQLException("could not fsync", IO);
            }
        }
    }

    private void make(List<Change> changes) {
        machine.disk().append(new Transaction(List.copyOf(changes)));
        if (syncs) machine.disk().syncJournal();
        apply(changes);
    }

    /** What a broken connection left is done, or is not, before anybody else is the committer. */
    public void awaitCommitUnderWay() {
        var left = Optional.ofNullable(underWay);
        underWay = null;
        left.filter(changes -> changes.stream().noneMatch(change -> change.collides(tables)))
                .filter(_ -> machine.coin())
                .ifPresent(this::make);
    }

    boolean hasFailed() {
        return failed;
    }

    /** A place for changes that are not committed yet. */
    public static List<Change> transaction() {
        return new ArrayList<>();
    }
}
