package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import comity.treaty.docket.Cooperation;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Profile;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
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
import java.util.random.RandomGenerator;

/**
 * The one thread that numbers and inserts acts. It takes whatever queued while the last transaction
 * was synced, rules on each in turn as if the ones before it were filed already, and inserts all
 * that are permitted in one transaction: the database's sync is paid once for the batch.
 *
 * <p>When a commit fails, its outcome is unknown. It is never repeated blindly: the table is asked,
 * by digest, what is there. If it cannot be asked, nothing more is written and the process ends;
 * its next start reads the truth from the table.
 */
final class Committer implements AutoCloseable {
    private static final int MOST_QUEUED = 1_024;
    private static final int MOST_IN_BATCH = 256;

    /** An act at the door. */
    record Presented(Envelope act, Set<Digest> internal, boolean own) {}

    private record Waiting(Presented presented, CompletableFuture<Filing> answer) {}

    private final String state;
    private final Acts acts;
    private final Parked parked;
    private final Trust trust;
    private final Dockets dockets;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Runnable gone;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile long size;
    private volatile boolean closed;

    Committer(
            String state,
            Acts acts,
            Parked parked,
            Trust trust,
            Dockets dockets,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        this.state = state;
        this.acts = acts;
        this.parked = parked;
        this.trust = trust;
        this.dockets = dockets;
        this.clock = clock;
        this.random = random;
        this.gone = gone;
        this.size = acts.size();
        this.thread = Thread.ofPlatform().name("committer").start(this::run);
    }

    long size() {
        return size;
    }

    void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    /** Waits for the act's turn; the queue is bounded, so a caller may wait to be let in. */
    Filing file(Presented presented) {
        var waiting = new Waiting(presented, new CompletableFuture<>());
        try {
            if (closed)
                throw new StorageFailed(
                        "the registry has stopped writing", new IllegalStateException());
            queue.put(waiting);
            return waiting.answer().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailed("interrupted while an act waited to be filed", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new StorageFailed("could not file an act", e);
        }
    }

    private void run() {
        while (!closed) {
            var batch = new ArrayList<Waiting>();
            try {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_IN_BATCH - 1);
                commit(batch);
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
            }
        }
        var left = new ArrayList<Waiting>();
        queue.drainTo(left);
        left.forEach(
                waiting ->
                        waiting.answer()
                                .completeExceptionally(
                                        new StorageFailed(
                                                "the registry has stopped writing",
                                                new IllegalStateException())));
    }

    private void commit(List<Waiting> batch) {
        var answers = new LinkedHashMap<Waiting, Filing>();
        var accepted = new ArrayList<Stored>();
        var drafts = new HashMap<UUID, Dockets.Held>();
        for (var waiting : batch) {
            try {
                answers.put(waiting, rule(waiting.presented(), drafts, accepted));
            } catch (RuntimeException e) {
                // One act that breaks an invariant of ours must not take the others with it.
                waiting.answer().completeExceptionally(e);
            }
        }
        if (!accepted.isEmpty() && !insert(accepted, drafts)) return;
        answers.forEach((waiting, filing) -> waiting.answer().complete(filing));
        if (accepted.isEmpty()) return;
        listeners.forEach(Runnable::run);
        accepted.forEach(this::release);
    }

    /** What becomes of one act, given the table and the acts accepted before it in this batch. */
    private Filing rule(
            Presented presented, Map<UUID, Dockets.Held> drafts, List<Stored> accepted) {
        var act = presented.act();
        var header = act.header();
        var digest = act.digest();
        var docket = drafts.computeIfAbsent(header.docket(), dockets::of);
        if (docket.holds(digest)) return already(digest, accepted);
        var sameId = acts.byId(header.id());
        if (sameId.isPresent()
                || accepted.stream()
                        .anyMatch(other -> other.envelope().header().id().equals(header.id()))) {
            return new Filing.Rejected("id.taken", Map.of("id", header.id().toString()));
        }
        if (presented.own()) {
            var seen = docket.seenBy(state);
            if (!seen.equals(header.seen())) return new Filing.Overtaken(seen);
        } else {
            var missing = new TreeSet<>(header.seen());
            missing.removeIf(
                    parent -> presented.internal().contains(parent) || docket.holds(parent));
            if (!missing.isEmpty()) {
                return parked.park(act, presented.internal(), missing)
                        ? new Filing.Parked(missing)
                        : new Filing.Rejected("parked.full");
            }
        }
        var denial = denial(presented, docket);
        if (denial.isPresent()) return denial.get();
        var nonce = new byte[Receipt.NONCE_BYTES];
        random.nextBytes(nonce);
        var stored = new Stored(size + accepted.size(), act, nonce, Acts.stored(clock.instant()));
        accepted.add(stored);
        drafts.put(header.docket(), docket.with(act));
        return new Filing.Filed(digest, stored.position());
    }

