package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Roll;
import comity.treaty.law.Profile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that numbers and inserts acts. It takes whatever queued while the last transaction
 * was synced, rules on each in turn, and inserts all that may be filed in one transaction: the
 * database's sync is paid once for the batch.
 *
 * <p>When a commit fails, its outcome is unknown, and it is never repeated. The connection is given
 * up, and the table is asked by digest what is there, once no other session can be committing. If
 * that cannot be told, or the database said that its disk failed, nothing more is written and the
 * process ends; its next start reads the truth from the table.
 *
 * <p>The thread does nothing but {@link #step} again and again. Where none is started, whoever
 * files drives the steps: so the simulator does.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int MOST_QUEUED = 1_024;
    private static final int MOST_IN_BATCH = 256;
    private static final int MOST_QUESTIONS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration TAKE_BACK = Duration.ofMillis(100);
    private static final Duration LONGEST_RETURN = Duration.ofSeconds(10);

    /** SQLSTATE unique_violation. */
    private static final String UNIQUE = "23505";

    private record Waiting(Presented presented, CompletableFuture<Filing> answer) {}

    private final String state;
    private final Ledger ledger;
    private final Dockets dockets;
    private final Examination examination;
    private final Sealing sealing;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Runnable gone;
    private final Intruders intruders;
    private final Parking parking = new Parking();
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_QUEUED);

    /** Parked acts whose parents have arrived: presented again before anything else. */
    private final Deque<Waiting> released = new ArrayDeque<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread thread;
    private Ledger.@Nullable Session session;
    private volatile Trust trust;

    /**
     * Which dockets follow from one; until somebody tells, those alone that a docket itself names.
     */
    private volatile LinkedReview linked;

    /** Who made whom, once somebody here knows people; until then no person files. */
    private volatile SecondPerson second = new SecondPerson((_, _) -> false);

    private volatile long size;
    private volatile boolean stopped;

    /** Whether this process numbers acts. */
    private volatile boolean leads;

    /** This process among several, of which another takes over when this one cannot. */
    private volatile @Nullable UUID process;

    /**
     * @param from how many acts {@code trust} knows of
     */
    Committer(
            String state,
            Ledger ledger,
            Sealing sealing,
            Dockets dockets,
            Examination examination,
            long from,
            Trust trust,
            Intruders intruders,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        this.state = state;
        this.ledger = ledger;
        this.sealing = sealing;
        this.dockets = dockets;
        this.linked = new LinkedReview(dockets::of, _ -> List.of());
        this.examination = examination;
        this.size = from;
        this.trust = trust;
        this.intruders = intruders;
        this.clock = clock;
        this.random = random;
        this.gone = gone;
    }

    /**
     * Takes the committer's place in this database, takes over what a former committer committed
     * until then, and takes up what was left parked. Counts only then: that committer may have been
     * finishing its last transaction, and this may have been a directory.
     */
    void open() {
        try {
            var mine = session();
            catchUp();
            open(mine);
        } catch (SQLException e) {
            throw new StorageFailed(
                    "the database could not be opened for filing, or another node files into it",
                    e);
        }
    }

    /**
     * Of several processes, does not lead until {@link #tryToOpen} says so.
     *
     * @param name of this process
     */
    void stepBack(UUID name) {
        process = name;
    }

    /** Takes the place if nobody has it; from then on this process leads. */
    synchronized boolean tryToOpen(UUID name) {
        try {
            var won = ledger.tryToBecomeCommitter(name);
            if (won.isEmpty()) return false;
            session = won.get().session();
            catchUp();
            open(won.get().session());
            return true;
        } catch (SQLException | StorageFailed e) {
            abandon();
            throw new StorageFailed("could not take over the numbering of acts", e);
        }
    }

    boolean leads() {
        return leads;
    }

    /** Takes over what another process has committed. */
    synchronized void catchUp() {
        if (leads) return;
        var before = size;
        for (var there = ledger.size(); size < there; ) {
            var more = ledger.tail(size, MOST_IN_BATCH);
            dockets.forget(more.stream().map(act -> act.envelope().header().docket()).toList());
            var next = trust;
            for (var stored : more)
                if (changesTrust(stored.envelope())) next = next.with(stored.envelope());
            trust = next;
            // What was lost ends the table without an act.
            size = more.isEmpty() ? there : more.getLast().position() + 1;
        }
        if (size > before) listeners.forEach(Runnable::run);
    }

    /** What would become of an act, had its turn come now: for an answer, never for a filing. */
    Filing foretold(Presented presented) {
        return new Batch(
                        state,
                        size,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        ledger.known(List.of(presented.act())),
                        dockets,
                        examination,
                        trust,
                        new Parking(),
                        random,
                        new OpeningQuota(ledger),
                        second,
                        linked)
                .file(presented);
    }

    private void open(Ledger.Session mine) throws SQLException {
        size = ledger.size();
        for (var waiting : mine.parked()) {
            var there = mine.positions(waiting.missing()).keySet();
            parking.put(waiting);
            release(parking.ready(there));
        }
        mine.commit();
        leads = true;
    }

    /** From now on a thread of its own takes the steps. */
    void start() {
        thread = Thread.ofPlatform().name("committer").start(this::run);
    }

    void links(Function<UUID, List<UUID>> later) {
        linked = new LinkedReview(dockets::of, later);
    }

    void knows(Strangers people) {
        second = new SecondPerson(people);
    }

    Optional<Filing.Rejected> notStrangers(Envelope act, Held docket) {
        return second.refused(act, docket).or(() -> linked.refused(act, docket));
    }

    Trust trust() {
        return trust;
    }

    long size() {
        return size;
    }

    void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    /** Waits for the act's turn and for its transaction. */
    Filing file(Presented presented) {
        try {
            var answer = queue(presented);
            while (thread == null && !answer.isDone()) step();
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailed("interrupted while an act waited to be filed", e);
        } catch (ExecutionException e) {
            throw new StorageFailed("could not file an act", e);
        }
    }

    /** Takes the act into the queue; a full queue is waited for, not for long. */
    CompletableFuture<Filing> queue(Presented presented) throws InterruptedException {
        var waiting = new Waiting(presented, new CompletableFuture<>());
        if (stopped) throw new StorageFailed("the registry has stopped writing");
        if (!queue.offer(waiting, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS))
            return CompletableFuture.completedFuture(Filing.Rejected.of("registry.busy"));
        if (stopped) refuseQueued();
        return waiting.answer();
    }

    private void run() {
        try {
            while (!stopped) {
                var next =
                        released.isEmpty()
                                ? queue.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS)
                                : released.remove();
                if (next != null) settle(next);
                else if (process != null) look();
            }
        } catch (InterruptedException _) {
            stopped = true;
        }
        refuseQueued();
        var mine = session;
        session = null;
        if (mine != null) mine.resign();
    }

    /** While nothing is filed: whether the session, and with it our place, is still there. */
    private void look() {
        try {
            session().check();
        } catch (SQLException _) {
            abandon();
        } catch (StorageFailed e) {
            LOG.error("this process no longer numbers acts", e);
        }
    }

    /** Settles what has queued; false if that is nothing. */
    boolean step() {
        var first = released.isEmpty() ? queue.poll() : released.remove();
        if (first == null) return false;
        settle(first);
        if (stopped) refuseQueued();
        return true;
    }

    private void settle(Waiting first) {
        var batch = new ArrayList<Waiting>();
        try {
            take(first, batch);
            settle(batch);
        } catch (SQLException | RuntimeException e) {
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        }
    }

    /** A batch ends with an act that changes whom we trust: what follows is checked by the new. */
    private void take(Waiting first, List<Waiting> batch) {
        batch.add(first);
        while (batch.size() < MOST_IN_BATCH && !changesTrust(batch.getLast().presented().act())) {
            var next = released.isEmpty() ? queue.poll() : released.remove();
            if (next == null) return;
            batch.add(next);
        }
    }

    private static boolean changesTrust(Envelope act) {
        var kind = act.header().kind();
        return kind.equals(Directory.KIND) || kind.equals(Profile.KIND) || kind.equals(Roll.KIND);
    }

    private void settle(List<Waiting> waiting) throws SQLException {
        try {
            settleOnce(waiting);
        } catch (Displaced _) {
            // Nothing was committed. Ruled on anew, behind whatever is there now.
            settleOnce(waiting.stream().filter(one -> !one.answer().isDone()).toList());
        }
    }

    private void settleOnce(List<Waiting> waiting) throws SQLException {
        var batch = begin(waiting);
        var answers = new LinkedHashMap<Waiting, Filing>();
        for (var one : waiting) {
            try {
                answers.put(one, batch.file(one.presented()));
            } catch (RuntimeException e) {
                // An act that breaks an invariant of ours must not take the others with it.
                one.answer().completeExceptionally(e);
            }
        }
        if (!batch.changesNothing()) commit(batch);
        // Only now is any answer true: also a denial may rest on an act of this batch.
        answers.forEach((one, filing) -> one.answer().complete(filing));
        if (!batch.accepted().isEmpty()) listeners.forEach(Runnable::run);
    }

    /** The next position is taken: by nobody who came through this door. */
    private static final class Displaced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Displaced(SQLException cause) {
            super("somebody wrote into the act table beside the door", cause);
        }
    }

    /** Says whose rows they are, and goes on behind them. */
    private Displaced displaced(SQLException cause) {
        var from = size;
        size = ledger.size();
        dockets.forgetAll();
        intruders.noticed(from, size);
        return new Displaced(cause);
    }

    private Batch begin(List<Waiting> waiting) throws SQLException {
        var acts = waiting.stream().map(one -> one.presented().act()).toList();
        try {
            return new Batch(
                    state,
                    size,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    session().known(acts),
                    dockets,
                    examination,
                    trust,
                    parking,
                    random,
                    new OpeningQuota(ledger),
                    second,
                    linked);
        } catch (SQLException e) {
            abandon();
            if (isDiskFailure(e)) stop();
            throw e;
        }
    }

    private void commit(Batch batch) {
        // Until the outcome is known: what is written under an epoch is there before it ends.
        sealing.whileNoEpochEnds(
                () -> {
                    write(batch);
                    return batch;
                });
    }

    private void write(Batch batch) {
        try {
            var mine = session();
            if (!batch.accepted().isEmpty()) insert(mine, batch);
            if (!batch.parked().isEmpty()) mine.park(batch.parked());
            if (!batch.unparked().isEmpty()) mine.unpark(batch.unparked());
            // The commit point. A crash before it leaves nothing, after it everything; nobody was
            // told anything yet, and whoever asks again is answered from the table.
            mine.commit();
        } catch (SQLException e) {
            resolve(batch, e);
        } catch (Displaced e) {
            throw e;
        } catch (RuntimeException e) {
            forgetInserted();
            throw e;
        }
        remember(batch);
    }

    /**
     * Something of ours failed before the commit, as when a section cannot be sealed. The next
     * batch begins at the same position, and must not find what this one inserted there.
     */
    private void forgetInserted() {
        try {
            session().rollback();
        } catch (SQLException _) {
            abandon();
        }
    }

    private void insert(Ledger.Session mine, Batch batch) throws SQLException {
        try {
            mine.insert(batch.accepted());
        } catch (SQLException e) {
            // Refused before the commit: its outcome is known.
            if (!UNIQUE.equals(e.getSQLState()) || ledger.size() == size) throw e;
            mine.rollback();
            throw displaced(e);
        }
    }

    /** Finds out what became of a commit that failed. Returns only if it was done. */
    private void resolve(Batch batch, SQLException failure) {
        dockets.forget(batch.grown().keySet());
        abandon();
        if (isDiskFailure(failure)) {
            stop();
            throw new StorageFailed("the database's disk failed; nothing more is written", failure);
        }
        var digests = batch.accepted().stream().map(Stored::digest).toList();
        var there = ask(digests, failure);
        // One transaction: all or none.
        if (there.size() == batch.accepted().size() && !there.isEmpty()) return;
        // If somebody wrote past the door, our next position is not theirs.
        size = ledger.size();
        throw new StorageFailed("the acts were not filed", failure);
    }

    /** Asking, unlike committing, may be repeated. */
    private Map<Digest, Long> ask(List<Digest> digests, SQLException failure) {
        for (var attempt = 0; attempt < MOST_QUESTIONS; attempt++) {
            try {
                return session().positions(digests);
            } catch (SQLException e) {
                abandon();
                failure.addSuppressed(e);
            }
        }
        stop();
        throw new StorageFailed("a commit's outcome cannot be told", failure);
    }

    /**
     * A server that panicked, or whose disk gives errors, may have lost what it took for written: a
     * sync that failed once may succeed the second time without having synced anything.
     */
    private static boolean isDiskFailure(SQLException failure) {
        var state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return Set.of("58030", "57P02", "XX001", "XX002").contains(state)
                || failure instanceof org.postgresql.util.PSQLException postgres
                        && postgres.getServerErrorMessage() != null
                        && "PANIC".equals(postgres.getServerErrorMessage().getSeverity());
    }

    private void remember(Batch batch) {
        size += batch.accepted().size();
        dockets.committed(batch.grown().values());
        var next = trust;
        for (var stored : batch.accepted())
            if (changesTrust(stored.envelope())) next = next.with(stored.envelope());
        trust = next;
        batch.unparked().forEach(parking::remove);
        batch.parked().forEach(parking::put);
        var arrived =
                batch.accepted().stream()
                        .map(Stored::digest)
                        .collect(Collectors.toCollection(TreeSet::new));
        release(parking.ready(arrived));
    }

    /** Presents acts again whose parents are here. A crash loses nothing: they are still parked. */
    private void release(List<Parking.Waiting> ready) {
        for (var act : ready)
            released.add(
                    new Waiting(
                            new Presented(act.act(), act.internal(), false, Trust.NONE),
                            new CompletableFuture<>()));
    }

    private Ledger.Session session() throws SQLException {
        var mine = session;
        if (mine == null) {
            var name = process;
            mine = name == null ? ledger.becomeCommitter() : takeBack(name);
            session = mine;
        }
        return mine;
    }

    /**
     * After a session was lost: the place again, unless another process has it by now. Then this
     * one ends, and comes back as one that hands over.
     */
    private Ledger.Session takeBack(UUID name) {
        var until = System.nanoTime() + LONGEST_RETURN.toNanos();
        @Nullable SQLException failure = null;
        while (System.nanoTime() < until && !stopped) {
            try {
                var won = ledger.tryToBecomeCommitter(name);
                if (won.isPresent()) {
                    if (won.get().before().equals(Optional.of(name))) return won.get().session();
                    won.get().session().resign();
                    break;
                }
            } catch (SQLException e) {
                failure = e;
            }
            LockSupport.parkNanos(TAKE_BACK.toNanos());
        }
        stop();
        var what = "another process numbers the acts by now, or the database is away";
        throw failure == null ? new StorageFailed(what) : new StorageFailed(what, failure);
    }

    private void abandon() {
        var mine = session;
        session = null;
        if (mine != null) mine.abandon();
    }

    private void stop() {
        stopped = true;
        gone.run();
    }

    private void refuseQueued() {
        var left = new ArrayList<Waiting>();
        queue.drainTo(left);
        left.forEach(
                waiting ->
                        waiting.answer()
                                .completeExceptionally(
                                        new StorageFailed("the registry has stopped writing")));
    }

    @Override
    public void close() {
        stopped = true;
        var running = thread;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
