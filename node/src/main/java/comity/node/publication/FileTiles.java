package comity.node.publication;

import comity.record.tlog.Tiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tiles as files, in the paths of C2SP tlog-tiles. A file holds what its name says or is written
 * again, byte for byte.
 */
public final class FileTiles implements Tiles {
    private final Path folder;
    private final Set<Path> unsynced = new LinkedHashSet<>();

    public FileTiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> read(Address tile) {
        try {
            var exact = bytes(folder.resolve(tile.path()));
            if (exact.isPresent() || tile.width() == WIDTH) return exact;
            return bytes(folder.resolve(new Address(tile.level(), tile.index(), WIDTH).path()));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + tile.path(), e);
        }
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void write(Address tile, byte[] hashes) {
        var file = folder.resolve(tile.path());
        try {
            Files.createDirectories(file.getParent());
            try (var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(hashes);
                while (bytes.hasRemaining()) channel.write(bytes);
            }
            unsynced.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + tile.path(), e);
        }
    }

    @Override
    public void sync() {
        var folders = new LinkedHashSet<Path>();
        try {
            for (var file : unsynced) {
                force(file, StandardOpenOption.WRITE);
                // A new file is durable only with the folders that name it.
                for (var at = file.getParent();
                        at != null && at.startsWith(folder);
                        at = at.getParent()) folders.add(at);
            }
            for (var named : folders) force(named, StandardOpenOption.READ);
            for (var file : unsynced) dropPartials(file);
            unsynced.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("could not make the log's tiles durable", e);
        }
    }

    /** tlog-tiles allows it once the full tile is there, and a reader then takes that. */
    private static void dropPartials(Path full) throws IOException {
        var partials = full.resolveSibling(full.getFileName() + ".p");
        if (!Files.isDirectory(partials)) return;
        try (var files = Files.list(partials)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(partials);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
