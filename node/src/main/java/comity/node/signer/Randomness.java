package comity.node.signer;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Where this process, which no wiring reaches, has its randomness from. */
final class Randomness {
    private Randomness() {}

    static RandomGenerator strong() {
        try {
            return SecureRandom.getInstance("NativePRNG");
        } catch (NoSuchAlgorithmException _) {
            try {
                return SecureRandom.getInstance("DRBG");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has DRBG", e);
            }
        }
    }
}
