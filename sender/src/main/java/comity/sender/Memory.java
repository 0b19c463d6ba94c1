package comity.sender;

import comity.evidence.exhibit.SignedManifest;
import comity.evidence.exhibit.SourceManifest;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run that was killed leaves to the next one: hashes that were taken, manifests that were
 * signed, where an upload lies. It holds nothing that cannot be made again, so that a lost or
 * damaged one costs time and nothing else.
 */
final class Memory implements AutoCloseable {
    /** Hashing so much again costs less than remembering each small file. */
    private static final long STEP = 256 << 20;

    private final Path file;
    private final FileChannel lock;
    private long unwritten;
    private final Map<String, Hashed> hashes = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final List<SignedManifest> manifests = new ArrayList<>();

    /** The hash of a file as it was at this size and time. */
    private record Hashed(long size, long modified, Digest sha256, Instant at) {}

    private Memory(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** The memory of one delivery: one node, one order. */
    static Memory of(Path folder, String node, String order) throws Stopped {
        var name =
                Digest.of((node + " " + order).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            Files.createDirectories(folder);
            var channel =
                    FileChannel.open(
                            folder.resolve(name.hex() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (taken(channel) == null) {
                channel.close();
                throw Stopped.wrong("runs-already");
            }
            var memory = new Memory(folder.resolve(name.hex() + ".json"), channel);
            memory.read();
            return memory;
        } catch (IOException _) {
            throw Stopped.wrong("file-unwritable", folder.toString());
        }
    }

    private static @Nullable FileLock taken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException _) {
            return null; // another of this very process
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) return;
        try {
            var json = JsonReader.actObject(Files.readAllBytes(file));
            for (var item : json.items("hashes"))
                if (item instanceof Json.Obj one)
                    hashes.put(
                            one.text("path").orElseThrow(),
                            new Hashed(
                                    one.integer("size").orElseThrow(),
                                    one.integer("modified").orElseThrow(),
                                    new Digest(one.text("sha256").orElseThrow()),
                                    Instant.parse(one.text("at").orElseThrow())));
            for (var item : json.items("places"))
                if (item instanceof Json.Obj one)
                    places.put(one.text("of").orElseThrow(), one.text("at").orElseThrow());
            for (var item : json.items("manifests"))
                if (item instanceof Json.Obj one) manifests.add(SignedManifest.of(one));
        } catch (MalformedJson | RuntimeException _) {
            hashes.clear();
            places.clear();
            manifests.clear();
        }
    }

    /** A hash that was taken before, if the file looks as it did then. */
    Optional<SourceManifest.File> hashed(Inventory.Item item) {
        return Optional.ofNullable(hashes.get(path(item)))
                .filter(known -> known.size() == item.size() && known.modified() == item.modified())
                .map(
                        known ->
                                new SourceManifest.File(
                                        item.name(), item.size(), known.sha256(), known.at()));
    }

    void hashed(Inventory.Item item, SourceManifest.File file) throws Stopped {
        hashes.put(
                path(item), new Hashed(item.size(), item.modified(), file.sha256(), file.hashed()));
        unwritten += item.size();
        if (unwritten >= STEP) write();
    }

    /** Forgets a hash: the bytes turned out to be others. */
    void forget(Inventory.Item item) throws Stopped {
        hashes.remove(path(item));
        write();
    }

    private static String path(Inventory.Item item) {
        return item.path().toAbsolutePath().normalize().toString();
    }

    /** Where a file's upload lies at the node. */
    Optional<String> place(String of) {
        return Optional.ofNullable(places.get(of));
    }

    void place(String of, Optional<String> place) throws Stopped {
        if (place.isPresent()) places.put(of, place.get());
        else places.remove(of);
        write();
    }

    /** Manifests that this key signed over exactly these files; empty if there are none. */
    Optional<List<SignedManifest>> manifests(List<SourceManifest.File> files, Digest key) {
        var said = new ArrayList<SourceManifest.File>();
        manifests.forEach(signed -> said.addAll(signed.manifest().files()));
        return said.equals(files) && manifests.stream().allMatch(one -> one.key().equals(key))
                ? Optional.of(List.copyOf(manifests))
                : Optional.empty();
    }

    void manifests(List<SignedManifest> signed) throws Stopped {
        manifests.clear();
        manifests.addAll(signed);
        write();
    }

    private void write() throws Stopped {
        unwritten = 0;
        var known = new ArrayList<Json>();
        hashes.forEach(
                (path, hash) ->
                        known.add(
                                Json.object()
                                        .with("path", path)
                                        .with("size", hash.size())
                                        .with("modified", hash.modified())
                                        .with("sha256", hash.sha256().hex())
                                        .with("at", hash.at().toString())));
        var lie = new ArrayList<Json>();
        places.forEach((of, at) -> lie.add(Json.object().with("of", of).with("at", at)));
        var json =
                Json.object()
                        .with("hashes", new Json.Arr(known))
                        .with("places", new Json.Arr(lie))
                        .with(
                                "manifests",
                                new Json.Arr(
                                        manifests.stream()
                                                .<Json>map(SignedManifest::json)
                                                .toList()));
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(CanonicalJson.bytes(json));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            throw Stopped.wrong("file-unwritable", file.toString());
        }
    }

    /** Everything is delivered: there is nothing to take up again. */
    void done() throws Stopped {
        places.clear();
        write();
    }

    @Override
    public void close() throws Stopped {
        try {
            lock.close();
        } catch (IOException _) {
            throw Stopped.wrong("file-unwritable", file.toString());
        }
    }
}
