package comity.record.tlog;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * ML-DSA-44 (FIPS 204), pure, without context. Private key: its 32 bytes of seed, of which the
 * JDK's own implementation keeps only what follows from them (docs/decisions/0002 for why
 * BouncyCastle; a test has the JDK verify what is signed here).
 */
final class MlDsa44 {
    static final int PUBLIC_BYTES = 1_312;
    static final int SIGNATURE_BYTES = 2_420;

    private MlDsa44() {}

    static byte[] publicKey(byte[] seed) {
        return secret(seed).getPublicKey();
    }

    /**
     * Deterministic: no randomness is asked for, so that a weak source cannot give the key away.
     */
    static byte[] sign(byte[] seed, byte[] message) {
        var signer = new MLDSASigner();
        signer.init(true, secret(seed));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("ML-DSA-44 could not sign", e);
        }
    }

    /** True only for a valid signature; false for every other input, however malformed. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != PUBLIC_BYTES || signature.length != SIGNATURE_BYTES) return false;
        try {
            var verifier = new MLDSASigner();
            verifier.init(
                    false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, publicKey));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static MLDSAPrivateKeyParameters secret(byte[] seed) {
        if (seed.length != 32) throw new IllegalArgumentException("a seed of 32 bytes expected");
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
    }
}
