package comity.node.vault;

import comity.evidence.exhibit.Opener;
import comity.evidence.exhibit.Sealer;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Files on their way into the vault. Sealed bytes grow while an upload runs, with a record of what
 * is known of it beside them; when it is whole and its hash is the announced one, it becomes an
 * exhibit.
 *
 * <p>What a crash leaves: bytes with some whole segments (the sender goes on from there), or a
 * whole one that is not closed yet (closing it is repeated). The record of a closed upload stays
 * until it expires, so that a sender who lost the answer hears it again. Nothing is reported
 * durable before it was synced; what a crash left is synced at the start.
 */
public final class Uploads {
    /** A sender who pauses longer is resumed from the store, not from memory. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final FileVault vault;
    private final Store store;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration expiry;
    private final ConcurrentMap<UUID, Writing> writing = new ConcurrentHashMap<>();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    /** An upload whose sealer is in memory; after a restart it is rebuilt from the file. */
    private record Writing(Store.Growing file, Sealer sealer) {

        /** Of what is whole, what is durable. */
        long offset() {
            return Opener.wholeSegments(file.durable()) << 16;
        }
    }

    /**
     * @param expiry how long an upload waits for its next bytes
     */
    public Uploads(FileVault vault, SecureRandom random, InstantSource clock, Duration expiry) {
        this.vault = vault;
        this.store = vault.store();
        this.random = random;
        this.clock = clock;
        this.expiry = expiry;
        try {
            recover();
        } catch (IOException e) {
            throw new UncheckedIOException("could not look after broken-off uploads", e);
        }
    }

    /** What was never announced, or dropped halfway, goes. */
    private void recover() throws IOException {
        for (var id : store.growing())
            if (store.read(Store.INCOMING, id.toString()).isEmpty()) store.drop(id);
        if (store.mayBeAway()) return;
        for (var id : ids()) if (isHalfDropped(id)) store.delete(Store.INCOMING, id.toString());
    }

    /** Its bytes went first; one that was finished has become an exhibit, and is closed again. */
    private boolean isHalfDropped(UUID id) throws IOException {
        return store.grown(id).isEmpty()
                && about(id).filter(about -> found(about).isEmpty()).isPresent();
    }

    private List<UUID> ids() throws IOException {
        return store.names(Store.INCOMING).stream().map(UUID::fromString).toList();
    }

    private Optional<Json.Obj> about(UUID id) throws IOException {
        return store.read(Store.INCOMING, id.toString()).map(Store.Kept::record);
    }

    private Json.Obj requiredAbout(UUID id) throws IOException {
        return about(id).orElseThrow(() -> new IOException("an upload's record is gone"));
    }

    /** Begins an upload. @throws VaultFull if there is no room for what is announced */
    public Upload begin(UUID id, Upload.Announced what) throws IOException {
        store.unlessRoom(what.length());
        try {
            var key = Sealer.freshKey(random);
            try (var file = store.begin(id)) {
                Sealer.begin(file, key, random);
                file.sync();
            }
            var about =
                    Json.object()
                            .with("length", what.length())
                            .with("name", what.name())
                            .with("mediaType", what.mediaType())
                            .with("declared", what.sha256().hex())
                            .with("order", what.order().hex())
                            .with("epoch", 0)
                            .with("key", vault.wrap(key));
            keep(
                    id,
                    what.manifest()
                            .map(digest -> about.with("manifest", digest.hex()))
                            .orElse(about));
            return upload(id).orElseThrow();
        } catch (IOException e) {
            try {
                store.drop(id);
            } catch (IOException left) {
                e.addSuppressed(left); // it is swept
            }
            throw store.explained(e);
        }
    }

    /** An upload as it stands; empty if there is none of this id, or none any more. */
    public Optional<Upload> upload(UUID id) {
        try {
            var kept = store.read(Store.INCOMING, id.toString());
            if (kept.isEmpty()) return Optional.empty();
            var about = kept.get().record();
            if (isClosed(about) && vault.held(declared(about)).isEmpty()) return Optional.empty();
            return Optional.of(
                    new Upload(
                            id,
                            about.integer("length").orElseThrow(),
                            offset(id, about),
                            about.text("name").orElseThrow(),
                            about.text("mediaType").orElseThrow(),
                            declared(about),
                            new Digest(about.text("order").orElseThrow()),
                            about.text("manifest").map(Digest::new),
                            kept.get().at().plus(expiry)));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read an upload", e);
        }
    }

