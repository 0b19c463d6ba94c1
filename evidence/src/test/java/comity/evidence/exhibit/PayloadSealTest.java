package comity.evidence.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Base64Url;
import comity.record.act.Directory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PayloadSealTest {
    private static final byte[] TEXT = "{\"facts\":1}".getBytes(StandardCharsets.UTF_8);
    private final SecureRandom random = new SecureRandom();
    private final KeyPair classic = pair("X25519");
    private final KeyPair quantum = pair("ML-KEM-768");
    private final Directory.SealingKey authority =
            new Directory.SealingKey(
                    "XB.central-authority#seal1",
                    "XB.central-authority",
                    classic.getPublic().getEncoded(),
                    quantum.getPublic().getEncoded());

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void opens_for_the_authority_as_it_was_but_for_the_filling() {
        var sealed = PayloadSeal.seal(TEXT, authority, "act", random);

        var opened =
                PayloadSeal.open(sealed, classic.getPrivate(), quantum.getPrivate(), "act")
                        .orElseThrow();

        assertThat(new String(opened, StandardCharsets.UTF_8).strip())
                .isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
    }

    @Test
    void opens_for_nobody_who_broke_only_the_classic_half() {
        var sealed = PayloadSeal.seal(TEXT, authority, "act", random);

        assertThat(
                        PayloadSeal.open(
                                sealed,
                                classic.getPrivate(),
                                pair("ML-KEM-768").getPrivate(),
                                "act"))
                .isEmpty();
    }

    @Test
    void opens_for_nobody_who_broke_only_the_quantum_safe_half() {
        var sealed = PayloadSeal.seal(TEXT, authority, "act", random);

        assertThat(
                        PayloadSeal.open(
                                sealed, pair("X25519").getPrivate(), quantum.getPrivate(), "act"))
                .isEmpty();
    }

    @Test
    void opens_as_nothing_else_and_not_when_changed() {
        var sealed = PayloadSeal.seal(TEXT, authority, "act", random);
        var payload = Base64Url.decode(sealed.text("payload").orElseThrow());
        payload[3] ^= 1;

        assertThat(PayloadSeal.open(sealed, classic.getPrivate(), quantum.getPrivate(), "other"))
                .isEmpty();
        assertThat(
                        PayloadSeal.open(
                                sealed.with("payload", Base64Url.encode(payload)),
                                classic.getPrivate(),
                                quantum.getPrivate(),
                                "act"))
                .isEmpty();
    }

    @Test
    void tells_little_by_its_length() {
        var brief = PayloadSeal.seal(TEXT, authority, "act", random);
        var longer = PayloadSeal.seal(new byte[900], authority, "act", random);

        assertThat(brief.text("payload").orElseThrow())
                .hasSameSizeAs(longer.text("payload").orElseThrow());
    }
}
