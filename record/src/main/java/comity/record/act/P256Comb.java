package comity.record.act;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECLookupTable;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * Multiples of one point of P-256, laid out as a comb (Lim and Lee, 1994): of a scalar's 256 bits
 * each tooth takes those that stand 32 apart, so that 32 doublings are enough where 256 would be
 * needed. Only for verifying: the time that it takes tells the scalar, and here both scalars are
 * public.
 */
final class P256Comb {
    private static final int TEETH = 8;
    private static final int APART = 256 / TEETH;

    private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");

    static final ECCurve CURVE = P256.getCurve();

    private static final BigInteger N = P256.getN();

    /** Of the generator, which every verification needs. */
    private static final P256Comb GENERATOR = new P256Comb(P256.getG());

    private final ECLookupTable multiples;

    /** Costs about what one and a half verifications cost without it. */
    P256Comb(ECPoint point) {
        var sums = new ECPoint[1 << TEETH];
        sums[0] = CURVE.getInfinity();
        var tooth = point;
        for (var bit = 0; bit < TEETH; bit++) {
            var one = 1 << bit;
            for (var below = 0; below < one; below++) sums[one + below] = sums[below].add(tooth);
            if (bit < TEETH - 1) tooth = tooth.timesPow2(APART).normalize();
        }
        sums[0] = point; // never looked up; a table holds no infinity
        CURVE.normalizeAll(sums);
        multiples = CURVE.createCacheSafeLookupTable(sums, 0, sums.length);
    }

    /**
     * Whether ({@code r}, {@code s}) is this point's signature over {@code digest}, 32 bytes (FIPS
     * 186-5, 6.4.2).
     */
    boolean verifies(byte[] digest, BigInteger r, BigInteger s) {
        if (r.signum() < 1 || r.compareTo(N) >= 0 || s.signum() < 1 || s.compareTo(N) >= 0)
            return false;
        var inverse = BigIntegers.modOddInverseVar(N, s);
        var ofGenerator = words(new BigInteger(1, digest).multiply(inverse).mod(N));
        var ofPoint = words(r.multiply(inverse).mod(N));
        var sum = CURVE.getInfinity();
        for (var place = APART - 1; place >= 0; place--) {
            sum = sum.twice();
            var first = teeth(ofGenerator, place);
            if (first != 0) sum = sum.add(GENERATOR.multiples.lookupVar(first));
            var second = teeth(ofPoint, place);
            if (second != 0) sum = sum.add(multiples.lookupVar(second));
        }
        return !sum.isInfinity()
                && sum.normalize().getAffineXCoord().toBigInteger().mod(N).equals(r);
    }

    /** 256 bits as eight words, the lowest first: a tooth's bits are those of one word. */
    private static int[] words(BigInteger scalar) {
        var words = new int[TEETH];
        for (var word = 0; word < TEETH; word++)
            words[word] = scalar.shiftRight(word * APART).intValue();
        return words;
    }

    private static int teeth(int[] words, int place) {
        var teeth = 0;
        for (var tooth = 0; tooth < TEETH; tooth++) teeth |= (words[tooth] >>> place & 1) << tooth;
        return teeth;
    }
}
