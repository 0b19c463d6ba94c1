package comity.record.map;

import comity.record.act.Digest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECVRF-P256-SHA256-TAI (RFC 9381, 5.5, suite 0x01): who has the secret key can compute the output
 * for an input and prove it; nobody else can compute or guess it; everybody can check it. The curve
 * is BouncyCastle's.
 */
public final class Vrf {
    /** Of a proof: Gamma compressed, c, s. */
    public static final int PROOF_BYTES = 33 + 16 + 32;

    public static final int SECRET_BYTES = 32;

    private static final org.bouncycastle.asn1.x9.X9ECParameters P256 =
            CustomNamedCurves.getByName("secp256r1");
    private static final BigInteger ORDER = P256.getN();
    private static final byte SUITE = 0x01;

    private Vrf() {}

    /** A proof and the 32 bytes of output that it is for. */
    public record Proven(byte[] proof, byte[] output) {
        public Proven {
            proof = proof.clone();
            output = output.clone();
        }

        @Override
        public byte[] proof() {
            return proof.clone();
        }

        @Override
        public byte[] output() {
            return output.clone();
        }
    }

    /** Whether 32 bytes are a secret key: a number from 1 to the curve's order less one. */
    public static boolean isSecret(byte[] secret) {
        if (secret.length != SECRET_BYTES) return false;
        var scalar = new BigInteger(1, secret);
        return scalar.signum() > 0 && scalar.compareTo(ORDER) < 0;
    }

    /** The public key, compressed: 33 bytes. */
    public static byte[] publicKey(byte[] secret) {
        return string(P256.getG().multiply(scalar(secret)));
    }

    private static BigInteger scalar(byte[] secret) {
        if (!isSecret(secret)) throw new IllegalArgumentException("not a secret key");
        return new BigInteger(1, secret);
    }

    /** 5.1. */
    public static Proven prove(byte[] secret, byte[] input) {
        var x = scalar(secret);
        var key = P256.getG().multiply(x);
        var h = onCurve(string(key), input);
        var gamma = h.multiply(x);
        var k = nonce(x, h);
        var c = challenge(key, h, gamma, P256.getG().multiply(k), h.multiply(k));
        var s = k.add(c.multiply(x)).mod(ORDER);
        var proof = Arrays.copyOf(string(gamma), PROOF_BYTES);
        System.arraycopy(BigIntegers.asUnsignedByteArray(16, c), 0, proof, 33, 16);
        System.arraycopy(BigIntegers.asUnsignedByteArray(32, s), 0, proof, 49, 32);
        return new Proven(proof, output(gamma));
    }

    /** 5.3: the output for {@code input}; empty if the proof does not hold. */
    public static Optional<byte[]> verify(byte[] publicKey, byte[] input, byte[] proof) {
        if (proof.length != PROOF_BYTES) return Optional.empty();
        var key = point(publicKey);
        var gamma = point(Arrays.copyOf(proof, 33));
        var c = new BigInteger(1, Arrays.copyOfRange(proof, 33, 49));
        var s = new BigInteger(1, Arrays.copyOfRange(proof, 49, PROOF_BYTES));
        if (key.isEmpty() || gamma.isEmpty() || s.compareTo(ORDER) >= 0) return Optional.empty();
        var h = onCurve(publicKey, input);
        var u = P256.getG().multiply(s).subtract(key.get().multiply(c));
        var v = h.multiply(s).subtract(gamma.get().multiply(c));
        return challenge(key.get(), h, gamma.get(), u, v).equals(c)
                ? Optional.of(output(gamma.get()))
                : Optional.empty();
    }

    /** 5.4.1.1, try and increment. */
    private static ECPoint onCurve(byte[] key, byte[] input) {
        for (var counter = 0; counter < 256; counter++) {
            var sha = Digest.sha256();
            sha.update(new byte[] {SUITE, 0x01});
            sha.update(key);
            sha.update(input);
            sha.update((byte) counter);
            var candidate = new byte[33];
            candidate[0] = 0x02;
            System.arraycopy(sha.digest(new byte[] {0x00}), 0, candidate, 1, 32);
            var point = point(candidate);
            if (point.isPresent()) return point.get();
        }
        throw new IllegalStateException("of 256 hashes none is on the curve"); // 2^-256
    }

    /** 5.4.2.1: RFC 6979 with the hash of H as the message. */
    private static BigInteger nonce(BigInteger secret, ECPoint h) {
        var calculator = new HMacDSAKCalculator(new SHA256Digest());
        calculator.init(ORDER, secret, Digest.sha256().digest(string(h)));
        return calculator.nextK();
    }

    /** 5.4.3. */
    private static BigInteger challenge(ECPoint... points) {
        var sha = Digest.sha256();
        sha.update(new byte[] {SUITE, 0x02});
        for (var point : points) sha.update(string(point));
        return new BigInteger(1, Arrays.copyOf(sha.digest(new byte[] {0x00}), 16));
    }

    /** 5.2; the curve's cofactor is one. */
    private static byte[] output(ECPoint gamma) {
        var sha = Digest.sha256();
        sha.update(new byte[] {SUITE, 0x03});
        sha.update(string(gamma));
        return sha.digest(new byte[] {0x00});
    }

    private static byte[] string(ECPoint point) {
        return point.normalize().getEncoded(true);
    }

    /** A compressed point of the curve that is not its neutral element. */
    private static Optional<ECPoint> point(byte[] compressed) {
        if (compressed.length != 33 || compressed[0] != 0x02 && compressed[0] != 0x03)
            return Optional.empty();
        try {
            return Optional.of(P256.getCurve().decodePoint(compressed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