    private long offset(UUID id, Json.Obj about) throws IOException {
        if (isClosed(about) || found(about).isPresent())
            return about.integer("length").orElseThrow();
        var running = writing.get(id);
        return running != null
                ? running.offset()
                : Opener.wholeSegments(store.grown(id).orElse(0L)) << 16;
    }

    /** What became of bytes that were sent. */
    public sealed interface Appended {
        /**
         * @param offset how many bytes are durable now
         */
        record Durable(long offset) implements Appended {}

        /** Not where this upload goes on; send from {@code offset}. */
        record Elsewhere(long offset) implements Appended {}

        /** More bytes than were announced. Those that were stay, in whole segments. */
        record TooMany() implements Appended {}
    }

    /**
     * Takes bytes from {@code offset} on, as many as come. Bytes beyond the last whole segment are
     * only kept once the upload is complete: the answer says from where to go on. If the stream
     * breaks, what arrived in whole segments stays.
     *
     * @throws VaultFull if the disk is; the upload goes on from its last durable byte when it is
     *     not
     */
    public Appended append(UUID id, long offset, InputStream in) throws IOException {
        synchronized (lock(id)) {
            busy.add(id);
            try {
                var upload = required(id);
                if (upload.offset() != offset) return new Appended.Elsewhere(upload.offset());
                if (upload.complete())
                    return in.read() < 0 ? new Appended.Durable(offset) : new Appended.TooMany();
                return append(upload, in);
            } finally {
                busy.remove(id);
            }
        }
    }

    private Appended append(Upload upload, InputStream in) throws IOException {
        var id = upload.id();
        var open = resume(id);
        try {
            var left = upload.length() - open.sealer().size();
            for (var count = 0; left > 0 && count >= 0; left -= Math.max(0, count))
                count = open.sealer().readFrom(in, left);
            if (left > 0) return new Appended.Durable(settle(id, open));
            if (in.read() >= 0) {
                settle(id, open);
                return new Appended.TooMany();
            }
        } catch (IOException e) {
            settle(id, open); // the sender's failure, unless this fails as well
            throw e;
        }
        finish(id, open);
        return new Appended.Durable(upload.length());
    }

    /** Makes durable what is whole, and forgets the rest. */
    private long settle(UUID id, Writing open) throws IOException {
        try {
            var whole = open.sealer().settle();
            open.file().sync();
            store.touch(Store.INCOMING, id.toString(), clock.instant());
            return whole;
        } catch (IOException e) {
            throw broken(id, open, e);
        }
    }

    private void finish(UUID id, Writing open) throws IOException {
        try {
            var sha256 = open.sealer().finish();
            open.file().sync();
            writing.remove(id);
            open.file().close();
            keep(id, requiredAbout(id).with("sha256", sha256.hex()));
        } catch (IOException e) {
            throw broken(id, open, e);
        }
    }

