package comity.node.vault;

import comity.evidence.exhibit.KeyWrap;
import comity.evidence.exhibit.Opener;
import comity.evidence.exhibit.Sealer;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The vault on a disk. {@code incoming/ID.sealed} grows while an upload runs; when it is whole and
 * its hash is the announced one, it becomes {@code exhibits/SHA256.sealed}, with what is known of
 * it and its wrapped key in {@code .json} beside it.
 *
 * <p>What a crash leaves: an incoming file with some whole segments (the sender goes on from
 * there), or both names of a finished one (the next start removes the incoming). Nothing is
 * reported durable before it was synced.
 */
public final class FileVault {
    private final Path incoming;
    private final Path exhibits;
    private final byte[] vaultKey;
    private final SecureRandom random;
    private final ConcurrentMap<UUID, Writing> writing = new ConcurrentHashMap<>();

    /** An upload whose sealer is in memory; after a restart it is rebuilt from the file. */
    private record Writing(FileChannel channel, OutputStream out, Sealer sealer) {}

    public FileVault(Path folder, byte[] vaultKey, SecureRandom random) {
        this.incoming = folder.resolve("incoming");
        this.exhibits = folder.resolve("exhibits");
        this.vaultKey = vaultKey.clone();
        this.random = random;
        try {
            Files.createDirectories(incoming);
            Files.createDirectories(exhibits);
        } catch (IOException e) {
            throw new UncheckedIOException("the vault's folders cannot be made", e);
        }
    }

    /** Begins an upload. */
    public Upload begin(
            UUID id, long length, String name, String mediaType, Digest declared, Digest order) {
        try {
            var key = Sealer.freshKey(random);
            var about =
                    Json.object()
                            .with("length", length)
                            .with("name", name)
                            .with("mediaType", mediaType)
                            .with("declared", declared.hex())
                            .with("order", order.hex())
                            .with("epoch", 0)
                            .with(
                                    "key",
                                    Base64Url.encode(KeyWrap.wrapLocally(key, vaultKey, random)));
            try (var out = Files.newOutputStream(sealedIn(id), StandardOpenOption.CREATE_NEW)) {
                Sealer.begin(out, key, random);
            }
            sync(sealedIn(id));
            VaultFiles.write(aboutIn(id), about);
            return new Upload(id, length, 0, name, mediaType, declared, order);
        } catch (IOException e) {
            throw new UncheckedIOException("could not begin an upload", e);
        }
    }

    /** An upload as it stands; empty if there is none of this id. */
    public Optional<Upload> upload(UUID id) {
        if (!Files.exists(aboutIn(id))) return Optional.empty();
        try {
            var about = VaultFiles.read(aboutIn(id));
            var complete = about.bool("complete").orElse(false);
            var length = about.integer("length").orElseThrow();
            var segments = Opener.wholeSegments(Files.size(sealedIn(id)));
            var running = writing.get(id);
            var offset =
                    complete
                            ? length
                            : running != null ? running.sealer().inWholeSegments() : segments << 16;
            return Optional.of(
                    new Upload(
                            id,
                            length,
                            offset,
                            about.text("name").orElseThrow(),
                            about.text("mediaType").orElseThrow(),
                            new Digest(about.text("declared").orElseThrow()),
                            new Digest(about.text("order").orElseThrow())));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read an upload", e);
        }
    }

    /** What became of bytes that were sent. */
    public sealed interface Appended {
        /**
         * @param offset how many bytes are durable now
         */
        record Durable(long offset) implements Appended {}

        /** Not where this upload goes on; send from {@code offset}. */
        record Elsewhere(long offset) implements Appended {}

        /**
         * More bytes than were announced; none of the last call is kept beyond its whole segments.
         */
        record TooMany() implements Appended {}
    }

