package comity.node.publication;

import comity.node.registry.Leaf;
import comity.node.registry.Registry;
import comity.node.registry.StorageFailed;
import comity.record.act.Digest;
import comity.record.act.Receipt;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Tiles;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The State's log. One thread follows the acts table; for each batch it appends leaves, recomputes
 * the root from tiles read back from disk, signs a checkpoint if both roots agree, and writes it.
 * The table is the truth: after a crash at any point the same leaves give the same tree.
 */
public final class Publication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** After so long without a word from anybody who holds checkpoints of ours, they are asked. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Registry registry;
    private final LogSigner keys;
    private final Cosignatures cosigned;
    private final Quorum quorum;
    private final Holders holders;
    private final InstantSource clock;
    private final LogFiles files;
    private final Runnable gone;
    private final CheckpointFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile @Nullable Thread thread;

    /** Empty until the log's place has answered for the first time. */
    private @Nullable GrownTree grown;

    /** Whether something was appended that no checkpoint holds yet. */
    private boolean due;

    private int failures;

    /** The tree as its files have it. */
    private volatile Tree tree;

    private volatile @Nullable Waiting waiting;
    private volatile Note newest;
    private volatile long witnessedSize;
    private volatile boolean closed;
    private volatile @Nullable Behind behind;
    private volatile Instant heard;

    /**
     * The largest tree that anybody showed us under our own signature: below it nothing is signed.
     */
    private volatile @Nullable Checkpoint floor;

    /**
     * This node's record is not what it signed before: an old state of it is running.
     *
     * @param ours how many acts are here
     * @param shown how many entries the log had when it was signed
     * @param by who showed it
     */
    public record Behind(long ours, long shown, String by) {}

    /**
     * The log's place does not take what is to be published: acts are filed meanwhile, and are not
     * yet witnessed.
     *
     * @param since when it was first found so
     * @param why in a word
     */
    public record Waiting(Instant since, LogAway.Reason why) {}

    /** A log in a folder, that no witness is asked for beside the partner States. */
    public Publication(
            Registry registry,
            LogSigner keys,
            Cosigned cosigned,
            InstantSource clock,
            Path folder,
            Runnable gone) {
        this(
                registry,
                keys,
                cosigned,
                Quorum.ofPartners(
                        () ->
                                registry.directories().byState().values().stream()
                                        .filter(
                                                state ->
                                                        !state.logOrigin()
                                                                .equals(keys.logKeys().name()))
                                        .map(state -> NoteKeys.of(state.log().witness()))
                                        .toList()),
                Holders.none(),
                clock,
                folder,
                gone);
    }

    /** A log in a folder. */
    public Publication(
            Registry registry,
            LogSigner keys,
            Cosigned cosigned,
            Quorum quorum,
            Holders holders,
            InstantSource clock,
            Path folder,
            Runnable gone) {
        this(registry, keys, cosigned, quorum, holders, clock, new LogFolder(folder), gone);
        start();
    }

    /**
     * @param quorum when a checkpoint counts as witnessed
     * @param holders who is asked what it holds of this log, before anything is signed
     * @param files where the log lies
     * @param gone called when the log could not be written or is not what it was: nothing more is
     *     signed, and whoever started the process ends it
     * @throws LogAway if the log's place does not answer, and nothing was ever filed. Later it may
     *     be away: an emergency does not wait for it.
     */
    public static Publication following(
            Registry registry,
            LogSigner keys,
            Cosigned cosigned,
            Quorum quorum,
            Holders holders,
            InstantSource clock,
            LogFiles files,
            Runnable gone) {
        var log = new Publication(registry, keys, cosigned, quorum, holders, clock, files, gone);
        log.start();
        return log;
    }

    private void start() {
        registry.onCommit(this::wake);
        thread = Thread.ofPlatform().name("publication").start(this::follow);
    }

    /** The same wherever the log lies; whoever opened it drives {@link #step}. */
    Publication(
            Registry registry,
            LogSigner keys,
            Cosignatures cosigned,
            Quorum quorum,
            Holders holders,
            InstantSource clock,
            LogFiles files,
            Runnable gone) {
        this.gone = gone;
        this.cosigned = cosigned;
        this.quorum = quorum;
        this.holders = holders;
        this.registry = registry;
        this.keys = keys;
        this.clock = clock;
        this.files = files;
        this.file = new CheckpointFile(files);
        this.heard = clock.instant();
        this.tree = new Tree(files.tiles(), 0);
        this.newest = unsigned();
        this.witnessedSize = cosigned.witnessedSize();
        var isNew = false;
        try {
            if (registry.leads()) isNew = open();
            else look();
        } catch (LogAway e) {
            if (registry.size() == 0) throw e;
            wait(e);
        }
        if (registry.leads()) ask();
        if (isNew && behind == null && floor == null) newest = signed();
    }

    /**
     * Reads the log as its place has it.
     *
     * @return whether it is a new one
     */
    private boolean open() {
        var kept = file.read(keys.logKeys());
        var opened = new GrownTree(files, kept.map(Publication::size).orElse(0L));
        tree = opened.kept();
        kept.ifPresent(this::compare);
        kept.ifPresent(note -> newest = note);
        grown = opened;
        due = false;
        return kept.isEmpty();
    }

    private void compare(Note kept) {
        var size = size(kept);
        if (size > registry.size()) {
            stop(new Behind(registry.size(), size, "this node's own log"));
            return;
        }
        if (!Arrays.equals(root(kept), tree.root()) || !isOfTheTable())
            throw new IllegalStateException(
                    "The log's tiles are not those that its checkpoint signed, or not those of the acts table. Do not serve; compare with your partners' copies.");
    }

    /** A checkpoint of nothing, until the first is signed. */
    private Note unsigned() {
        return new Note(new Checkpoint(origin(), 0, Merkle.EMPTY_ROOT).text(), List.of());
    }

    /** Asks everybody who may know more of this log than we do. */
    private void ask() {
        holders.ask(origin()).forEach(shown -> shown(shown.by(), shown.note()));
        heard = clock.instant();
    }

    /**
     * Somebody shows a checkpoint of this log. If our keys signed it and we do not hold what it
     * says, an old state of this node is running: from now on it signs nothing.
     */
    void shown(String by, Note note) {
        if (!isOurs(note)) return;
        heard = clock.instant();
        try {
            var checkpoint = Checkpoint.of(note);
            if (checkpoint.size() > registry.size())
                stop(new Behind(registry.size(), checkpoint.size(), by));
            else if (checkpoint.size() > tree.size()) {
                // The log's files are older than the table: signed only once level, and the same.
                var before = floor;
                if (before == null || before.size() < checkpoint.size()) floor = checkpoint;
            } else if (!Arrays.equals(tree.rootAt(checkpoint.size()), checkpoint.root()))
                stop(new Behind(registry.size(), checkpoint.size(), by));
        } catch (MalformedNote _) {
            // Nothing of ours.
        }
    }

    private void stop(Behind found) {
        if (behind != null) return;
        behind = found;
        registry.suspend("node.behind");
        LOG.error(
                "This node is behind its own log: it holds {} acts, and {} showed {} entries under this"
                        + " State's signature. Nothing is signed or filed. See docs/handbook/administrator.md,"
                        + " \"An old state of the node is running\".",
                found.ours(),
                found.by(),
                found.shown());
    }

    /** Present if an old state of this node is running: then it only reads. */
    public Optional<Behind> behind() {
        return Optional.ofNullable(behind);
    }

    /**
     * Whether the log's last leaves are the table's last logged acts: an act that was changed or
     * exchanged since shows here. The whole table is compared by the verifier, receipt by receipt.
     */
    private boolean isOfTheTable() {
        var size = tree.size();
        var first = Math.max(0, size - Tiles.WIDTH);
        var root = tree.root();
        return registry.leaves(first, (int) (size - first)).stream()
                .allMatch(
                        leaf ->
                                Merkle.includes(
                                        root,
                                        size,
                                        leaf.position(),
                                        Merkle.leafHash(leaf.data()),
                                        tree.inclusion(leaf.position(), size)));
    }

    private void follow() {
        while (!closed) {
            switch (step()) {
                case PUBLISHED -> {}
                case LEVEL -> await(PAUSE);
                case HINDERED -> rest();
                case AWAY -> pause();
                case FOLLOWING -> LockSupport.parkNanos(GLANCE.toNanos());
            }
        }
    }

    /** What came of one look at the table. */
    enum Step {
        PUBLISHED,
        /** There was nothing to publish. */
        LEVEL,
        /** What there is cannot be read now, or must not be published. */
        HINDERED,
        /** The log's place does not take it now. */
        AWAY,
        /** Another process of this node has not published it yet. */
        FOLLOWING
    }

    /** Publishes the next batch: what the log's thread does again and again. */
    Step step() {
        if (behind != null || closed) return Step.HINDERED;
        try {
            return advance();
        } catch (LogAway e) {
            wait(e);
            return Step.AWAY;
        } catch (LogSigner.Unavailable e) {
            // The leaves are in their place and the acts are filed; their checkpoint waits.
            LOG.warn("the log waits for its signer: {}", e.getMessage());
        } catch (StorageFailed e) {
            // Reading is repeatable; if the database is gone for good, its owner ends us.
            LOG.warn("the log could not follow the acts table; trying again", e);
        } catch (RuntimeException e) {
            // A write or sync of the log failed, or it is not what we wrote: never tried again.
            LOG.error("the log stops", e);
            closed = true;
            gone.run();
        }
        return Step.HINDERED;
    }

    /**
     * Another process of this node publishes: takes up what it has published by now.
     *
     * @return whether there was something
     */
    private boolean look() {
        var witnessed = cosigned.witnessedSize();
        var news = witnessed > witnessedSize;
        if (news) witnessedSize = witnessed;
        if (size(newest) < registry.size() || tree.size() < size(newest)) {
            var there = file.read(keys.logKeys());
            if (there.isPresent() && size(there.get()) > tree.size()) {
                tree = new Tree(files.tiles(), size(there.get()));
                newest = there.get();
                news = true;
            }
        }
        answers();
        if (news) wake();
        return news;
    }

    private Step advance() {
        if (!registry.leads()) {
            if (look()) return Step.PUBLISHED;
            return size(newest) < registry.size() ? Step.FOLLOWING : Step.LEVEL;
        }
        if (grown == null) {
            open();
            ask();
        }
        var growing = grown;
        if (growing == null || behind != null) return Step.HINDERED;
        if (!due) {
            var batch = registry.leafHashes(growing.size(), BATCH);
            if (batch.isEmpty()) {
                answers();
                return Step.LEVEL;
            }
            if (heard.plus(SILENCE).isBefore(clock.instant())) ask();
            if (behind != null) return Step.HINDERED;
            growing.append(batch);
            due = true;
        }
        publish(growing);
        return Step.PUBLISHED;
    }

    private void publish(GrownTree growing) {
        growing.settle();
        tree = growing.kept();
        if (isLevel()) {
            var note = signed();
            file.write(note);
            newest = note;
        }
        due = false;
        answers();
        wake();
    }

    /** What is to be published stays in the table, and in memory, until it is taken. */
    private void wait(LogAway away) {
        failures++;
        var before = waiting;
        if (before == null || before.why() != away.reason()) {
            waiting = new Waiting(before == null ? clock.instant() : before.since(), away.reason());
            LOG.warn(
                    "The log's place does not take what is to be published ({}). Acts go on, and"
                            + " are not yet witnessed; it is tried again.",
                    away.getMessage());
        }
        if (away.reason() == LogAway.Reason.MOVED) grown = null;
    }

    private void answers() {
        failures = 0;
        if (waiting != null) LOG.info("The log's place answers again: {}", files);
        waiting = null;
    }

    /** Present while the log's place does not take what is to be published. */
    public Optional<Waiting> waiting() {
        return Optional.ofNullable(waiting);
    }

    /** Doubles up to half a minute; no commit cuts it short. */
    private void pause() {
        var longest = Math.min(LONGEST_PAUSE.toNanos(), 100_000_000L << Math.min(failures, 10));
        var until = System.nanoTime() + longest;
        lock.lock();
        try {
            for (var left = longest; left > 0 && !closed; left = until - System.nanoTime()) {
                var _ = moved.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the tree has grown to what others saw of it, and is the same there. */
    private boolean isLevel() {
        var least = floor;
        if (least == null) return true;
        if (tree.size() < least.size()) return false;
        floor = null;
        if (!Arrays.equals(tree.rootAt(least.size()), least.root()))
            stop(new Behind(registry.size(), least.size(), "a holder of this log"));
        return behind == null;
    }

    /** The checkpoint of the tree as it was read back from its files. */
    private Note signed() {
        var text = new Checkpoint(origin(), tree.size(), tree.root()).text();
        return new Note(text, keys.signCheckpoint(text, clock.instant()));
    }

    private void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration longest) {
        lock.lock();
        try {
            if (tree.size() >= registry.size() && !closed) {
                var _ = moved.awaitNanos(longest.toNanos());
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** A pause that no commit cuts short. */
    private void rest() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** The newest checkpoint, signed by this log with a time. */
    public Note checkpoint() {
        return newest;
    }

    public long size() {
        return tree.size();
    }

    /**
     * The hashes of at most {@code count} leaves from {@code from} on, for those who mirror them.
     */
    public List<byte[]> leaves(long from, int count) {
        return tree.leaves(from, count);
    }

    /**
     * Takes up the log as others hold it, in place of what is here: whoever calls has put back the
     * acts and ends the process.
     *
     * @param newest a checkpoint that this log's keys signed
     * @param more the leaves from this tree's size up to that checkpoint's
     * @return false if they do not lead to its root; then nothing is changed
     */
    public boolean recover(Note newest, List<byte[]> more) {
        if (!isOurs(newest)) return false;
        var staged = new StagedTiles(files.tiles());
        if (!leadsTo(newest, more, staged)) return false;
        staged.flush();
        file.write(keys.logKeys().onlyOn(newest));
        return true;
    }

    /** Whether this tree, with {@code more} leaves, is the one that {@code newest} signed. */
    public boolean leadsTo(Note newest, List<byte[]> more) {
        return leadsTo(newest, more, new StagedTiles(files.tiles()));
    }

    private boolean leadsTo(Note newest, List<byte[]> more, Tiles staged) {
        var checkpoint = read(newest);
        if (tree.size() + more.size() != checkpoint.size()) return false;
        var grown = new Tree(staged, tree.size());
        grown.append(more);
        return Arrays.equals(grown.root(), checkpoint.root());
    }

    /** Whether {@code note} is a checkpoint of this log, signed by its keys. */
    public boolean isOurs(Note note) {
        return note.text().startsWith(origin() + "\n") && keys.logKeys().signed(note);
    }

    /** The log's name. */
    public String origin() {
        return keys.logKeys().name();
    }

    /**
     * Waits until the log holds the act at {@code position}; false if it does not within {@code
     * longest}.
     */
    public boolean awaitPosition(long position, Duration longest) {
        return await(longest, () -> size(newest) > position);
    }

    /** Waits until the act at {@code position} is witnessed; false if it is not in time. */
    public boolean awaitWitnessed(long position, Duration longest) {
        return await(longest, () -> isWitnessed(position));
    }

    /** Waits until a checkpoint of so many entries is there. */
    void awaitSize(long size, Duration longest) throws InterruptedException {
        if (!await(longest, () -> size(newest) >= size) && Thread.interrupted())
            throw new InterruptedException();
    }

    private boolean await(Duration longest, BooleanSupplier reached) {
        if (thread == null) {
            // Nobody else drives the log: one step, and no waiting.
            if (!reached.getAsBoolean()) step();
            return reached.getAsBoolean();
        }
        lock.lock();
        try {
            var left = longest.toNanos();
            while (!reached.getAsBoolean() && left > 0 && !closed) left = moved.awaitNanos(left);
            return reached.getAsBoolean();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether other operators countersigned a checkpoint that holds the act at this position. */
    public boolean isWitnessed(long position) {
        return position < witnessedSize;
    }

    /** How many acts are witnessed. */
    public long witnessedSize() {
        return witnessedSize;
    }

    static long size(Note note) {
        return read(note).size();
    }

    private static byte[] root(Note note) {
        return read(note).root();
    }

    private static Checkpoint read(Note note) {
        try {
            return Checkpoint.of(note);
        } catch (MalformedNote e) {
            throw new IllegalStateException("our own checkpoint cannot be read", e);
        }
    }

    /**
     * The receipt of an act that this node filed: under the first checkpoint holding it that a
     * partner cosigned, else under the newest. Empty while the log does not hold it yet.
     *
     * @throws LogAway if the log cannot be read now
     */
    public Optional<Receipt> receipt(Digest digest) {
        return registry.leaf(digest).flatMap(this::receipt);
    }

    /**
     * The receipt of an act under the first checkpoint that holds it and that {@code by} cosigned:
     * there is one, and nobody chooses it. Empty while there is none.
     *
     * @throws LogAway if the log cannot be read now
     */
    public Optional<Receipt> receipt(Digest digest, NoteKey by) {
        return registry.leaf(digest)
                .flatMap(
                        leaf ->
                                cosigned.allHolding(leaf.position(), BATCH).stream()
                                        .map(Publication::note)
                                        .filter(note -> by.cosignedAt(note).isPresent())
                                        .findFirst()
                                        .flatMap(note -> receipt(leaf, note)));
    }

    /** Whoever cosigned the newest checkpoint that is witnessed; empty if nobody did yet. */
    public Optional<NoteKey> witness() {
        var latest = cosigned.at(cosigned.witnessedSize()).map(Publication::note);
        return quorum.witnesses().stream()
                .filter(NoteKey::saysTime)
                .filter(key -> latest.flatMap(key::cosignedAt).isPresent())
                .findFirst();
    }

    private Optional<Receipt> receipt(Leaf leaf) {
        return receipt(
                leaf, cosigned.holding(leaf.position()).map(Publication::note).orElse(newest));
    }

    private Optional<Receipt> receipt(Leaf leaf, Note note) {
        var size = size(note);
        var away = waiting;
        if (away != null && tree.size() < size)
            throw new LogAway(away.why(), "the log was not read yet");
        // Also where the log's files are older than the table: they grow to it again.
        if (size <= leaf.position() || size > tree.size()) return Optional.empty();
        var proof = new TlogProof(leaf.position(), tree.inclusion(leaf.position(), size), note);
        return Optional.of(new Receipt(origin(), leaf.nonce(), proof.text()));
    }

    static Note note(String text) {
        try {
            return Note.parse(text);
        } catch (MalformedNote e) {
            throw new IllegalStateException("a kept checkpoint cannot be read", e);
        }
    }

    /** Proves to a witness that the tree it saw is the beginning of this one. */
    public List<byte[]> consistency(long earlier, long later) {
        return tree.consistency(earlier, later);
    }

    /**
     * Takes over what others signed on a checkpoint of ours: the valid lines of {@code by}, and
     * nothing else. From now on receipts may lead to it.
     *
     * @return false if one of these keys did not sign it
     */
    public synchronized boolean cosigned(Note note, List<NoteKey> by) {
        if (by.isEmpty() || !by.stream().allMatch(key -> key.cosignedAt(note).isPresent()))
            return false;
        heard = clock.instant();
        var size = size(note);
        var known = cosigned.at(size).map(Publication::note);
        var merged = known.orElseGet(() -> keys.logKeys().onlyOn(note));
        if (!merged.text().equals(note.text())) return false;
        for (var key : by)
            // The first signature of each stays: it is the tighter bound.
            if (key.cosignedAt(merged).isEmpty())
                merged =
                        merged.with(
                                new NoteKeys(key.name(), List.of(key), List.of())
                                        .onlyOn(note)
                                        .signatures());
        var witnessed = quorum.isMet(merged);
        cosigned.keep(size, merged.encoded(), witnessed);
        if (witnessed && size > witnessedSize) witnessedSize = size;
        wake();
        return true;
    }

    /**
     * A file of the log as it is served: {@code checkpoint} or {@code tile/…}; empty if there is
     * none.
     */
    public Optional<byte[]> file(String path) {
        if (!path.equals("checkpoint")
                && !path.matches("tile/[0-7](/x[0-9]{3})*/[0-9]{3}(\\.p/[0-9]{1,3})?"))
            return Optional.empty();
        return files.read(path);
    }

    @Override
    public void close() {
        closed = true;
        wake();
        var running = thread;
        if (running == null) return;
        try {
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
