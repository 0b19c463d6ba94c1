package comity.record.x509;

import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** The hashes that certificates and timestamps use, by their identifiers. */
enum Hash {
    /** Names a certificate in old timestamps (RFC 2634), and nothing else. */
    SHA1("1.3.14.3.2.26", "3021300906052b0e03021a05000414"),
    SHA256("2.16.840.1.101.3.4.2.1", "3031300d060960864801650304020105000420"),
    SHA384("2.16.840.1.101.3.4.2.2", "3041300d060960864801650304020205000430"),
    SHA512("2.16.840.1.101.3.4.2.3", "3051300d060960864801650304020305000440");

    private final String oid;

    /** What stands before the hash in an RSA signature (RFC 8017, 9.2, note 1), in hexadecimal. */
    private final String prefix;

    Hash(String oid, String prefix) {
        this.oid = oid;
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** The hash that an AlgorithmIdentifier names; none for SHA-1, which no signature rests on. */
    static Optional<Hash> named(Der algorithm) throws MalformedDer {
        var oid = algorithm.oid();
        if (algorithm.next(0x05)) algorithm.value(0x05);
        algorithm.end();
        for (var hash : values())
            if (hash != SHA1 && hash.oid.equals(oid)) return Optional.of(hash);
        return Optional.empty();
    }

    byte[] of(byte[] message) {
        var digest = digest();
        digest.update(message, 0, message.length);
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private Digest digest() {
        return switch (this) {
            case SHA1 -> new SHA1Digest();
            case SHA256 -> SHA256Digest.newInstance();
            case SHA384 -> new SHA384Digest();
            case SHA512 -> new SHA512Digest();
        };
    }
}