    private Filing already(Digest digest, List<Stored> accepted) {
        return accepted.stream()
                .filter(other -> other.digest().equals(digest))
                .findFirst()
                .or(() -> acts.byDigest(digest))
                .<Filing>map(stored -> new Filing.Filed(digest, stored.position()))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "a docket holds an act that the table does not"));
    }

    private Optional<Filing> denial(Presented presented, Dockets.Held held) {
        var act = presented.act();
        var header = act.header();
        switch (header.kind()) {
            case Directory.KIND -> {
                return trust.objection(act).map(Filing.class::cast);
            }
            case Profile.KIND -> {
                return Optional.empty();
            }
            default -> {}
        }
        var past = held.docket().before(header.seen());
        var proposed = Cooperation.read(act);
        var states = parties(held, act);
        var profiles = trust.profiles(states);
        var rulebook = Rulebook.current();
        if (presented.own() && !header.rules().equals(rulebook.digest(profiles))) {
            return Optional.of(new Filing.Rejected("rules.changed", Map.of()));
        }
        return switch (rulebook.ruling(past, proposed, header.author(), profiles)) {
            case Ruling.Permitted _ -> Optional.empty();
            case Ruling.Denied denied ->
                    presented.own() || denied.findings().stream().anyMatch(Committer::isViolated)
                            ? Optional.of(new Filing.Denied(denied))
                            : Optional.empty();
        };
    }

    /**
     * What a foreign act's withheld parts would have told could not be checked; that alone keeps
     * nothing out.
     */
    private static boolean isViolated(Finding finding) {
        return finding.truth() == comity.treaty.terms.Truth.FALSE;
    }

    private static Set<String> parties(Dockets.Held held, Envelope act) {
        var states = new TreeSet<String>();
        var docket = held.with(act).docket();
        docket.requesting().ifPresent(states::add);
        docket.requested().ifPresent(states::add);
        return states;
    }

    /** True if the acts are durable. False if they are not, and their authors were told. */
    private boolean insert(List<Stored> accepted, Map<UUID, Dockets.Held> drafts) {
        try {
            acts.append(accepted);
        } catch (StorageFailed e) {
            drafts.keySet().forEach(dockets::forget);
            return resolve(accepted, drafts, e);
        }
        remember(accepted, drafts);
        return true;
    }

    private boolean resolve(
            List<Stored> accepted, Map<UUID, Dockets.Held> drafts, StorageFailed failure) {
        try {
            // One transaction: its first act is there if and only if all are.
            var there = acts.byDigest(accepted.getFirst().digest()).isPresent();
            if (there) {
                remember(accepted, drafts);
                return true;
            }
        } catch (StorageFailed e) {
            failure.addSuppressed(e);
            closed = true;
            gone.run();
        }
        throw failure;
    }

    private void remember(List<Stored> accepted, Map<UUID, Dockets.Held> drafts) {
        drafts.values().forEach(dockets::put);
        size += accepted.size();
        for (var stored : accepted) {
            switch (stored.envelope().header().kind()) {
                case Directory.KIND -> trust.learnDirectory(stored.envelope());
                case Profile.KIND -> trust.learnProfile(stored.envelope());
                default -> {}
            }
        }
    }

    /**
     * Acts that waited for one that is filed now are presented again; a crash here loses only a
     * wait: the peer sends again.
     */
    private void release(Stored arrived) {
        for (var waiting : parked.takeWaitingFor(arrived.digest())) {
            var again =
                    new Waiting(
                            new Presented(waiting.act(), waiting.internal(), false),
                            new CompletableFuture<>());
            if (!queue.offer(again))
                parked.park(waiting.act(), waiting.internal(), Set.of(arrived.digest()));
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
