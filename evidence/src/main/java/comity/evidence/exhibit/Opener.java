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
import java.util.Arrays;
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
        var frame = in.readNBytes(SealFormat.FRAME);
        if (frame.length < SealFormat.FRAME)
            throw new DamagedExhibit("the exhibit ends before its last segment");
        var epoch = ByteBuffer.wrap(frame).getInt();
        var last = frame[4] == 1;
        if (frame[4] > 1 || frame[4] < 0 || last && !mayBeLast)
            throw new DamagedExhibit("segment " + index + " has a damaged frame");
        var sealed = in.readNBytes(SealFormat.SEGMENT + SealFormat.TAG);
        if (!last && sealed.length < SealFormat.SEGMENT + SealFormat.TAG)
            throw new DamagedExhibit("segment " + index + " is cut off");
        try {
            SealFormat.begin(cipher, Cipher.DECRYPT_MODE, key, header, index, epoch, last);
            var clear = cipher.doFinal(sealed);
            if (last) ended = true;
            return clear;
        } catch (GeneralSecurityException _) {
            throw new DamagedExhibit("segment " + index + " is not what was sealed");
        }
    }

    private boolean ended;

    /**
     * Opens a whole exhibit.
     *
     * @return SHA-256 over the clear bytes
     */
    public static Digest open(InputStream sealed, byte[] key, OutputStream out) throws IOException {
        var opener = new Opener(sealed, key);
        var sha256 = Digest.sha256();
        for (var index = 0L; !opener.ended; index++) {
            var clear = opener.segment(index, true);
            sha256.update(clear);
            out.write(clear);
        }
        if (sealed.read() >= 0) throw new DamagedExhibit("bytes follow the last segment");
        return Digest.ofHash(sha256.digest());
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
