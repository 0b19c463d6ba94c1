package comity.record.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CMS SignedData (RFC 5652) with one signer and signed attributes, as timestamps and signatures of
 * containers are written. Certificates in it are candidates and no more: whoever wrote it chose
 * them.
 */
final class SignedData {
    static final String OID = "1.2.840.113549.1.7.2";
    static final String DATA = "1.2.840.113549.1.7.1";
    static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    static final String SIGNING_TIME = "1.2.840.113549.1.9.5";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    static final String SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14";
    private static final int MOST_CERTIFICATES = 16;

    private final String type;
    private final Optional<byte[]> content;
    private final List<Certificate> certificates = new ArrayList<>();
    private final List<byte[]> revoked = new ArrayList<>();
    private final byte[] signer;
    private final Optional<Hash> hash;
    private final byte[] attributes;
    private final Map<String, byte[]> signed = new HashMap<>();
    private final Optional<byte[]> beside;
    private final byte[] algorithm;
    private final byte[] signature;

    /**
     * @param type of what is signed, as an object identifier
     */
    SignedData(Der all, String type) throws MalformedDer {
        this.type = type;
        var outer = all.enter(Der.SEQUENCE);
        if (!outer.oid().equals(OID)) throw new MalformedDer("no signed data");
        var data = outer.enter(0xa0).enter(Der.SEQUENCE);
        data.integer();
        data.enter(Der.SET);
        var said = data.enter(Der.SEQUENCE);
        if (!said.oid().equals(type)) throw new MalformedDer("signed data of another type");
        content =
                said.next(0xa0)
                        ? Optional.of(said.enter(0xa0).value(Der.OCTETS))
                        : Optional.empty();
        if (data.next(0xa0)) certificates(data.enter(0xa0));
        if (data.next(0xa1))
            for (var lists = data.enter(0xa1); lists.more(); ) revoked.add(lists.raw());
        var signers = data.enter(Der.SET);
        var one = signers.enter(Der.SEQUENCE);
        signers.end();
        data.end();
        one.integer();
        signer = one.raw();
        hash = Hash.named(one.enter(Der.SEQUENCE));
        // What is signed is the set, with the tag of a set in place of its own (RFC 5652, 5.4).
        attributes = one.raw();
        if (attributes[0] != (byte) 0xa0) throw new MalformedDer("no signed attributes");
        attributes[0] = Der.SET;
        attributes(new Der(attributes).enter(Der.SET));
        algorithm = one.value(Der.SEQUENCE);
        signature = one.value(Der.OCTETS);
        beside = one.next(0xa1) ? Optional.of(one.raw()) : Optional.empty();
    }

    /** Those that cannot be read are passed over: they are not needed, or the chain fails. */
    private void certificates(Der list) throws MalformedDer {
        while (list.more()) {
            if (certificates.size() == MOST_CERTIFICATES)
                throw new MalformedDer("more than 16 certificates");
            var one = list.raw();
            try {
                certificates.add(Certificate.of(one));
            } catch (MalformedDer _) {
                // as above
            }
        }
    }

    private void attributes(Der list) throws MalformedDer {
        while (list.more()) {
            var attribute = list.enter(Der.SEQUENCE);
            var oid = attribute.oid();
            var set = attribute.enter(Der.SET);
            if (signed.put(oid, set.raw()) != null || set.more())
                throw new MalformedDer("an attribute twice");
        }
    }

    /** What is signed, if it lies within. */
    Optional<byte[]> content() {
        return content;
    }

    List<Certificate> certificates() {
        return certificates;
    }

    byte[] signature() {
        return signature;
    }

    /**
     * Whether each list of revoked certificates that came with it (RFC 5280, 5) was signed by one
     * of its certificates; what is on it is not asked. One of an algorithm that is not known
     * passes.
     */
    boolean listsAreSigned() {
        return revoked.stream().allMatch(list -> isSigned(list, certificates));
    }

    /** Whether one of these certificates signed a list of revoked ones. */
    static boolean isSigned(byte[] list, Collection<Certificate> certificates) {
        try {
            var parts = new Der(list).enter(Der.SEQUENCE);
            var said = parts.raw();
            var by = parts.value(Der.SEQUENCE);
            var bytes = parts.bits();
            parts.end();
            return certificates.stream().anyMatch(one -> one.signed(by, said, bytes));
        } catch (MalformedDer _) {
            return false;
        }
    }

    /** When the signer says that it signed; nobody else says so. */
    Optional<Instant> claimed() throws MalformedDer {
        var said = signed.get(SIGNING_TIME);
        return said == null ? Optional.empty() : Optional.of(new Der(said).time());
    }

    /** The first value of an attribute that was added beside the signature, and not signed. */
    Optional<byte[]> unsigned(String oid) throws MalformedDer {
        if (beside.isEmpty()) return Optional.empty();
        for (var list = new Der(beside.get()).enter(0xa1); list.more(); ) {
            var attribute = list.enter(Der.SEQUENCE);
            if (attribute.oid().equals(oid)) return Optional.of(attribute.enter(Der.SET).raw());
        }
        return Optional.empty();
    }

    /** The certificate that the signer names, among those within and {@code others}. */
    Optional<Certificate> signer(Collection<Certificate> others) {
        var all = new ArrayList<>(certificates);
        all.addAll(others);
        return all.stream().filter(this::isSigner).findFirst();
    }

    /** By issuer and number, or by the key's identifier. */
    private boolean isSigner(Certificate candidate) {
        try {
            var named = new Der(signer);
            if (named.next(0x80)) return candidate.hasKeyId(named.value(0x80));
            var parts = named.enter(Der.SEQUENCE);
            return Arrays.equals(parts.raw(), candidate.issuer())
                    && parts.integer().equals(candidate.serial());
        } catch (MalformedDer _) {
            return false;
        }
    }

    /**
     * Whether the signature covers which certificate it is to be checked with (RFC 5035, RFC 2634):
     * otherwise another one of the same key could be put in its place.
     */
    boolean isBound(Certificate by) throws MalformedDer {
        var said = signed.get(SIGNING_CERTIFICATE_V2);
        if (said != null) {
            var first = new Der(said).enter(Der.SEQUENCE).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
            var used =
                    first.next(Der.SEQUENCE)
                            ? Hash.named(first.enter(Der.SEQUENCE))
                            : Optional.of(Hash.SHA256);
            var named = first.value(Der.OCTETS);
            return used.filter(one -> Arrays.equals(one.of(by.der()), named)).isPresent();
        }
        var old = signed.get(SIGNING_CERTIFICATE);
        if (old == null) return false;
        var first = new Der(old).enter(Der.SEQUENCE).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
        return Arrays.equals(Hash.SHA1.of(by.der()), first.value(Der.OCTETS));
    }

    /** Whether this certificate's key signed {@code message}, as what it is. */
    boolean isSigned(Certificate by, byte[] message) throws MalformedDer, UnknownAlgorithm {
        var used = hash.orElseThrow(() -> new UnknownAlgorithm(""));
        var said = signed.get(CONTENT_TYPE);
        var digest = signed.get(MESSAGE_DIGEST);
        if (said == null
                || digest == null
                || !new Der(said).oid().equals(type)
                || !Arrays.equals(new Der(digest).value(Der.OCTETS), used.of(message)))
            return false;
        return by.key().verifies(new Der(algorithm), Optional.of(used), attributes, signature);
    }
}
