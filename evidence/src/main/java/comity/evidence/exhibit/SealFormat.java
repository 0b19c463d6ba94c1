package comity.evidence.exhibit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a sealed exhibit lies in a file: {@code "comityx1" || id(16)}, then segments of {@code
 * epoch(4) || last(1) || AES-256-GCM(64 KiB of clear bytes)}; only the last segment may be shorter.
 *
 * <p>The nonce of segment i is {@code epoch || i || last}. The epoch counts how often writing was
 * taken up again: after a crash the bytes that come for a segment may be others than those that
 * were encrypted and lost, and a nonce must never meet two messages. Header, number, epoch and last
 * flag are authenticated, so that segments cannot be swapped, cut off or moved to another exhibit.
 */
final class SealFormat {
    static final byte[] MAGIC = "comityx1".getBytes(StandardCharsets.US_ASCII);
    static final int ID = 16;
    static final int HEADER = 24;
    static final int SEGMENT = 1 << 16;
    static final int TAG = 16;
    static final int FRAME = 5;
    static final int SEALED_SEGMENT = FRAME + SEGMENT + TAG;

    private SealFormat() {}

    /** One cipher serves segment after segment. */
    static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has AES-256-GCM", e);
        }
    }

    /** Makes {@code cipher} ready for one segment. */
    static void begin(
            Cipher cipher,
            int mode,
            SecretKeySpec key,
            byte[] header,
            long index,
            int epoch,
            boolean last)
            throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(12).putInt(epoch).putLong(index << 1 | (last ? 1 : 0));
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce.array()));
        cipher.updateAAD(header);
        cipher.updateAAD(
                ByteBuffer.allocate(13)
                        .putLong(index)
                        .putInt(epoch)
                        .put((byte) (last ? 1 : 0))
                        .array());
    }

    /** Where segment {@code index} begins in the file. */
    static long place(long index) {
        return HEADER + index * SEALED_SEGMENT;
    }
}
