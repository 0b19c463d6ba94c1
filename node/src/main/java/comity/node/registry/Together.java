package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several processes on one database. The one that holds the committer's lock numbers acts
 * and takes what the others hand over; the others follow the table, hand over what is presented to
 * them, and stand by to take its place.
 */
final class Together implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);

    /** How often table and answers are looked at: questions that an index answers. */
    private static final Duration BEAT = Duration.ofMillis(15);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOADS = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Filing BUSY = Filing.Rejected.of("registry.busy");

    private final UUID process;
    private final Committer committer;
    private final Checkpoints checkpoints;
    private final Handover handover;
    private final Door door;
    private final Runnable gone;

    /** What this process handed over, until it is answered. */
    private final Map<Long, CompletableFuture<String>> pending = new ConcurrentHashMap<>();

    /** As sequencer: what was settled, until it is written down. */
    private final ConcurrentLinkedQueue<Settled> settled = new ConcurrentLinkedQueue<>();

    private final List<Runnable> onElection = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private boolean elected;
    private volatile boolean closed;
    private long lastTry = System.nanoTime() - BETWEEN_TRIES.toNanos();
    private long lastLoad = System.nanoTime();

    private record Settled(long number, Optional<Filing> filing) {}

    /** The registry's own door: answers an act now or in its turn. */
    interface Door {
        CompletableFuture<Filing> queue(Envelope act, Set<Digest> internal, boolean own)
                throws InterruptedException;

        /** Takes over from the sequencer why nothing is filed; empty if it files. */
        void suspended(Optional<String> code);

        /** What would become of an act, had its turn come now. */
        Filing foretold(Envelope act, Set<Digest> internal, boolean own);
    }

    Together(
            UUID process,
            Committer committer,
            Checkpoints checkpoints,
            Handover handover,
            Door door,
            Runnable gone) {
        this.process = process;
        this.committer = committer;
        this.checkpoints = checkpoints;
        this.handover = handover;
        this.door = door;
        this.gone = gone;
        this.thread = Thread.ofPlatform().name("together").unstarted(this::run);
    }

    void start() {
        // Whoever is first leads at once, and what is started after this finds it so.
        elected = takesThePlace();
        if (!elected) door.suspended(handover.suspended());
        thread.start();
    }

    boolean leads() {
        return committer.leads();
    }

    /** Runs {@code work} once this process leads: now, or never, or when it is elected. */
    void whenElected(Runnable work) {
        synchronized (onElection) {
            if (!elected) {
                onElection.add(work);
                return;
            }
        }
        work.run();
    }

    /** Tells the others that nothing is filed, and why. */
    void suspend(String code) {
        handover.suspend(code);
    }

    /** Everything that is committed by now shows in what this process answers next. */
    void catchUp() {
        committer.catchUp();
    }

    /** Hands an act to the sequencer and waits for its answer. */
    Filing handOver(Envelope act, Set<Digest> internal, boolean own) {
        var number = handover.present(process, act, internal, own);
        var answer = pending.computeIfAbsent(number, _ -> new CompletableFuture<>());
        try {
            for (var patience = 0; patience < 2; patience++) {
                try {
                    var text = answer.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                    catchUp();
                    return Answers.read(text)
                            .orElseGet(() -> denied(door.foretold(act, internal, own)));
                } catch (TimeoutException _) {
                    // Nobody has it in hand: then nobody files it behind the person's back.
                    if (handover.withdraw(number)) return BUSY;
                }
            }
            throw new StorageFailed("the process that numbers acts does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailed("interrupted while an act waited to be filed", e);
        } catch (ExecutionException e) {
            throw new StorageFailed("could not file an act", e);
        } finally {
            pending.remove(number);
        }
    }

    /**
     * What the sequencer denied is denied here too, with its findings; else it has just changed.
     */
    private static Filing denied(Filing foretold) {
        return switch (foretold) {
            case Filing.Denied denied -> denied;
            case Filing.Overtaken overtaken -> overtaken;
            case Filing.Rejected rejected -> rejected;
            case Filing.Filed _, Filing.Parked _ -> BUSY;
        };
    }

    private void run() {
        while (!closed) {
            try {
                if (!pending.isEmpty()) fetchAnswers();
                if (leads()) serveOthers();
                else follow();
            } catch (StorageFailed e) {
                LOG.warn("the other processes cannot be followed now; trying again", e);
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            } catch (RuntimeException e) {
                LOG.error("this process cannot follow the others", e);
                closed = true;
                gone.run();
            }
            LockSupport.parkNanos(BEAT.toNanos());
        }
    }

    private void fetchAnswers() {
        // An answer may come before its number is known here.
        for (var answered : handover.answers(process))
            pending.computeIfAbsent(answered.number(), _ -> new CompletableFuture<>())
                    .complete(answered.answer());
    }

    private void follow() {
        committer.catchUp();
        var now = System.nanoTime();
        if (now - lastLoad > BETWEEN_LOADS.toNanos()) {
            lastLoad = now;
            checkpoints.load();
            door.suspended(handover.suspended());
        }
        if (now - lastTry > BETWEEN_TRIES.toNanos()) {
            lastTry = now;
            if (takesThePlace()) Thread.ofPlatform().name("elected").start(this::elected);
        }
    }

    private boolean takesThePlace() {
        if (!committer.tryToOpen(process)) return false;
        // Whether what is here is an old state is found out anew.
        door.suspended(Optional.empty());
        checkpoints.load();
        committer.start();
        LOG.info("This process ({}) numbers the acts from now on", process);
        return true;
    }

    private void elected() {
        try {
            List<Runnable> due;
            synchronized (onElection) {
                elected = true;
                due = List.copyOf(onElection);
                onElection.clear();
            }
            due.forEach(Runnable::run);
            handover.sweep();
        } catch (RuntimeException e) {
            LOG.error("this process was elected and cannot lead", e);
            gone.run();
        }
    }

    private void serveOthers() {
        for (var taken : handover.take(process, BUSY)) {
            try {
                var _ =
                        door.queue(taken.act(), taken.internal(), taken.own())
                                .whenComplete(
                                        (filing, failure) ->
                                                settled.add(
                                                        new Settled(
                                                                taken.number(),
                                                                failure == null
                                                                        ? Optional.of(filing)
                                                                        : Optional.empty())));
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                LOG.warn("an act that another process handed over was not settled", e);
                settled.add(new Settled(taken.number(), Optional.empty()));
            }
        }
        var answers = new HashMap<Long, Filing>();
        var again = new ArrayList<Long>();
        for (var one = settled.poll(); one != null; one = settled.poll()) {
            var number = one.number();
            one.filing()
                    .ifPresentOrElse(
                            filing -> answers.put(number, filing), () -> again.add(number));
        }
        handover.answer(answers);
        again.forEach(handover::putBack);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
