package comity.node.vault;

import comity.evidence.exhibit.KeyWrap;
import comity.evidence.exhibit.Opener;
import comity.evidence.exhibit.Sealer;
import comity.node.bucket.Bucket;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Exhibits under the hash of their clear bytes, each with what is known of it and its wrapped key.
 * Sealed bytes and records lie in a folder, or in a bucket of an S3-compatible store. What is on
 * its way in is with {@link Uploads}.
 */
public final class FileVault {
    private final Path gathered;
    private final Store store;
    private final byte[] vaultKey;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<Consumer<Digest>> told = new CopyOnWriteArrayList<>();

    /**
     * The vault on a disk.
     *
     * @param clock when an exhibit came, for {@link #sweep}
     */
    public FileVault(Path folder, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        this(folder, new DiskStore(folder), vaultKey, random, clock);
    }

    /**
     * The vault in a bucket.
     *
     * @param folder where a partner's sealed bytes are gathered until they are whole
     */
    public static FileVault in(
            Bucket bucket, Path folder, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        return new FileVault(folder, new BucketStore(bucket), vaultKey, random, clock);
    }

    FileVault(Path folder, Store store, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        this.gathered = folder.resolve(Store.INCOMING);
        this.store = store;
        this.vaultKey = vaultKey.clone();
        this.random = random;
        this.clock = clock;
        try {
            Files.createDirectories(gathered);
        } catch (IOException e) {
            throw new UncheckedIOException("the vault's folder cannot be made", e);
        }
    }

    /** Tells {@code listener} of each exhibit from now on, once it is sealed and durable. */
    public void whenSealed(Consumer<Digest> listener) {
        told.add(listener);
    }

    /**
     * Makes sealed bytes an exhibit. Those of an exhibit that is there already are dropped: it has
     * them under another key.
     */
    void keep(UUID id, Held exhibit, String wrappedKey) throws IOException {
        var sha256 = exhibit.sha256();
        synchronized (lock(sha256)) {
            if (store.holds(sha256)) {
                store.touch(Store.EXHIBITS, sha256.hex(), clock.instant());
                if (!store.isOf(id, sha256)) store.drop(id);
            } else
                store.keep(
                        id,
                        sha256,
                        exhibit.json()
                                .with("key", wrappedKey)
                                .with(
                                        "sealed",
                                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()),
                        clock.instant());
        }
        told.forEach(listener -> listener.accept(sha256));
    }

    /**
     * Removes exhibits that nobody has named for {@code expiry}: sealed, and then never produced by
     * an act. What was made of an exhibit stays as long as that is named.
     *
     * @param named every exhibit that an act names; asked again before anything is removed
     * @return how many were removed
     */
    public int sweep(Duration expiry, Supplier<Set<Digest>> named) {
        try {
            var before = clock.instant().minus(expiry);
            store.sweep(before);
            var old = older(before);
            if (old.isEmpty()) return 0;
            var kept = named.get();
            old.removeIf(exhibit -> isNamed(exhibit, kept));
            if (old.isEmpty()) return 0;
            var keptNow = named.get();
            var removed = 0;
            for (var exhibit : old) if (!isNamed(exhibit, keptNow)) removed += remove(exhibit);
            return removed;
        } catch (IOException e) {
            throw new UncheckedIOException("could not sweep the vault", e);
        }
    }

    private static boolean isNamed(Held exhibit, Set<Digest> named) {
        return named.contains(exhibit.sha256())
                || exhibit.derivedFrom().filter(named::contains).isPresent();
    }

    private ArrayList<Held> older(Instant than) throws IOException {
        var old = new ArrayList<Held>();
        for (var name : store.names(Store.EXHIBITS)) {
            var kept = store.read(Store.EXHIBITS, name);
            if (kept.isPresent() && !kept.get().at().isAfter(than))
                old.add(Held.of(kept.get().record()));
        }
        return old;
    }

    /** Removes an exhibit that a judge had destroyed. */
    public void destroy(Digest sha256) {
        try {
            var exhibit = held(sha256);
            if (exhibit.isPresent()) remove(exhibit.get());
        } catch (IOException e) {
            throw new UncheckedIOException("could not destroy an exhibit", e);
        }
    }

    private int remove(Held exhibit) throws IOException {
        synchronized (lock(exhibit.sha256())) {
            store.remove(exhibit.sha256());
            return 1;
        }
    }

