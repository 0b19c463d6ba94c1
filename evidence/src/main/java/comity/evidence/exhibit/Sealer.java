package comity.evidence.exhibit;

import comity.record.act.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals bytes while they stream: one pass, SHA-256 of the clear bytes (what courts quote) and
 * encryption under a key of this exhibit alone.
 *
 * <p>Hashing is sequential and the slowest part, so it has the caller's thread to itself. Batches
 * of four segments go on to a second thread, which encrypts each where it lies, between the place
 * of its frame and that of its tag, and writes the batch in one call. A batch is allocated only
 * when the one before is still on its way: a slow sender costs one batch of 256 KiB, a fast one
 * four, whatever the exhibit's size.
 *
 * <p>One thread at a time may use a sealer. What failed to be written fails the next call, and the
 * sealer is then of no more use: what is in the file is taken up with {@link #resume}.
 */
public final class Sealer {
    private static final int SEGMENTS = 4;
    private static final int BATCHES = 4;
    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private final SecretKeySpec key;
    private final Cipher cipher = SealFormat.cipher();
    private final byte[] header;
    private final int epoch;
    private final MessageDigest sha256;

    private final @Nullable Batch[] ring = new @Nullable Batch[BATCHES];
    private int turn;
    private CompletableFuture<Void> written = CompletableFuture.allOf();

    /** How many segments are whole, hashed and on their way to the file. */
    private long index;

    /** The clear bytes of the segment that is being filled. */
    private int filled;

    private boolean finished;

    /** Some segments as they will lie in the file, and whether they are there already. */
    private static final class Batch {
        private byte[] bytes = NOTHING;
        private long first;
        private int segments;
        private CompletableFuture<Void> written = CompletableFuture.allOf();

        /** Where the clear bytes of its next segment begin. */
        int place() {
            return segments * SealFormat.SEALED_SEGMENT + SealFormat.FRAME;
        }
    }

    private Sealer(
            OutputStream out,
            byte[] key,
            byte[] header,
            int epoch,
            long index,
            MessageDigest sha256) {
        this.out = out;
        this.key = new SecretKeySpec(key, "AES");
        this.header = header;
        this.epoch = epoch;
        this.index = index;
        this.sha256 = sha256;
    }

    /** A fresh key for an exhibit: 32 bytes. */
    public static byte[] freshKey(RandomGenerator random) {
        var key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    /** Begins an exhibit: writes its header. */
    public static Sealer begin(OutputStream out, byte[] key, RandomGenerator random)
            throws IOException {
        var id = new byte[SealFormat.ID];
        random.nextBytes(id);
        var header = ByteBuffer.allocate(SealFormat.HEADER).put(SealFormat.MAGIC).put(id).array();
        out.write(header);
        return new Sealer(out, key, header, 0, 0, Digest.sha256());
    }

    /**
     * Takes up an exhibit whose writing broke off. Its whole segments are opened once to find their
     * hash; whatever lay behind them has been cut off by the caller.
     *
     * @param written the file as it is, from its beginning, with {@code segments} whole segments
     * @param out appends to the same file
     * @param epoch one more than at any time before; durable before this is called
     */
    public static Sealer resume(
            InputStream written, long segments, OutputStream out, byte[] key, int epoch)
            throws IOException {
        var opener = new Opener(written, key);
        var sha256 = Digest.sha256();
        for (var i = 0L; i < segments; i++) sha256.update(opener.segment(i, false));
        return new Sealer(out, key, opener.header(), epoch, segments, sha256);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        var from = offset;
        var left = length;
        while (left > 0) {
            var batch = batch();
            var count = Math.min(left, SealFormat.SEGMENT - filled);
            System.arraycopy(bytes, from, batch.bytes, batch.place() + filled, count);
            from += count;
            left -= count;
            took(batch, count);
        }
    }

    /**
     * Takes what the stream has ready, at most {@code most} bytes, without copying it on the way.
     *
     * @return how many bytes came; -1 at the stream's end
     */
    public int readFrom(InputStream in, long most) throws IOException {
        var batch = batch();
        var room = (int) Math.min(most, SealFormat.SEGMENT - filled);
        var count = in.read(batch.bytes, batch.place() + filled, room);
        if (count > 0) took(batch, count);
        return count;
    }

    /** How many clear bytes are in whole segments. */
    public long inWholeSegments() {
        return index * SealFormat.SEGMENT;
    }

    /** All clear bytes so far. */
    public long size() {
        return inWholeSegments() + filled;
    }

    /**
     * Forgets the bytes of a segment that is not whole, and waits until those that are have been
     * written. Nothing was encrypted of what is forgotten, so other bytes may follow in its place.
     *
     * @return how many clear bytes are in the file; whether they are durable is up to its owner
     */
    public long settle() throws IOException {
        filled = 0;
        if (ring[turn] instanceof Batch batch && batch.segments > 0 && batch.segments < SEGMENTS)
            handOver(batch, false);
        await(written);
        Arrays.fill(ring, null); // a sender who pauses holds no memory
        return inWholeSegments();
    }

    /** Writes the last segment. @return SHA-256 over all clear bytes */
    public Digest finish() throws IOException {
        var batch = batch();
        sha256.update(batch.bytes, batch.place(), filled);
        handOver(batch, true);
        await(written);
        Arrays.fill(ring, null);
        finished = true;
        return Digest.ofHash(sha256.digest());
    }

    /** The batch that is being filled. */
    private Batch batch() throws IOException {
        if (finished) throw new IllegalStateException("the exhibit is sealed");
        if (written.isCompletedExceptionally()) await(written);
        if (ring[turn] instanceof Batch batch && batch.segments < SEGMENTS) return batch;
        var next = free();
        next.segments = 0;
        next.first = index;
        return next;
    }

    /** One that is already written; a new one while there is room; else the oldest, awaited. */
    private Batch free() throws IOException {
        for (var i = 0; i < BATCHES; i++) {
            if (ring[i] instanceof Batch batch && batch.written.isDone()) {
                turn = i;
                return batch;
            }
        }
        for (var i = 0; i < BATCHES; i++) {
            if (ring[i] != null) continue;
            var fresh = new Batch();
            fresh.bytes = new byte[SEGMENTS * SealFormat.SEALED_SEGMENT];
            ring[i] = fresh;
            turn = i;
            return fresh;
        }
        turn = (turn + 1) % BATCHES;
        var oldest = Objects.requireNonNull(ring[turn]);
        await(oldest.written);
        return oldest;
    }

    private void took(Batch batch, int count) {
        filled += count;
        if (filled < SealFormat.SEGMENT) return;
        sha256.update(batch.bytes, batch.place(), SealFormat.SEGMENT);
        batch.segments++;
        index++;
        filled = 0;
        if (batch.segments == SEGMENTS) handOver(batch, false);
    }

    /** Queues a batch behind those before it; nobody touches its bytes until they are written. */
    private void handOver(Batch batch, boolean last) {
        var tail = last ? filled : -1;
        written =
                written.thenRunAsync(
                        () -> {
                            try {
                                out.write(batch.bytes, 0, sealed(batch, tail));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        Thread::startVirtualThread);
        batch.written = written;
        if (!last) return;
        index++;
        filled = 0;
    }

    /**
     * Encrypts a batch where it lies.
     *
     * @param tail how many bytes the last segment holds; -1 if the last is not among these
     * @return how long the batch is now
     */
    private int sealed(Batch batch, int tail) {
        for (var i = 0; i < batch.segments; i++)
            sealed(
                    batch.bytes,
                    i * SealFormat.SEALED_SEGMENT,
                    SealFormat.SEGMENT,
                    batch.first + i,
                    false);
        var end = batch.segments * SealFormat.SEALED_SEGMENT;
        if (tail < 0) return end;
        sealed(batch.bytes, end, tail, batch.first + batch.segments, true);
        return end + SealFormat.FRAME + tail + SealFormat.TAG;
    }

    private void sealed(byte[] bytes, int at, int length, long number, boolean last) {
        try {
            SealFormat.begin(cipher, Cipher.ENCRYPT_MODE, key, header, number, epoch, last);
            var place = at + SealFormat.FRAME;
            cipher.doFinal(bytes, place, length, bytes, place);
            ByteBuffer.wrap(bytes, at, SealFormat.FRAME).putInt(epoch).put((byte) (last ? 1 : 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing cannot fail on sound arguments", e);
        }
    }

    private static void await(CompletableFuture<Void> written) throws IOException {
        try {
            written.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed)
                throw new IOException(failed.getMessage(), failed);
            throw e;
        }
    }
}
