package comity.evidence.exhibit;

import comity.record.act.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;

/**
 * Seals bytes while they stream: one pass, SHA-256 of the clear bytes (what courts quote) and
 * encryption under a key of this exhibit alone, 64 KiB in memory.
 */
public final class Sealer {
    private final OutputStream out;
    private final byte[] key;
    private final byte[] header;
    private final int epoch;
    private final MessageDigest sha256;
    private final byte[] buffer = new byte[SealFormat.SEGMENT];
    private final byte[] sealed = new byte[SealFormat.SEGMENT + SealFormat.TAG];
    private int filled;
    private long index;
    private boolean finished;

    private Sealer(
            OutputStream out,
            byte[] key,
            byte[] header,
            int epoch,
            long index,
            MessageDigest sha256) {
        this.out = out;
        this.key = key.clone();
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
            java.io.InputStream written, long segments, OutputStream out, byte[] key, int epoch)
            throws IOException {
        var opener = new Opener(written, key);
        var sha256 = Digest.sha256();
        for (var i = 0L; i < segments; i++) sha256.update(opener.segment(i, false));
        return new Sealer(out, key, opener.header(), epoch, segments, sha256);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (finished) throw new IllegalStateException("the exhibit is sealed");
        sha256.update(bytes, offset, length);
        var from = offset;
        var left = length;
        while (left > 0) {
            var count = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, count);
            filled += count;
            from += count;
            left -= count;
            if (filled == buffer.length) segment(false);
        }
    }

    /** How many clear bytes are in whole segments, and so would survive if the file did. */
    public long inWholeSegments() {
        return index * SealFormat.SEGMENT;
    }

    /** All clear bytes so far. */
    public long size() {
        return inWholeSegments() + filled;
    }

    /** Writes the last segment. @return SHA-256 over all clear bytes */
    public Digest finish() throws IOException {
        segment(true);
        finished = true;
        return Digest.ofHash(sha256.digest());
    }

    private void segment(boolean last) throws IOException {
        try {
            var cipher = SealFormat.cipher(Cipher.ENCRYPT_MODE, key, header, index, epoch, last);
            var count = cipher.doFinal(buffer, 0, filled, sealed);
            out.write(
                    ByteBuffer.allocate(SealFormat.FRAME)
                            .putInt(epoch)
                            .put((byte) (last ? 1 : 0))
                            .array());
            out.write(sealed, 0, count);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing cannot fail on sound arguments", e);
        }
        index++;
        filled = 0;
    }
}
