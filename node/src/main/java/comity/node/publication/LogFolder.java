package comity.node.publication;

import comity.record.tlog.Tiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A log in a folder of this machine. A write or sync that failed is never tried again. */
public final class LogFolder implements LogFiles {
    private final Path folder;

    /** Makes the folder if it is not there. */
    public LogFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the log's folder cannot be made: " + folder, e);
        }
    }

    @Override
    public Tiles tiles() {
        return new FileTiles(folder);
    }

    @Override
    public Optional<byte[]> read(String path) {
        var file = folder.resolve(path);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    /**
     * A crash before the rename leaves the former checkpoint, whose tree is the beginning of this
     * one.
     */
    @Override
    public void writeCheckpoint(byte[] note) {
        var draft = folder.resolve("checkpoint.new");
        try {
            try (var channel =
                    FileChannel.open(
                            draft,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(note);
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

    @Override
    public String toString() {
        return folder.toString();
    }
}
