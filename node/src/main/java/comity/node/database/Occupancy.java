package comity.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A database folder is one process's at a time: a second one would take the server for an orphan
 * and end it under a node that runs. The lock is the operating system's, so a process that is
 * killed leaves none behind.
 */
final class Occupancy implements AutoCloseable {
    private static final int LONGEST_NUMBER = 20;

    private final FileChannel channel;

    private Occupancy(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws DatabaseUnfit if another process, or another node of this one, holds the folder
     */
    static Occupancy of(Path folder) {
        var file = folder.resolve("node.lock");
        try {
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
            if (!isOurs(channel)) {
                channel.close();
                throw new DatabaseUnfit(
                        "A node runs on this folder already (process "
                                + Files.readString(file).strip()
                                + "). Stop it first; it loses nothing by that.");
            }
            var pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return new Occupancy(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("could not lock " + file, e);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            // Of a place behind the number, which others have to be able to read.
            return channel.tryLock(LONGEST_NUMBER, 1, false) != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not give the folder back", e);
        }
    }
}