    /** The disk failed: what it does not hold for certain is cut off, and the sealer given up. */
    private IOException broken(UUID id, Writing open, IOException failed) throws IOException {
        writing.remove(id);
        var why = store.explained(failed);
        try (var file = open.file()) {
            file.forget();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        return why;
    }

    private Writing resume(UUID id) throws IOException {
        var running = writing.get(id);
        if (running != null) return running;
        var about = requiredAbout(id);
        var segments = Opener.wholeSegments(store.grown(id).orElse(0L));
        var epoch = Math.toIntExact(about.integer("epoch").orElseThrow() + 1);
        try {
            // The new epoch is durable before a byte is sealed under it.
            keep(id, about.with("epoch", epoch));
        } catch (IOException e) {
            throw store.explained(e);
        }
        var file = store.resume(id, Opener.sizeWith(segments));
        try (var written = store.grownBytes(id)) {
            var sealer = Sealer.resume(written, segments, file, vault.key(about), epoch);
            var open = new Writing(file, sealer);
            writing.put(id, open);
            return open;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What came of closing an upload. */
    public sealed interface Closed {
        record Kept(Held exhibit) implements Closed {}

        /** The bytes are not those that were announced. They are gone; it can be begun anew. */
        record OtherBytes(Digest declared, Digest found) implements Closed {}

        record Incomplete(long offset) implements Closed {}
    }

    /** Turns a complete upload into an exhibit; until it expires, again with the same answer. */
    public Closed close(UUID id) throws IOException {
        synchronized (lock(id)) {
            var upload = required(id);
            if (!upload.complete()) return new Closed.Incomplete(upload.offset());
            // All bytes may be here in whole segments, and the last, empty one not yet written.
            if (found(requiredAbout(id)).isEmpty()) finish(id, resume(id));
            var about = requiredAbout(id);
            var found = found(about).orElseThrow();
            if (!found.equals(upload.declared())) {
                drop(id);
                return new Closed.OtherBytes(upload.declared(), found);
            }
            var exhibit =
                    new Held(
                            found,
                            upload.length(),
                            upload.name(),
                            upload.mediaType(),
                            Optional.of(upload.order()),
                            Optional.empty(),
                            true);
            if (isClosed(about)) return new Closed.Kept(exhibit);
            try {
                vault.keep(id, exhibit, about.text("key").orElseThrow());
                keep(id, about.with("closed", true));
            } catch (IOException e) {
                throw store.explained(e);
            }
            return new Closed.Kept(exhibit);
        }
    }

    /** Removes an upload, so that it can be sent anew. */
    public void drop(UUID id) throws IOException {
        synchronized (lock(id)) {
            pause(id);
            // The bytes first: a record without them is swept, bytes without a record at a start.
            if (!isExhibit(id)) store.drop(id);
            store.delete(Store.INCOMING, id.toString());
        }
    }

    /** A closed upload's bytes are an exhibit's by now, in some stores under the same id. */
    private boolean isExhibit(UUID id) throws IOException {
        var sha256 = about(id).flatMap(Uploads::found);
        return sha256.isPresent()
                && vault.held(sha256.get()).isPresent()
                && store.isOf(id, sha256.get());
    }

    /**
     * Removes what its sender has left for longer than the expiry, and frees its room; lets go of
     * what has paused. What is being sent at this moment is left alone.
     *
     * @return how many were removed
     */
    public int sweep() {
        var now = clock.instant();
        var removed = 0;
        try {
            for (var id : ids()) {
                if (busy.contains(id)) continue;
                synchronized (lock(id)) {
                    var kept = store.read(Store.INCOMING, id.toString());
                    if (kept.isEmpty()) continue;
                    var last = kept.get().at();
                    if (!last.plus(expiry).isAfter(now)) {
                        drop(id);
                        removed++;
                    } else if (last.plus(PAUSE).isBefore(now)) pause(id);
                }
            }
            vault.sweepGathered(now.minus(expiry));
        } catch (IOException e) {
            throw new UncheckedIOException("could not sweep uploads", e);
        }
        return removed;
    }

    private void pause(UUID id) throws IOException {
        var open = writing.remove(id);
        if (open != null) open.file().close();
    }

    private Upload required(UUID id) {
        return upload(id).orElseThrow(() -> new IllegalArgumentException("no such upload"));
    }

    private void keep(UUID id, Json.Obj about) throws IOException {
        store.write(Store.INCOMING, id.toString(), about, clock.instant());
    }

    private static boolean isClosed(Json.Obj about) {
        return about.bool("closed").orElse(false);
    }

    private static Digest declared(Json.Obj about) {
        return new Digest(about.text("declared").orElseThrow());
    }

    /** The hash of a finished upload. */
    private static Optional<Digest> found(Json.Obj about) {
        return about.text("sha256").map(Digest::new);
    }

    private static Object lock(UUID id) {
        return ("upload " + id).intern();
    }
}
