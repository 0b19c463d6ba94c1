package comity.record.act;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * ML-DSA-65 (FIPS 204) with the empty context: the half of a root holder's signature that a quantum
 * computer does not forge. Private seed 32 bytes, public key 1952, signature 3309.
 */
public final class MlDsa65 {
    public static final int SEED_BYTES = 32;
    public static final int KEY_BYTES = 1_952;
    public static final int SIGNATURE_BYTES = 3_309;

    private MlDsa65() {}

    private static MLDSAPrivateKeyParameters privateKey(byte[] seed) {
        if (seed.length != SEED_BYTES) throw new IllegalArgumentException("a seed has 32 bytes");
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed);
    }

    public static byte[] publicKey(byte[] seed) {
        return privateKey(seed).getPublicKeyParameters().getEncoded();
    }

    /** Signs deterministically (FIPS 204, 3.4): a weak random source cannot give the key away. */
    public static byte[] sign(byte[] seed, byte[] message) {
        try {
            var signer = new MLDSASigner();
            signer.init(true, privateKey(seed));
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("ML-DSA signs every message", e);
        }
    }

    /** True only for a valid signature; false for every other input, however malformed. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) return false;
        try {
            var verifier = new MLDSASigner();
            verifier.init(
                    false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, publicKey));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (RuntimeException _) {
            return false; // what cannot be unpacked verifies nothing
        }
    }
}
