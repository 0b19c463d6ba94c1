package comity.record.figures;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What hides each act's part: numbers below the curve's order, made from the secret of one
 * publication and an act's position, so that one secret is kept and not a number for each act.
 */
public final class Blinding {
    public static final int SECRET_BYTES = 32;

    private static final String HMAC = "HmacSHA512";

    private final SecretKeySpec secret;

    /**
     * @param secret 32 bytes that nobody else has
     */
    public Blinding(byte[] secret) {
        if (secret.length != SECRET_BYTES) throw new IllegalArgumentException("32 bytes expected");
        this.secret = new SecretKeySpec(secret, HMAC);
    }

    /** HMAC-SHA-512 of the position in 8 bytes, modulo the order. */
    BigInteger at(long position) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return Curve.scalar512(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(position).array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    /** Of all from one position up to another, without it, together. */
    BigInteger sum(long from, long upTo) {
        var sum = BigInteger.ZERO;
        for (var position = from; position < upTo; position++) sum = sum.add(at(position));
        return sum.mod(Curve.ORDER);
    }
}
