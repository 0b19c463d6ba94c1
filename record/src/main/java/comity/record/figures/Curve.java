package comity.record.figures;

import comity.record.act.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * P-256, with a generator for each figure and one that blinds. Each is the hash of its name (RFC
 * 9380, P256_XMD:SHA-256_SSWU_RO_), so that nobody knows how one is a multiple of another: on that
 * it rests that a sum can be opened in one way alone. The curve is BouncyCastle's.
 */
final class Curve {
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");
    static final BigInteger ORDER = P256.getN();
    static final int POINT_BYTES = 33;
    static final int SCALAR_BYTES = 32;
    static final ECPoint NOTHING = P256.getCurve().getInfinity();

    private static final String SUITE = "comity-figures/1 P256_XMD:SHA-256_SSWU_RO_";

    /** No figure has the empty name. */
    static final ECPoint BLINDING = hashed("", SUITE);

    private static final Map<String, ECPoint> GENERATORS = new ConcurrentHashMap<>();

    private Curve() {}

    /** The generator of a figure. */
    static ECPoint generator(String figure) {
        if (figure.isEmpty()) throw new IllegalArgumentException("a figure has a name");
        return GENERATORS.computeIfAbsent(figure, name -> hashed(name, SUITE));
    }

    static ECPoint hashed(String message, String suite) {
        var hashed =
                HashToEllipticCurve.getInstance(HashToCurveProfile.P256_XMD_SHA_256, suite)
                        .hashToCurve(message.getBytes(StandardCharsets.UTF_8));
        return P256.getCurve().decodePoint(bytes(hashed)); // theirs is of another class
    }

    static ECPoint blinded(BigInteger blinding) {
        return new FixedPointCombMultiplier().multiply(BLINDING, blinding);
    }

    /** Sum of the points, each as often as its number says. */
    static ECPoint sum(ECPoint[] points, BigInteger[] times) {
        return points.length == 0 ? NOTHING : ECAlgorithms.sumOfMultiplies(points, times);
    }

    static void normalize(ECPoint[] points) {
        P256.getCurve().normalizeAll(points);
    }

    /** Compressed. */
    static byte[] bytes(ECPoint point) {
        return point.normalize().getEncoded(true);
    }

    /** A compressed point of the curve that is not its neutral element. */
    static Optional<ECPoint> point(byte[] compressed) {
        if (compressed.length != POINT_BYTES || compressed[0] != 0x02 && compressed[0] != 0x03)
            return Optional.empty();
        try {
            return Optional.of(P256.getCurve().decodePoint(compressed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static byte[] bytes(BigInteger scalar) {
        return BigIntegers.asUnsignedByteArray(SCALAR_BYTES, scalar);
    }

    /** A number below the curve's order, in the 32 bytes that it has. */
    static Optional<BigInteger> scalar(byte[] bytes) {
        if (bytes.length != SCALAR_BYTES) return Optional.empty();
        var scalar = new BigInteger(1, bytes);
        return scalar.compareTo(ORDER) < 0 ? Optional.of(scalar) : Optional.empty();
    }

    /** 512 bits, so that what is left of them below the order favours none. */
    static BigInteger scalar512(byte[] bytes) {
        if (bytes.length != 64) throw new IllegalArgumentException("64 bytes expected");
        return new BigInteger(1, bytes).mod(ORDER);
    }

    static BigInteger challenge(byte[]... parts) {
        var sha = Digest.sha256();
        for (var part : parts) sha.update(part);
        return new BigInteger(1, sha.digest()).mod(ORDER);
    }
}
