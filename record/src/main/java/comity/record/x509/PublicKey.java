package comity.record.x509;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A certificate's key (SubjectPublicKeyInfo) and what it verifies: ECDSA on P-256, P-384 and P-521,
 * RSA of 2048 bits and more (PKCS #1 v1.5), Ed25519; with SHA-256, -384, -512.
 *
 * @param algorithm its identifier, with dots
 * @param curve of an elliptic-curve key
 * @param raw the key: a point, a modulus with its exponent, or 32 bytes
 */
record PublicKey(String algorithm, Optional<String> curve, byte[] raw) {
    static final String EC = "1.2.840.10045.2.1";
    static final String RSA = "1.2.840.113549.1.1.1";
    static final String ED25519 = "1.3.101.112";
    static final String P256 = "1.2.840.10045.3.1.7";

    /** A longer one says nothing more, and only costs time. */
    private static final int MOST_BITS = 8192;

    static PublicKey of(Der info) throws MalformedDer {
        var identifier = info.enter(Der.SEQUENCE);
        var algorithm = identifier.oid();
        var curve =
                algorithm.equals(EC) && identifier.next(Der.OID)
                        ? Optional.of(identifier.oid())
                        : Optional.<String>empty();
        return new PublicKey(algorithm, curve, info.bits());
    }

    /**
     * Whether it signed.
     *
     * @param identifier of the signature, an AlgorithmIdentifier's inside
     * @param beside the hash that a CMS signer names apart; where the identifier names one, it
     *     counts
     * @throws UnknownAlgorithm if it cannot be asked
     */
    boolean verifies(Der identifier, Optional<Hash> beside, byte[] message, byte[] signature)
            throws MalformedDer, UnknownAlgorithm {
        var oid = identifier.oid();
        return switch (oid) {
            case "1.2.840.10045.4.3.2" -> ecdsa(Hash.SHA256, message, signature);
            case "1.2.840.10045.4.3.3" -> ecdsa(Hash.SHA384, message, signature);
            case "1.2.840.10045.4.3.4" -> ecdsa(Hash.SHA512, message, signature);
            case "1.2.840.113549.1.1.11" -> rsa(Hash.SHA256, message, signature);
            case "1.2.840.113549.1.1.12" -> rsa(Hash.SHA384, message, signature);
            case "1.2.840.113549.1.1.13" -> rsa(Hash.SHA512, message, signature);
            case RSA ->
                    rsa(beside.orElseThrow(() -> new UnknownAlgorithm(oid)), message, signature);
            case ED25519 -> ed25519(message, signature);
            default -> throw new UnknownAlgorithm(oid);
        };
    }

    private boolean ecdsa(Hash hash, byte[] message, byte[] signature)
            throws MalformedDer, UnknownAlgorithm {
        if (!algorithm.equals(EC)) return false;
        var name =
                switch (curve.orElse("")) {
                    case P256 -> "secp256r1";
                    case "1.3.132.0.34" -> "secp384r1";
                    case "1.3.132.0.35" -> "secp521r1";
                    default -> throw new UnknownAlgorithm(curve.orElse("curve"));
                };
        var domain = new ECDomainParameters(CustomNamedCurves.getByName(name));
        var all = new Der(signature);
        var numbers = all.enter(Der.SEQUENCE);
        var r = numbers.integer();
        var s = numbers.integer();
        numbers.end();
        all.end();
        try {
            var verifier = new ECDSASigner();
            verifier.init(
                    false, new ECPublicKeyParameters(domain.getCurve().decodePoint(raw), domain));
            return verifier.verifySignature(hash.of(message), r, s);
        } catch (RuntimeException _) {
            return false; // a point off the curve verifies nothing
        }
    }

    /** RFC 8017, 8.2.2: what must have been signed is written out and compared whole. */
    private boolean rsa(Hash hash, byte[] message, byte[] signature) throws MalformedDer {
        if (!algorithm.equals(RSA)) return false;
        var key = new Der(raw).enter(Der.SEQUENCE);
        var modulus = key.integer();
        var exponent = key.integer();
        if (modulus.bitLength() < 2048
                || modulus.bitLength() > MOST_BITS
                || exponent.compareTo(BigInteger.valueOf(3)) < 0
                || exponent.bitLength() > 32) return false;
        var length = (modulus.bitLength() + 7) / 8;
        var number = new BigInteger(1, signature);
        if (signature.length != length || number.compareTo(modulus) >= 0) return false;
        var expected = new byte[length];
        Arrays.fill(expected, (byte) 0xff);
        expected[0] = 0;
        expected[1] = 1;
        var prefix = HexFormat.of().parseHex(hash.prefix());
        var digest = hash.of(message);
        var from = length - digest.length - prefix.length;
        expected[from - 1] = 0;
        System.arraycopy(prefix, 0, expected, from, prefix.length);
        System.arraycopy(digest, 0, expected, length - digest.length, digest.length);
        return number.modPow(exponent, modulus).equals(new BigInteger(1, expected));
    }

    private boolean ed25519(byte[] message, byte[] signature) {
        if (!algorithm.equals(ED25519) || raw.length != 32 || signature.length != 64) return false;
        try {
            var verifier = new Ed25519Signer();
            verifier.init(false, new Ed25519PublicKeyParameters(raw));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (RuntimeException _) {
            return false;
        }
    }
}