    /**
     * Takes bytes from {@code offset} on, as many as come. Bytes beyond the last whole segment are
     * only kept once the upload is complete: the answer says from where to go on. If the stream
     * breaks, what arrived in whole segments stays.
     */
    public Appended append(UUID id, long offset, InputStream in) throws IOException {
        synchronized (lock(id)) {
            var upload =
                    upload(id).orElseThrow(() -> new IllegalArgumentException("no such upload"));
            if (upload.offset() != offset || upload.complete())
                return new Appended.Elsewhere(upload.offset());
            var open = resume(id);
            try {
                var buffer = new byte[1 << 16];
                for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (open.sealer().size() + count > upload.length()) {
                        abandon(id);
                        return new Appended.TooMany();
                    }
                    open.sealer().write(buffer, 0, count);
                }
            } catch (IOException e) {
                abandon(id);
                throw e;
            }
            if (open.sealer().size() == upload.length()) return finish(id, open, upload);
            var durable = open.sealer().inWholeSegments();
            if (open.sealer().size() > durable) abandon(id);
            else sync(open);
            return new Appended.Durable(durable);
        }
    }

    private Appended finish(UUID id, Writing open, Upload upload) throws IOException {
        var sha256 = open.sealer().finish();
        sync(open);
        open.channel().close();
        writing.remove(id);
        VaultFiles.write(
                aboutIn(id),
                VaultFiles.read(aboutIn(id)).with("complete", true).with("sha256", sha256.hex()));
        return new Appended.Durable(upload.length());
    }

    /**
     * Forgets what is not in whole segments; makes the rest durable. The next call begins a new
     * epoch.
     */
    private void abandon(UUID id) throws IOException {
        var open = writing.remove(id);
        if (open == null) return;
        sync(open);
        open.channel().close();
    }

    private Writing resume(UUID id) throws IOException {
        var running = writing.get(id);
        if (running != null) return running;
        var about = VaultFiles.read(aboutIn(id));
        var segments = Opener.wholeSegments(Files.size(sealedIn(id)));
        var epoch = Math.toIntExact(about.integer("epoch").orElseThrow() + 1);
        // The new epoch is durable before a byte is sealed under it.
        VaultFiles.write(aboutIn(id), about.with("epoch", epoch));
        var channel = FileChannel.open(sealedIn(id), StandardOpenOption.WRITE);
        channel.truncate(Opener.sizeWith(segments));
        channel.position(Opener.sizeWith(segments));
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 17);
        try (var written = new BufferedInputStream(Files.newInputStream(sealedIn(id)), 1 << 17)) {
            var open =
                    new Writing(
                            channel, out, Sealer.resume(written, segments, out, key(about), epoch));
            writing.put(id, open);
            return open;
        }
    }

    /** What came of closing an upload. */
    public sealed interface Closed {
        record Kept(Held exhibit) implements Closed {}

        /**
         * The bytes are not those that were announced; they stay until they are sent again or
         * swept.
         */
        record OtherBytes(Digest found) implements Closed {}

        record Incomplete(long offset) implements Closed {}
    }

    /** Turns a complete upload into an exhibit; again and again with the same answer. */
    public Closed close(UUID id) {
        synchronized (lock(id)) {
            try {
                var upload =
                        upload(id)
                                .orElseThrow(() -> new IllegalArgumentException("no such upload"));
                if (!upload.complete()) {
                    if (upload.length() > 0) return new Closed.Incomplete(upload.offset());
                    append(id, 0, InputStream.nullInputStream());
                }
                var about = VaultFiles.read(aboutIn(id));
                var found = new Digest(about.text("sha256").orElseThrow());
                if (!found.equals(upload.declared())) return new Closed.OtherBytes(found);
                var exhibit =
                        new Held(
                                found,
                                upload.length(),
                                upload.name(),
                                upload.mediaType(),
                                Optional.of(upload.order()),
                                Optional.empty(),
                                true);
                keep(sealedIn(id), exhibit, about.text("key").orElseThrow());
                Files.deleteIfExists(aboutIn(id));
                return new Closed.Kept(exhibit);
            } catch (IOException e) {
                throw new UncheckedIOException("could not close an upload", e);
            }
        }
    }

    /** Removes an upload, so that it can be sent anew. */
    public void drop(UUID id) {
        synchronized (lock(id)) {
            try {
                abandon(id);
                Files.deleteIfExists(aboutIn(id));
                Files.deleteIfExists(sealedIn(id));
            } catch (IOException e) {
                throw new UncheckedIOException("could not drop an upload", e);
            }
        }
    }

    private void keep(Path sealed, Held exhibit, String wrappedKey) throws IOException {
        if (held(exhibit.sha256()).isPresent()) {
            Files.deleteIfExists(sealed);
            return;
        }
        Files.move(
                sealed,
                sealedOf(exhibit.sha256()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        VaultFiles.write(aboutOf(exhibit.sha256()), exhibit.json().with("key", wrappedKey));
    }

    public Optional<Held> held(Digest sha256) {
        if (!Files.exists(aboutOf(sha256))) return Optional.empty();
        try {
            return Optional.of(Held.of(VaultFiles.read(aboutOf(sha256))));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read an exhibit's record", e);
        }
    }

    /** What came under an order, and what was made of it. */
    public List<Held> under(Digest order) {
        var found = new ArrayList<Held>();
        try (var files = Files.newDirectoryStream(exhibits, "*.json")) {
            for (var file : files) {
                var exhibit = Held.of(VaultFiles.read(file));
                if (exhibit.order().filter(order::equals).isPresent()) found.add(exhibit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not list exhibits", e);
        }
        return found;
    }

    /** Opens an exhibit into {@code out}; fails if it is not what its name says. */
    public void open(Digest sha256, OutputStream out) throws IOException {
        var key = key(VaultFiles.read(aboutOf(sha256)));
        try (var in = new BufferedInputStream(Files.newInputStream(sealedOf(sha256)), 1 << 17)) {
            if (!Opener.open(in, key, out).equals(sha256))
                throw new IOException("an exhibit does not have the hash that it is kept under");
        }
    }

    /** Opens a part of an exhibit, in time that depends on the part. */
    public void open(Digest sha256, long from, long length, OutputStream out) throws IOException {
        try (var channel = FileChannel.open(sealedOf(sha256), StandardOpenOption.READ)) {
            Opener.openRange(channel, key(VaultFiles.read(aboutOf(sha256))), from, length, out);
        }
    }

    /** Whatever makes a derived exhibit: writes its bytes into the stream that it is given. */
    @FunctionalInterface
    public interface Maker {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Seals an exhibit that is made of another. */
    public Held derive(Held from, String name, String mediaType, boolean transmissible, Maker maker)
            throws IOException {
        var id = new UUID(random.nextLong(), random.nextLong());
        var key = Sealer.freshKey(random);
        try (var channel =
                        FileChannel.open(
                                sealedIn(id),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE);
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 17)) {
            var sealer = Sealer.begin(out, key, random);
            maker.writeTo(
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            sealer.write(new byte[] {(byte) b}, 0, 1);
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            sealer.write(bytes, offset, length);
                        }
                    });
            var size = sealer.size();
            var sha256 = sealer.finish();
            out.flush();
            channel.force(true);
            var exhibit =
                    new Held(
                            sha256,
                            size,
                            name,
                            mediaType,
                            from.order(),
                            Optional.of(from.sha256()),
                            transmissible);
            keep(
                    sealedIn(id),
                    exhibit,
                    Base64Url.encode(KeyWrap.wrapLocally(key, vaultKey, random)));
            return exhibit;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(sealedIn(id));
            throw e;
        }
    }

    /** An exhibit's key, wrapped for another authority. */
    public Json.Obj wrappedFor(Digest sha256, Directory.SealingKey recipient) throws IOException {
        return KeyWrap.wrap(key(VaultFiles.read(aboutOf(sha256))), recipient, random);
    }

    /** The sealed bytes, as they are handed to a partner. */
    public Path sealed(Digest sha256) {
        return sealedOf(sha256);
    }

    /**
     * Where a partner's sealed bytes are gathered until they are whole; what is there already
     * counts.
     */
    public Path gathering(Digest sha256) {
        return incoming.resolve(sha256.hex() + ".fetched");
    }

    /** Takes over gathered bytes, if they open with {@code key} to what {@code exhibit} says. */
    public boolean adopt(Held exhibit, byte[] key) throws IOException {
        var gathered = gathering(exhibit.sha256());
        try (var in = new BufferedInputStream(Files.newInputStream(gathered), 1 << 17)) {
            if (!Opener.open(in, key, OutputStream.nullOutputStream()).equals(exhibit.sha256()))
                return false;
        } catch (comity.evidence.exhibit.DamagedExhibit _) {
            Files.deleteIfExists(gathered);
            return false;
        }
        sync(gathered);
        keep(gathered, exhibit, Base64Url.encode(KeyWrap.wrapLocally(key, vaultKey, random)));
        return true;
    }

    private byte[] key(Json.Obj about) {
        return KeyWrap.unwrapLocally(Base64Url.decode(about.text("key").orElseThrow()), vaultKey);
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void sync(Writing open) throws IOException {
        open.out().flush();
        open.channel().force(true);
    }

    private static Object lock(UUID id) {
        return ("upload " + id).intern();
    }

    private Path sealedIn(UUID id) {
        return incoming.resolve(id + ".sealed");
    }

    private Path aboutIn(UUID id) {
        return incoming.resolve(id + ".json");
    }

    private Path sealedOf(Digest sha256) {
        return exhibits.resolve(sha256.hex() + ".sealed");
    }

    private Path aboutOf(Digest sha256) {
        return exhibits.resolve(sha256.hex() + ".json");
    }
}
