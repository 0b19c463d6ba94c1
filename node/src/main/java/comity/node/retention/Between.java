package comity.node.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * What processes that share a key folder keep each other from: an epoch ending while one of them
 * seals under it, and two beginning the same epoch. Locks of the file system, which go with the
 * process that held them.
 */
public interface Between {

    /** Held while something is sealed and written down. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** No process ends an epoch while this is held. */
    Hold sealing();

    /** Waits until no other process holds {@link #sealing}. Nobody in this process may hold it. */
    void untilNobodySeals();

    /** Runs {@code work} in one process at a time. */
    <T> T oneAfterTheOther(Supplier<T> work);

    /** Whether other processes change the folder. */
    boolean isShared();

    /** A folder of this process alone. */
    Between ALONE =
            new Between() {
                @Override
                public Hold sealing() {
                    return () -> {};
                }

                @Override
                public void untilNobodySeals() {}

                @Override
                public <T> T oneAfterTheOther(Supplier<T> work) {
                    return work.get();
                }

                @Override
                public boolean isShared() {
                    return false;
                }
            };

    /**
     * A folder that several processes share, on whatever number of machines, as far as its file
     * system keeps locks between them.
     */
    static Between processes(Path folder) {
        try {
            Files.createDirectories(folder);
            return new LockFiles(
                    open(folder.resolve("sealing.lock")), open(folder.resolve("epoch.lock")));
        } catch (IOException e) {
            throw new UncheckedIOException("The key folder's locks cannot be made: " + folder, e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
