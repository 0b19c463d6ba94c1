package comity.node.signer;

import comity.node.signer.SignerUnavailable.Why;
import comity.record.act.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A hardware token that makes and keeps the authorities' keys (PKCS#11). The JDK's provider has
 * neither EdDSA nor ML-DSA there, so these keys are ES256; the private halves never leave it.
 */
final class Token {
    private static final String SIGNATURE = "SHA256withECDSAinP1363Format";

    /** The provider finds a private key by a certificate beside it; nobody relies on this one. */
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final Provider provider;
    private final KeyStore store;

    /** The token is gone, locked or broken: whoever runs the signer starts it again. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(Throwable cause) {
            super("the token failed: " + cause.getMessage(), cause);
        }
    }

    private Token(Provider provider, KeyStore store) {
        this.provider = provider;
        this.store = store;
    }

    /** The token cannot be opened, and why: nothing is signed until somebody puts it right. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;
        private final Why why;

        Unusable(Why why, String sentence) {
            super(sentence);
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    /**
     * @param said {@code library}, {@code slot} and {@code pin}
     * @throws Unusable with a sentence for the administrator
     */
    static Token open(Json.Obj said) throws Unusable {
        var library = said.text("library").orElse("");
        try {
            var configuration =
                    "--name=comity\nlibrary=%s\nslot=%s\nshowInfo=false\n"
                            .formatted(library, said.text("slot").orElse(""));
            var provider = Security.getProvider("SunPKCS11").configure(configuration);
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, said.text("pin").orElse("").toCharArray());
            return new Token(provider, store);
        } catch (IOException
                | GeneralSecurityException
                | ProviderException
                | InvalidParameterException
                | UnsupportedOperationException e) {
            throw unusable(library, e);
        }
    }

    /** The library's own word is somewhere among the causes. */
    private static Unusable unusable(String library, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var word = String.valueOf(cause.getMessage());
            if (word.contains("CKR_PIN_LOCKED"))
                return new Unusable(
                        Why.PIN_LOCKED,
                        "The token's PIN is locked after too many wrong tries. Its security officer"
                                + " can unlock it.");
            if (word.contains("CKR_PIN_") || cause instanceof UnrecoverableKeyException)
                return new Unusable(
                        Why.PIN_WRONG,
                        "The token does not take the PIN in its pin-source; a few wrong tries lock"
                                + " it.");
        }
        return new Unusable(
                Why.TOKEN_GONE,
                "The token cannot be used ("
                        + library
                        + "): is it there, and is the slot right? "
                        + e.getMessage());
    }

    /** Makes a key in the token; its public half, an uncompressed point. */
    byte[] generate(String id) {
        try {
            if (store.containsAlias(id)) throw new GeneralSecurityException("there is a key " + id);
            var generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var name = new X500Name("CN=" + id);
            var certificate =
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    new JcaX509v3CertificateBuilder(
                                                    name,
                                                    BigInteger.ONE,
                                                    Date.from(Instant.EPOCH),
                                                    Date.from(END),
                                                    name,
                                                    pair.getPublic())
                                            .build(
                                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                                            .setProvider(provider)
                                                            .build(pair.getPrivate())));
            store.setKeyEntry(id, pair.getPrivate(), null, new X509Certificate[] {certificate});
            var encoded = pair.getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
        } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
            throw new Failed(e);
        }
    }

    byte[] sign(String id, byte[] message) {
        try {
            if (!(store.getKey(id, null) instanceof PrivateKey key))
                throw new GeneralSecurityException("there is no key " + id);
            var signature = Signature.getInstance(SIGNATURE, provider);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new Failed(e);
        }
    }
}
