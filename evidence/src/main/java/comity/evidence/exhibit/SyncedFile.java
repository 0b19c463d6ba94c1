package comity.evidence.exhibit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A file that is written from its channel's position on, and synced while it grows, so that the
 * disk works while the next bytes are hashed and little is left to sync at the end.
 */
public final class SyncedFile extends OutputStream {
    /** Much less would make the disk seek; much more would leave it idle. */
    private static final long STEP = 8 << 20;

    private final FileChannel channel;
    private long begun;
    private volatile long durable;
    private CompletableFuture<Void> syncing = CompletableFuture.allOf();

    /**
     * @param channel what it holds already is durable
     */
    public SyncedFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.begun = channel.position();
        this.durable = begun;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) channel.write(buffer);
        if (channel.position() - begun < STEP || !syncing.isDone()) return;
        await();
        var until = channel.position();
        begun = until;
        syncing =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                channel.force(false);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            durable = until;
                        },
                        Thread::startVirtualThread);
    }

    /** Waits until everything that was written is durable. */
    public void sync() throws IOException {
        await();
        channel.force(true);
        durable = channel.position();
        begun = durable;
    }

    /** How long the file is at least, whatever happens now. May be asked by any thread. */
    public long durable() {
        return durable;
    }

    /**
     * Cuts off what is not known to be durable, after writing or syncing failed: a sync that is
     * tried again may succeed without having written what the first one lost.
     */
    public void forget() throws IOException {
        try {
            await();
        } catch (IOException _) {
            // what it did not make durable is cut off now
        }
        channel.truncate(durable);
    }

    private void await() throws IOException {
        try {
            syncing.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed)
                throw new IOException(failed.getMessage(), failed);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
