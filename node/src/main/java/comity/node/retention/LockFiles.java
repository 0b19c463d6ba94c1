package comity.node.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Locks on two files. Each thread that seals takes a byte of its own, shared: threads of one
 * process may not take the same one twice. Who ends an epoch takes all bytes.
 */
final class LockFiles implements Between {
    private final FileChannel sealing;
    private final FileChannel beginning;
    private final AtomicLong next = new AtomicLong();

    LockFiles(FileChannel sealing, FileChannel beginning) {
        this.sealing = sealing;
        this.beginning = beginning;
    }

    @Override
    public Hold sealing() {
        try {
            var lock = sealing.lock(next.getAndIncrement(), 1, true);
            return () -> {
                try {
                    lock.release();
                } catch (IOException e) {
                    throw failed(e);
                }
            };
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void untilNobodySeals() {
        try (var _ = sealing.lock()) {
            // That it could be taken is all.
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized <T> T oneAfterTheOther(Supplier<T> work) {
        try (var _ = beginning.lock()) {
            return work.get();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("The key folder cannot be locked between processes", e);
    }
}
