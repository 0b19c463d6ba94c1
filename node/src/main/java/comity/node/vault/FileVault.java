package comity.node.vault;

import comity.evidence.exhibit.KeyWrap;
import comity.evidence.exhibit.Opener;
import comity.evidence.exhibit.Sealer;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The vault on a disk: {@code exhibits/SHA256.sealed}, with what is known of it and its wrapped key
 * in {@code .json} beside it. What is on its way in lies in {@code incoming/}; see {@link Uploads}.
 */
public final class FileVault {
    private final Path incoming;
    private final Path exhibits;
    private final byte[] vaultKey;
    private final SecureRandom random;
    private final InstantSource clock;

    /**
     * @param clock when an exhibit came, for {@link #sweep}
     */
    public FileVault(Path folder, byte[] vaultKey, SecureRandom random, InstantSource clock) {
        this.incoming = folder.resolve("incoming");
        this.exhibits = folder.resolve("exhibits");
        this.vaultKey = vaultKey.clone();
        this.random = random;
        this.clock = clock;
        try {
            Files.createDirectories(incoming);
            Files.createDirectories(exhibits);
        } catch (IOException e) {
            throw new UncheckedIOException("the vault's folders cannot be made", e);
        }
    }

    /**
     * Makes a sealed file an exhibit. The record with the key comes first and the bytes after it:
     * an exhibit is there when both are, and whichever crash comes between leaves a record that the
     * next one writes anew, never bytes beside a key that does not open them.
     */
    void keep(Path sealed, Held exhibit, String wrappedKey) throws IOException {
        synchronized (lock(exhibit.sha256())) {
            var held = held(exhibit.sha256()).isPresent();
            if (!held) {
                VaultFiles.write(aboutOf(exhibit.sha256()), exhibit.json().with("key", wrappedKey));
                Files.move(
                        sealed,
                        sealedOf(exhibit.sha256()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                VaultFiles.syncFolder(exhibits);
            }
            VaultFiles.touch(aboutOf(exhibit.sha256()), clock.instant());
            Files.deleteIfExists(sealed);
        }
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
            var old = older(clock.instant().minus(expiry));
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
        try (var files = Files.newDirectoryStream(exhibits, "*.json")) {
            for (var file : files)
                if (!Files.getLastModifiedTime(file).toInstant().isAfter(than))
                    old.add(Held.of(VaultFiles.read(file)));
        }
        return old;
    }

    private int remove(Held exhibit) throws IOException {
        synchronized (lock(exhibit.sha256())) {
            // Bytes first: a record alone is no exhibit, and its key opens nothing any more.
            Files.deleteIfExists(sealedOf(exhibit.sha256()));
            Files.deleteIfExists(aboutOf(exhibit.sha256()));
            return 1;
        }
    }

    /** An exhibit that the vault keeps whole; empty if there is none of this hash. */
    public Optional<Held> held(Digest sha256) {
        if (!Files.exists(aboutOf(sha256)) || !Files.exists(sealedOf(sha256)))
            return Optional.empty();
        try {
            return Optional.of(Held.of(VaultFiles.read(aboutOf(sha256))));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read an exhibit's record", e);
        }
    }

    /** The hash of every exhibit of which the vault has a record. */
    public List<Digest> all() {
        var found = new ArrayList<Digest>();
        try (var files = Files.newDirectoryStream(exhibits, "*.json")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var hex = name.substring(0, name.length() - ".json".length());
                if (hex.matches("[0-9a-f]{64}")) found.add(new Digest(hex));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not list exhibits", e);
        }
        return found;
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
        try (var file = VaultFiles.create(sealedIn(id))) {
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
            var exhibit =
                    new Held(
                            sha256,
                            size,
                            name,
                            mediaType,
                            from.order(),
                            Optional.of(from.sha256()),
                            transmissible);
            keep(sealedIn(id), exhibit, wrap(key));
            return exhibit;
        } catch (IOException e) {
            Files.deleteIfExists(sealedIn(id));
            throw VaultFull.or(e, incoming);
        } catch (RuntimeException e) {
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
        VaultFiles.sync(gathered);
        keep(gathered, exhibit, wrap(key));
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

    String wrap(byte[] key) {
        return Base64Url.encode(KeyWrap.wrapLocally(key, vaultKey, random));
    }

    Path incoming() {
        return incoming;
    }

    private static Object lock(Digest sha256) {
        return ("exhibit " + sha256.hex()).intern();
    }

    private Path sealedIn(UUID id) {
        return incoming.resolve(id + ".sealed");
    }

    private Path sealedOf(Digest sha256) {
        return exhibits.resolve(sha256.hex() + ".sealed");
    }

    private Path aboutOf(Digest sha256) {
        return exhibits.resolve(sha256.hex() + ".json");
    }
}
