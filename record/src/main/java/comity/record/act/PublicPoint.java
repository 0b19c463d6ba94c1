package comity.record.act;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A public key on P-256 that verifies more than once. From the second time on it uses a table of
 * its own multiples ({@link P256Comb}), which makes a verification some three times as fast; the
 * table costs what one and a half verifications do.
 *
 * <p>Two are equal if their bytes are. Bytes that are no point of the curve verify nothing.
 */
public final class PublicPoint {
    private final byte[] bytes;
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile @Nullable P256Comb comb;

    /**
     * @param bytes 65, an uncompressed point; any others are kept as they are
     */
    public PublicPoint(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** ECDSA with SHA-256 (FIPS 186-5, 6.4.2). False for every other input, however malformed. */
    boolean verifies(byte[] message, BigInteger r, BigInteger s) {
        if (bytes.length != 65 || bytes[0] != 4) return false;
        var ready = comb;
        if (ready == null && !used.getAndSet(true))
            return SignatureAlgorithm.verifyEcdsa(bytes, message, r, s);
        try {
            if (ready == null) comb = ready = new P256Comb(P256Comb.CURVE.decodePoint(bytes));
            return ready.verifies(Digest.sha256().digest(message), r, s);
        } catch (IllegalArgumentException | ArithmeticException _) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicPoint that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
