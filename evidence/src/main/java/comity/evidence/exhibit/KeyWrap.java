package comity.evidence.exhibit;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.keys.AesGcm;
import comity.record.keys.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;

/**
 * Hands an exhibit's key to an authority: X25519 and ML-KEM-768 together, so that whoever breaks
 * one of the two opens nothing. The wrapping key comes from both shared secrets by HKDF-SHA256,
 * bound to everything that was sent; it wraps one key, once.
 */
public final class KeyWrap {
    private static final byte[] SALT = "comity-keywrap/1".getBytes(StandardCharsets.US_ASCII);

    /** Zeros: each wrapping key is used once. */
    private static final byte[] ONCE = new byte[AesGcm.NONCE];

    private static final byte[] NOTHING = {};

    private KeyWrap() {}

    /**
     * Wraps {@code key} so that only the holder of {@code recipient}'s private keys can open it.
     */
    public static Json.Obj wrap(byte[] key, Directory.SealingKey recipient, SecureRandom random) {
        try {
            var pairs = KeyPairGenerator.getInstance("X25519");
            pairs.initialize(255, random);
            var ephemeral = pairs.generateKeyPair();
            var classic = agree(ephemeral.getPrivate(), publicKey("X25519", recipient.x25519()));
            var encapsulated =
                    KEM.getInstance("ML-KEM")
                            .newEncapsulator(publicKey("ML-KEM-768", recipient.mlKem768()), random)
                            .encapsulate();
            var sent = ephemeral.getPublic().getEncoded();
            var wrapping =
                    wrappingKey(
                            classic,
                            encapsulated.key(),
                            sent,
                            encapsulated.encapsulation(),
                            recipient.id());
            return Json.object()
                    .with("recipient", recipient.id())
                    .with("x25519", Base64Url.encode(sent))
                    .with("mlKem768", Base64Url.encode(encapsulated.encapsulation()))
                    .with("key", Base64Url.encode(AesGcm.seal(wrapping, ONCE, key, NOTHING)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a sealing key: " + recipient.id(), e);
        }
    }

    /** The wrapped key; empty if it was not wrapped for these private keys, or was changed. */
    public static Optional<byte[]> unwrap(
            Json.Obj wrapped, PrivateKey x25519, PrivateKey mlKem768) {
        try {
            var sent = Base64Url.decode(wrapped.text("x25519").orElse(""));
            var encapsulation = Base64Url.decode(wrapped.text("mlKem768").orElse(""));
            var classic = agree(x25519, publicKey("X25519", sent));
            var quantum =
                    KEM.getInstance("ML-KEM").newDecapsulator(mlKem768).decapsulate(encapsulation);
            var wrapping =
                    wrappingKey(
                            classic,
                            quantum,
                            sent,
                            encapsulation,
                            wrapped.text("recipient").orElse(""));
            return AesGcm.open(
                    wrapping, ONCE, Base64Url.decode(wrapped.text("key").orElse("")), NOTHING);
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Wraps a key under another that this node alone holds. */
    public static byte[] wrapLocally(byte[] key, byte[] vaultKey, RandomGenerator random) {
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        var sealed = AesGcm.seal(vaultKey, nonce, key, NOTHING);
        var wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
        return wrapped;
    }

    /**
     * @throws IllegalStateException if it was wrapped under another key, or changed
     */
    public static byte[] unwrapLocally(byte[] wrapped, byte[] vaultKey) {
        var nonce = Arrays.copyOf(wrapped, AesGcm.NONCE);
        var sealed =
                Arrays.copyOfRange(wrapped, Math.min(AesGcm.NONCE, wrapped.length), wrapped.length);
        return AesGcm.open(vaultKey, nonce, sealed, NOTHING)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "an exhibit's key is damaged, or the vault's key is"
                                                + " another"));
    }

    private static byte[] agree(PrivateKey own, PublicKey other) throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    private static byte[] wrappingKey(
            byte[] classic,
            SecretKey quantum,
            byte[] sent,
            byte[] encapsulation,
            String recipient) {
        var transcript = Digest.sha256();
        transcript.update(sent);
        transcript.update(encapsulation);
        transcript.update(recipient.getBytes(StandardCharsets.UTF_8));
        var second = quantum.getEncoded();
        var both = Arrays.copyOf(classic, classic.length + second.length);
        System.arraycopy(second, 0, both, classic.length, second.length);
        return Hkdf.derive(both, SALT, transcript.digest(), AesGcm.KEY);
    }

    private static PublicKey publicKey(String algorithm, byte[] encoded)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
