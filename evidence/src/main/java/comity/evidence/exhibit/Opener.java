package comity.evidence.exhibit;

import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens sealed exhibits, whole or at any place. A segment is given out only after it proved
 * authentic.
 */
public final class Opener {
    private final InputStream in;
    private final SecretKeySpec key;
    private final Cipher cipher = SealFormat.cipher();
    private final byte[] header;
    private final byte[] frame = new byte[SealFormat.FRAME];
    private final byte[] sealed = new byte[SealFormat.SEGMENT + SealFormat.TAG];

    /**
     * @param in the sealed file from its first byte
     */
    Opener(InputStream in, byte[] key) throws IOException {
        this.in = in;
        this.key = new SecretKeySpec(key, "AES");
        this.header = in.readNBytes(SealFormat.HEADER);
        if (header.length < SealFormat.HEADER
                || !Arrays.equals(
                        header,
                        0,
                        SealFormat.MAGIC.length,
                        SealFormat.MAGIC,
                        0,
                        SealFormat.MAGIC.length)) {
            throw new DamagedExhibit("not a sealed exhibit");
        }
    }

    byte[] header() {
        return header.clone();
    }

    /** The next segment, which must be number {@code index}. */
    byte[] segment(long index, boolean mayBeLast) throws IOException {
        var clear = new byte[SealFormat.SEGMENT];
        var length = segment(index, mayBeLast, clear, 0);
        return length == clear.length ? clear : Arrays.copyOf(clear, length);
    }

    /** The same, written into {@code clear}. @return how many bytes it holds */
    private int segment(long index, boolean mayBeLast, byte[] clear, int at) throws IOException {
        if (in.readNBytes(frame, 0, SealFormat.FRAME) < SealFormat.FRAME)
            throw new DamagedExhibit("the exhibit ends before its last segment");
        var epoch = ByteBuffer.wrap(frame).getInt();
        var last = frame[4] == 1;
        if (frame[4] > 1 || frame[4] < 0 || last && !mayBeLast)
            throw new DamagedExhibit("segment " + index + " has a damaged frame");
        var length = in.readNBytes(sealed, 0, sealed.length);
        if (!last && length < sealed.length)
            throw new DamagedExhibit("segment " + index + " is cut off");
        try {
            SealFormat.begin(cipher, Cipher.DECRYPT_MODE, key, header, index, epoch, last);
            var opened = cipher.doFinal(sealed, 0, length, clear, at);
            if (last) ended = true;
            return opened;
        } catch (GeneralSecurityException _) {
            throw new DamagedExhibit("segment " + index + " is not what was sealed");
        }
    }

    private boolean ended;

    /**
     * Opens a whole exhibit. Hashing has a thread to itself, a few batches behind; what it hashes
     * was given out already, and was authentic.
     *
     * @return SHA-256 over the clear bytes
     */
    public static Digest open(InputStream sealed, byte[] key, OutputStream out) throws IOException {
        var opener = new Opener(sealed, key);
        var hashing = new Hashing();
        for (var index = 0L; !opener.ended; ) {
            var batch = hashing.free();
            for (var i = 0; i < Hashing.SEGMENTS && !opener.ended; i++)
                batch.length += opener.segment(index++, true, batch.bytes, batch.length);
            out.write(batch.bytes, 0, batch.length);
            hashing.add(batch);
        }
        if (sealed.read() >= 0) throw new DamagedExhibit("bytes follow the last segment");
        return hashing.digest();
    }

    /** SHA-256 of batches in their order, behind who opens them. */
    private static final class Hashing {
        static final int SEGMENTS = 4;
        private static final int BATCHES = 3;
        private final MessageDigest sha256 = Digest.sha256();
        private final List<Batch> ring = new ArrayList<>();
        private CompletableFuture<Void> hashed = CompletableFuture.allOf();
        private int turn;

        /** Clear bytes, and whether they are hashed already. */
        private static final class Batch {
            private final byte[] bytes = new byte[SEGMENTS * SealFormat.SEGMENT];
            private int length;
            private CompletableFuture<Void> hashed = CompletableFuture.allOf();
        }

        /** A new one while there is room; else the oldest, awaited. */
        Batch free() {
            if (ring.size() < BATCHES) ring.add(new Batch());
            var batch = ring.get(turn);
            turn = (turn + 1) % BATCHES;
            batch.hashed.join();
            batch.length = 0;
            return batch;
        }

        void add(Batch batch) {
            hashed =
                    hashed.thenRunAsync(
                            () -> sha256.update(batch.bytes, 0, batch.length),
                            Thread::startVirtualThread);
            batch.hashed = hashed;
        }

        Digest digest() {
            hashed.join();
            return Digest.ofHash(sha256.digest());
        }
    }

    /** Sealed bytes that can be read from any one on. */
    @FunctionalInterface
    public interface Bytes {
        InputStream from(long offset) throws IOException;
    }

    /** Opens {@code length} bytes from {@code from}, in time that depends on the length alone. */
    public static void openRange(
            SeekableByteChannel sealed, byte[] key, long from, long length, OutputStream out)
            throws IOException {
        sealed.position(0);
        var opener = new Opener(Channels.newInputStream(sealed), key);
        sealed.position(SealFormat.place(from / SealFormat.SEGMENT));
        opener.range(from, length, out);
    }

    /** The same, of bytes that lie where each place is asked for. */
    public static void openRange(Bytes sealed, byte[] key, long from, long length, OutputStream out)
            throws IOException {
        byte[] header;
        try (var in = sealed.from(0)) {
            header = in.readNBytes(SealFormat.HEADER);
        }
        try (var in = sealed.from(SealFormat.place(from / SealFormat.SEGMENT))) {
            var whole = new SequenceInputStream(new ByteArrayInputStream(header), in);
            new Opener(whole, key).range(from, length, out);
        }
    }

    private void range(long from, long length, OutputStream out) throws IOException {
        var index = from / SealFormat.SEGMENT;
        var skip = (int) (from % SealFormat.SEGMENT);
        var left = length;
        while (left > 0) {
            var clear = segment(index++, true);
            var count = (int) Math.min(left, clear.length - skip);
            if (count <= 0)
                throw new EOFException("the exhibit ends before byte " + (from + length));
            out.write(clear, skip, count);
            left -= count;
            skip = 0;
            if (ended && left > 0)
                throw new EOFException("the exhibit ends before byte " + (from + length));
        }
    }

    /**
     * How many whole segments a file of this many bytes can hold, when its last one was not
     * written.
     */
    public static long wholeSegments(long fileSize) {
        return Math.max(0, fileSize - SealFormat.HEADER) / SealFormat.SEALED_SEGMENT;
    }

    /** Where the file ends when it holds just those. */
    public static long sizeWith(long wholeSegments) {
        return SealFormat.place(wholeSegments);
    }
}
