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
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Tiles;
import comity.record.tlog.TlogProof;
import comity.record.tlog.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Registry registry;
    private final LogSigner keys;
    private final Cosigned cosigned;
    private final InstantSource clock;
    private final Path folder;
    private final Runnable gone;
    private final Tree tree;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Thread thread;
    private volatile Note newest;
    private volatile boolean closed;

    /**
     * @param gone called when the log could not be written or is not what it was: nothing more is
     *     signed, and whoever started the process ends it
     */
    public Publication(
            Registry registry,
            LogSigner keys,
            Cosigned cosigned,
            InstantSource clock,
            Path folder,
            Runnable gone) {
        this.gone = gone;
        this.cosigned = cosigned;
        this.registry = registry;
        this.keys = keys;
        this.clock = clock;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the log's folder cannot be made: " + folder, e);
        }
        var kept = kept();
        this.tree = new Tree(new FileTiles(folder), kept.map(Checkpoint::size).orElse(0L));
        kept.ifPresent(
                checkpoint -> {
                    if (checkpoint.size() > registry.size())
                        throw new IllegalStateException(
                                "The log is ahead of the database: an old backup was restored. Do not sign; fetch what partners hold.");
                    if (!Arrays.equals(checkpoint.root(), tree.root()) || !isOfTheTable())
                        throw new IllegalStateException(
                                "The log's tiles are not those that its checkpoint signed, or not those of the acts table. Do not serve; compare with your partners' copies.");
                });
        this.newest = signed();
        registry.onCommit(this::wake);
        this.thread = Thread.ofPlatform().name("publication").start(this::follow);
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

    private Optional<Checkpoint> kept() {
        var file = folder.resolve("checkpoint");
        if (!Files.exists(file)) return Optional.empty();
        try {
            var note = Note.parse(Files.readString(file));
            if (!keys.logKeys().signed(note))
                throw new IllegalStateException(
                        "the log's checkpoint is not signed by its key: " + file);
            return Optional.of(Checkpoint.of(note));
        } catch (IOException | MalformedNote e) {
            throw new IllegalStateException("the log's checkpoint cannot be read: " + file, e);
        }
    }

    private void follow() {
        while (!closed) {
            try {
                var batch = registry.leaves(tree.size(), BATCH);
                if (batch.isEmpty()) await(PAUSE);
                else publish(batch);
            } catch (StorageFailed e) {
                // Reading is repeatable; if the database is gone for good, its owner ends us.
                LOG.warn("the log could not follow the acts table; trying again", e);
                rest();
            } catch (RuntimeException e) {
                // A write or sync of the log failed, or it is not what we wrote: never tried again.
                LOG.error("the log stops", e);
                closed = true;
                gone.run();
            }
        }
    }

    private void publish(List<Leaf> batch) {
        tree.append(batch.stream().map(leaf -> Merkle.leafHash(leaf.data())).toList());
        var note = signed();
        write(note);
        newest = note;
        wake();
    }

    /**
     * The checkpoint of the tree as it stands: never of a root that the tiles on disk do not have.
     */
    private Note signed() {
        var root = tree.root();
        if (!Arrays.equals(root, tree.rootFromTiles()))
            throw new IllegalStateException(
                    "the tree in memory and the tiles on disk disagree; nothing is signed");
        var text = new Checkpoint(origin(), tree.size(), root).text();
        return new Note(text, keys.signCheckpoint(text, clock.instant()));
    }

    /**
     * A crash before the rename leaves the former checkpoint, whose tree is the beginning of this
     * one.
     */
    private void write(Note note) {
        var draft = folder.resolve("checkpoint.new");
        try {
            try (var channel =
                    FileChannel.open(
                            draft,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(note.encoded().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(
                    draft,
                    folder.resolve("checkpoint"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (var place = FileChannel.open(folder, StandardOpenOption.READ)) {
                place.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the checkpoint", e);
        }
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

    /** The log's name. */
    public String origin() {
        return keys.logKeys().name();
    }

    /**
     * Waits until the log holds the act at {@code position}; false if it does not within {@code
     * longest}.
     */
    public boolean awaitPosition(long position, Duration longest) {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (size(newest) <= position && left > 0 && !closed) left = moved.awaitNanos(left);
            return size(newest) > position;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static long size(Note note) {
        try {
            return Checkpoint.of(note).size();
        } catch (MalformedNote e) {
            throw new IllegalStateException("our own checkpoint cannot be read", e);
        }
    }

    /**
     * The receipt of an act that this node filed: under the first checkpoint holding it that a
     * partner cosigned, else under the newest. Empty while the log does not hold it yet.
     */
    public Optional<Receipt> receipt(Digest digest) {
        return registry.leaf(digest).flatMap(this::receipt);
    }

    private Optional<Receipt> receipt(Leaf leaf) {
        var note = cosigned.holding(leaf.position()).map(Publication::note).orElse(newest);
        var size = size(note);
        if (size <= leaf.position()) return Optional.empty();
        var proof = new TlogProof(leaf.position(), tree.inclusion(leaf.position(), size), note);
        return Optional.of(new Receipt(origin(), leaf.nonce(), proof.text()));
    }

    private static Note note(String text) {
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

    /** A partner cosigned this checkpoint of ours: from now on receipts lead to it. */
    public void cosigned(Note note) {
        cosigned.keep(size(note), note.encoded());
    }

    /** How a witness answers (C2SP tlog-witness, add-checkpoint). */
    public sealed interface Witnessed {
        record Cosigned(List<Note.Signature> signatures) implements Witnessed {}

        /** 409: the witness saw a tree of another size last. */
        record SizeIs(long size) implements Witnessed {}

        /** 400, 403, 422. */
        record Refused(int status) implements Witnessed {}
    }

    /**
     * Cosigns another operator's checkpoint if it continues the last one that this node saw of it.
     */
    public synchronized Witnessed witness(NoteKeys log, long old, List<byte[]> proof, Note note) {
        try {
            var checkpoint = Checkpoint.of(note);
            if (!checkpoint.origin().equals(log.name()) || !log.signed(note))
                return new Witnessed.Refused(403);
            if (old > checkpoint.size()) return new Witnessed.Refused(400);
            var last = registry.checkpointOf(log.name()).map(Publication::note);
            var held =
                    last.isPresent()
                            ? Checkpoint.of(last.get())
                            : new Checkpoint(log.name(), 0, Merkle.EMPTY_ROOT);
            if (held.size() != old) return new Witnessed.SizeIs(held.size());
            if (!Merkle.consistent(old, held.root(), checkpoint.size(), checkpoint.root(), proof))
                return new Witnessed.Refused(422);
            var signatures = keys.cosign(checkpoint.text(), clock.instant());
            if (!registry.keepCheckpoint(log.name(), note.encoded()))
                return new Witnessed.Refused(403);
            return new Witnessed.Cosigned(signatures);
        } catch (MalformedNote _) {
            return new Witnessed.Refused(400);
        }
    }

    /**
     * A file of the log as it is served: {@code checkpoint} or {@code tile/…}; empty if there is
     * none.
     */
    public Optional<byte[]> file(String path) {
        if (!path.equals("checkpoint")
                && !path.matches("tile/[0-7](/x[0-9]{3})*/[0-9]{3}(\\.p/[0-9]{1,3})?"))
            return Optional.empty();
        try {
            var file = folder.resolve(path);
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + path, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
