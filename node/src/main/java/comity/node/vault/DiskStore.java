package comity.node.vault;

import comity.evidence.exhibit.SyncedFile;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The vault on a disk: {@code exhibits/SHA256.sealed} with its record in {@code .json} beside it;
 * what is on its way in lies in {@code incoming/ID.sealed} and {@code .json}.
 */
final class DiskStore implements Store {
    private static final int BUFFER = 1 << 17;
    private final Path folder;

    DiskStore(Path folder) {
        this.folder = folder;
        try {
            for (var name : List.of(INCOMING, EXHIBITS))
                Files.createDirectories(folder.resolve(name));
            // What lay in memory only when the node ended is synced, before it is named durable.
            for (var file : list(INCOMING, "*.sealed")) VaultFiles.sync(file);
            for (var file : list(INCOMING, "*.new")) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the vault's folders cannot be made", e);
        }
    }

    @Override
    public Optional<Kept> read(String in, String name) throws IOException {
        var file = record(in, name);
        if (!Files.exists(file)) return Optional.empty();
        return Optional.of(
                new Kept(VaultFiles.read(file), Files.getLastModifiedTime(file).toInstant()));
    }

    @Override
    public void write(String in, String name, Json.Obj record, Instant at) throws IOException {
        VaultFiles.write(record(in, name), record);
        touch(in, name, at);
    }

    @Override
    public void touch(String in, String name, Instant at) throws IOException {
        VaultFiles.touch(record(in, name), at);
    }

    @Override
    public void delete(String in, String name) throws IOException {
        Files.deleteIfExists(record(in, name));
    }

    @Override
    public List<String> names(String in) throws IOException {
        return list(in, "*.json").stream().map(DiskStore::stem).toList();
    }

    private List<Path> list(String in, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder.resolve(in), pattern)) {
            files.forEach(found::add);
        }
        return found;
    }

    private static String stem(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    /** A file that is synced while it grows. */
    private static final class GrowingFile extends Growing {
        private final SyncedFile file;

        GrowingFile(SyncedFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(bytes, offset, length);
        }

        @Override
        void sync() throws IOException {
            file.sync();
        }

        @Override
        long durable() {
            return file.durable();
        }

        @Override
        void forget() throws IOException {
            file.forget();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public Growing begin(UUID id) throws IOException {
        return new GrowingFile(VaultFiles.create(sealedIn(id)));
    }

    @Override
    public Growing resume(UUID id, long size) throws IOException {
        var channel = FileChannel.open(sealedIn(id), StandardOpenOption.WRITE);
        try {
            channel.truncate(size);
            channel.position(size);
            return new GrowingFile(new SyncedFile(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Optional<Long> grown(UUID id) throws IOException {
        var file = sealedIn(id);
        return Files.exists(file) ? Optional.of(Files.size(file)) : Optional.empty();
    }

    @Override
    public InputStream grownBytes(UUID id) throws IOException {
        return new BufferedInputStream(Files.newInputStream(sealedIn(id)), BUFFER);
    }

    @Override
    public void drop(UUID id) throws IOException {
        Files.deleteIfExists(sealedIn(id));
    }

    @Override
    public List<UUID> growing() throws IOException {
        return list(INCOMING, "*.sealed").stream()
                .map(DiskStore::stem)
                .map(UUID::fromString)
                .toList();
    }

    /** The record with the key first: bytes without it would be nobody's. */
    @Override
    public void keep(UUID id, Digest sha256, Json.Obj record, Instant at) throws IOException {
        write(EXHIBITS, sha256.hex(), record, at);
        Files.move(
                sealedIn(id),
                sealedOf(sha256),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        VaultFiles.syncFolder(folder.resolve(EXHIBITS));
    }

    /** A file moves: nothing that is still on its way in is an exhibit's. */
    @Override
    public boolean isOf(UUID id, Digest sha256) {
        return false;
    }

    @Override
    public void takeOver(UUID id, Path file) throws IOException {
        VaultFiles.sync(file);
        Files.move(file, sealedIn(id), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean holds(Digest sha256) {
        return Files.exists(record(EXHIBITS, sha256.hex())) && Files.exists(sealedOf(sha256));
    }

    @Override
    public long size(Digest sha256) throws IOException {
        return Files.size(sealedOf(sha256));
    }

    @Override
    public InputStream open(Digest sha256, long from) throws IOException {
        var channel = FileChannel.open(sealedOf(sha256), StandardOpenOption.READ);
        channel.position(from);
        return new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    }

    /** Bytes first: a record alone is no exhibit, and its key opens nothing any more. */
    @Override
    public void remove(Digest sha256) throws IOException {
        Files.deleteIfExists(sealedOf(sha256));
        delete(EXHIBITS, sha256.hex());
    }

    /** A file has one name at any time: nothing lies about without one. */
    @Override
    public int sweep(Instant before) {
        return 0;
    }

    @Override
    public boolean mayBeAway() {
        return false;
    }

    @Override
    public void unlessRoom(long bytes) throws IOException {
        VaultFull.unlessRoom(folder, bytes);
    }

    @Override
    public IOException explained(IOException failed) {
        return VaultFull.or(failed, folder);
    }

    private Path record(String in, String name) {
        return folder.resolve(in).resolve(name + ".json");
    }

    private Path sealedIn(UUID id) {
        return folder.resolve(INCOMING).resolve(id + ".sealed");
    }

    private Path sealedOf(Digest sha256) {
        return folder.resolve(EXHIBITS).resolve(sha256.hex() + ".sealed");
    }
}
