package comity.record.act;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * The two algorithms that sign acts. Which one a key uses is said by the directory, never by the
 * message. BouncyCastle's low-level implementation, which is an order of magnitude faster than the
 * JDK's (docs/decisions/0002).
 */
public enum SignatureAlgorithm {
    /**
     * Ed25519 (RFC 8032; in JOSE, RFC 8037). Public key 32 bytes, private seed 32 bytes, signature
     * 64 bytes.
     */
    EdDSA {
        @Override
        public byte[] sign(byte[] privateKey, byte[] message) {
            var signer = new Ed25519Signer();
            signer.init(true, new Ed25519PrivateKeyParameters(privateKey));
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        }

        @Override
        public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            if (publicKey.length != 32 || signature.length != 64) return false;
            try {
                var verifier = new Ed25519Signer();
                verifier.init(false, new Ed25519PublicKeyParameters(publicKey));
                verifier.update(message, 0, message.length);
                return verifier.verifySignature(signature);
            } catch (RuntimeException _) {
                return false; // a public key that is no point of the curve verifies nothing
            }
        }

        @Override
        public byte[] publicKey(byte[] privateKey) {
            return new Ed25519PrivateKeyParameters(privateKey).generatePublicKey().getEncoded();
        }
    },

    /**
     * ECDSA on P-256 with SHA-256 (RFC 7518, 3.4). Public key 65 bytes (uncompressed point),
     * private scalar 32 bytes, signature r and s of 32 bytes each.
     */
    ES256 {
        @Override
        public byte[] sign(byte[] privateKey, byte[] message) {
            // RFC 6979: the nonce is derived, so that a weak random source cannot give the key
            // away.
            var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
            signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), P256));
            var rs = signer.generateSignature(Digest.sha256().digest(message));
            var signature = new byte[64];
            put(rs[0], signature, 0);
            put(rs[1], signature, 32);
            return signature;
        }

        @Override
        public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            if (publicKey.length != 65 || publicKey[0] != 4 || signature.length != 64) return false;
            var r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
            var s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
            return verifyEcdsa(publicKey, message, r, s);
        }

        @Override
        public byte[] publicKey(byte[] privateKey) {
            return P256.getG()
                    .multiply(new BigInteger(1, privateKey))
                    .normalize()
                    .getEncoded(false);
        }
    };

    private static final ECDomainParameters P256 =
            new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    /** Signs {@code message}; the private key's shape is the algorithm's. */
    public abstract byte[] sign(byte[] privateKey, byte[] message);

    /** True only for a valid signature; false for every other input, however malformed. */
    public abstract boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /** The public key that belongs to a private key. */
    public abstract byte[] publicKey(byte[] privateKey);

    /** A fresh private key: 32 bytes, which for P-256 are a number below the group's order. */
    public byte[] newPrivateKey(RandomGenerator random) {
        while (true) {
            var secret = new byte[32];
            random.nextBytes(secret);
            var number = new BigInteger(1, secret);
            if (this != ES256 || number.signum() > 0 && number.compareTo(P256.getN()) < 0)
                return secret;
        }
    }

    static boolean verifyEcdsa(byte[] publicKey, byte[] message, BigInteger r, BigInteger s) {
        try {
            var verifier = new ECDSASigner();
            verifier.init(
                    false, new ECPublicKeyParameters(P256.getCurve().decodePoint(publicKey), P256));
            return verifier.verifySignature(Digest.sha256().digest(message), r, s);
        } catch (RuntimeException _) {
            return false; // a point off the curve verifies nothing
        }
    }

    private static void put(BigInteger value, byte[] target, int offset) {
        var bytes = value.toByteArray();
        var from = Math.max(0, bytes.length - 32);
        System.arraycopy(
                bytes, from, target, offset + 32 - (bytes.length - from), bytes.length - from);
    }
}
