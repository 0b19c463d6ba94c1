package comity.evidence.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Directory;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyWrapTest {
    private final SecureRandom random = new SecureRandom();

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    @Test
    void opens_with_both_private_keys_and_with_neither_alone() throws GeneralSecurityException {
        var classic = pair("X25519");
        var quantum = pair("ML-KEM-768");
        var key = Sealer.freshKey(random);
        var wrapped =
                KeyWrap.wrap(
                        key,
                        new Directory.SealingKey(
                                "k",
                                "XA.court",
                                classic.getPublic().getEncoded(),
                                quantum.getPublic().getEncoded()),
                        random);
        assertThat(KeyWrap.unwrap(wrapped, classic.getPrivate(), quantum.getPrivate()))
                .hasValue(key);
        assertThat(KeyWrap.unwrap(wrapped, pair("X25519").getPrivate(), quantum.getPrivate()))
                .isEmpty();
        assertThat(KeyWrap.unwrap(wrapped, classic.getPrivate(), pair("ML-KEM-768").getPrivate()))
                .isEmpty();
        assertThat(
                        KeyWrap.unwrap(
                                wrapped.with("recipient", "other"),
                                classic.getPrivate(),
                                quantum.getPrivate()))
                .isEmpty();
    }
}