    /** An exhibit that the vault keeps whole; empty if there is none of this hash. */
    public Optional<Held> held(Digest sha256) {
        try {
            return store.holds(sha256)
                    ? store.read(Store.EXHIBITS, sha256.hex()).map(kept -> Held.of(kept.record()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read an exhibit's record", e);
        }
    }

    /** When the vault had an exhibit whole, as its clock said: custody begins there. */
    public Optional<Instant> sealedAt(Digest sha256) {
        try {
            return store.read(Store.EXHIBITS, sha256.hex())
                    .flatMap(kept -> kept.record().text("sealed"))
                    .map(Instant::parse);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read an exhibit's record", e);
        }
    }

    /** The hash of every exhibit of which the vault has a record. */
    public List<Digest> all() {
        try {
            return store.names(Store.EXHIBITS).stream()
                    .filter(name -> name.matches("[0-9a-f]{64}"))
                    .map(Digest::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not list exhibits", e);
        }
    }

    /** What came under an order, and what was made of it. */
    public List<Held> under(Digest order) {
        var found = new ArrayList<Held>();
        try {
            for (var name : store.names(Store.EXHIBITS))
                store.read(Store.EXHIBITS, name)
                        .map(kept -> Held.of(kept.record()))
                        .filter(exhibit -> exhibit.order().filter(order::equals).isPresent())
                        .ifPresent(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException("could not list exhibits", e);
        }
        return found;
    }

    /** Opens an exhibit into {@code out}; fails if it is not what its name says. */
    public void open(Digest sha256, OutputStream out) throws IOException {
        var key = key(sha256);
        try (var in = store.open(sha256, 0)) {
            if (!Opener.open(in, key, out).equals(sha256))
                throw new IOException("an exhibit does not have the hash that it is kept under");
        }
    }

    /** Opens a part of an exhibit, in time that depends on the part. */
    public void open(Digest sha256, long from, long length, OutputStream out) throws IOException {
        Opener.openRange(at -> store.open(sha256, at), key(sha256), from, length, out);
    }

    /** Whatever makes a derived exhibit: writes its bytes into the stream that it is given. */
    @FunctionalInterface
    public interface Maker {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Seals an exhibit that is made of another. */
    public Held derive(Held from, String name, String mediaType, boolean transmissible, Maker maker)
            throws IOException {
        return seal(
                name, mediaType, from.order(), Optional.of(from.sha256()), transmissible, maker);
    }

    /**
     * Seals what came otherwise than in pieces.
     *
     * @param under the act that permits it
     */
    public Held seal(String name, String mediaType, Optional<Digest> under, Maker maker)
            throws IOException {
        return seal(name, mediaType, under, Optional.empty(), true, maker);
    }

    private Held seal(
            String name,
            String mediaType,
            Optional<Digest> under,
            Optional<Digest> from,
            boolean transmissible,
            Maker maker)
            throws IOException {
        var id = new UUID(random.nextLong(), random.nextLong());
        var key = Sealer.freshKey(random);
        try (var file = store.begin(id)) {
            var sealer = Sealer.begin(file, key, random);
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
            file.sync();
            var exhibit = new Held(sha256, size, name, mediaType, under, from, transmissible);
            keep(id, exhibit, wrap(key));
            return exhibit;
        } catch (IOException e) {
            gone(id, e);
            throw store.explained(e);
        } catch (RuntimeException e) {
            gone(id, e);
            throw e;
        }
    }

    /** What cannot be removed now is swept later. */
    private void gone(UUID id, Exception failed) {
        try {
            store.drop(id);
        } catch (IOException e) {
            failed.addSuppressed(e);
        }
    }

    /** An exhibit's key, wrapped for another authority. */
    public Json.Obj wrappedFor(Digest sha256, Directory.SealingKey recipient) throws IOException {
        return KeyWrap.wrap(key(sha256), recipient, random);
    }

    /** How many sealed bytes are handed to a partner. */
    public long sealedSize(Digest sha256) throws IOException {
        return store.size(sha256);
    }

    /** The sealed bytes from any on, as they are handed to a partner. */
    public InputStream sealed(Digest sha256, long from) throws IOException {
        return store.open(sha256, from);
    }

    /**
     * Where a partner's sealed bytes are gathered until they are whole; what is there already
     * counts. This is always a file of this machine's.
     */
    public Path gathering(Digest sha256) {
        return gathered.resolve(sha256.hex() + ".fetched");
    }

    /** Takes over gathered bytes, if they open with {@code key} to what {@code exhibit} says. */
    public boolean adopt(Held exhibit, byte[] key) throws IOException {
        var file = gathering(exhibit.sha256());
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 17)) {
            if (!Opener.open(in, key, OutputStream.nullOutputStream()).equals(exhibit.sha256()))
                return false;
        } catch (comity.evidence.exhibit.DamagedExhibit _) {
            Files.deleteIfExists(file);
            return false;
        }
        var id = new UUID(random.nextLong(), random.nextLong());
        try {
            store.takeOver(id, file);
            keep(id, exhibit, wrap(key));
        } catch (IOException e) {
            gone(id, e);
            throw store.explained(e);
        }
        Files.deleteIfExists(file);
        return true;
    }

    /** Seals a paper that goes with exhibits and lies elsewhere. */
    public byte[] sealPaper(byte[] clear) {
        return KeyWrap.wrapLocally(clear, vaultKey, random);
    }

    /**
     * @throws IllegalStateException if it was sealed under another key, or changed
     */
    public byte[] openPaper(byte[] sealed) {
        return KeyWrap.unwrapLocally(sealed, vaultKey);
    }

    /** The key of what {@code about} tells of. */
    byte[] key(Json.Obj about) {
        return KeyWrap.unwrapLocally(Base64Url.decode(about.text("key").orElseThrow()), vaultKey);
    }

    private byte[] key(Digest sha256) throws IOException {
        return key(
                store.read(Store.EXHIBITS, sha256.hex())
                        .orElseThrow(() -> new IOException("no such exhibit"))
                        .record());
    }

    String wrap(byte[] key) {
        return Base64Url.encode(KeyWrap.wrapLocally(key, vaultKey, random));
    }

    Store store() {
        return store;
    }

    /** Removes what a partner's exhibit left that nobody fetched on. */
    void sweepGathered(Instant before) throws IOException {
        try (var files = Files.newDirectoryStream(gathered, "*.fetched")) {
            for (var file : files)
                if (!Files.getLastModifiedTime(file).toInstant().isAfter(before))
                    Files.deleteIfExists(file);
        }
    }

    private static Object lock(Digest sha256) {
        return ("exhibit " + sha256.hex()).intern();
    }
}
