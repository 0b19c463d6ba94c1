package comity.record.x509;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The signature of a container (CAdES, ETSI EN 319 122-1: detached, with the signer's certificate
 * covered by it), checked as far as it can be without knowing anybody: whose key it is, is asked by
 * {@link #leadsTo}.
 *
 * @param by the certificate whose key signed
 * @param certificates that came with it; nobody vouches for them
 * @param claimed when the signer says that it signed
 * @param value the signature's bytes, which a timestamp on it stamps
 * @param stamp the timestamp's token on the signature, unread
 */
public record ContainerSignature(
        Certificate by,
        List<Certificate> certificates,
        Optional<Instant> claimed,
        byte[] value,
        Optional<byte[]> stamp) {
    /** Larger ones are not read; lists of revoked certificates may be long. */
    public static final int MOST_BYTES = 1 << 22;

    public ContainerSignature {
        certificates = List.copyOf(certificates);
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** Reads a signature in DER and checks it against what it is said to sign. */
    public static ContainerSignature of(byte[] cms, byte[] content) throws RefusedSignature {
        try {
            if (cms.length > MOST_BYTES) throw new MalformedDer("too large");
            var all = new Der(cms);
            var data = new SignedData(all, SignedData.DATA);
            all.end();
            if (data.content().isPresent()) throw new MalformedDer("not detached");
            var by =
                    data.signer(List.of())
                            .orElseThrow(() -> new RefusedSignature("container.no-certificate"));
            if (!data.isBound(by)) throw new RefusedSignature("container.certificate-not-bound");
            if (!data.isSigned(by, content))
                throw new RefusedSignature("container.signature-wrong");
            if (!data.listsAreSigned()) throw new RefusedSignature("container.list-wrong");
            return new ContainerSignature(
                    by,
                    data.certificates(),
                    data.claimed(),
                    data.signature(),
                    data.unsigned(SignedData.SIGNATURE_TIMESTAMP));
        } catch (MalformedDer _) {
            throw new RefusedSignature("container.malformed");
        } catch (UnknownAlgorithm _) {
            throw new RefusedSignature("container.algorithm-unknown");
        }
    }

    /** SHA-256 of the signature: what a timestamp on it stamps. */
    public byte[] imprint() {
        return Hash.SHA256.of(value);
    }

    /**
     * The certificate with a key that somebody knows, to which the signer's leads: its own, or that
     * of an authority that issued it for this one container.
     *
     * @param known whether a certificate's key is known; its own signature then says nothing more
     * @param at when it was signed
     */
    public Optional<Certificate> leadsTo(Predicate<Certificate> known, Instant at) {
        var anchors = certificates.stream().filter(known).toList();
        if (anchors.isEmpty()) return Optional.empty();
        return switch (Chain.from(by, certificates, anchors, at)) {
            case Chain.Leads(var path) -> Optional.of(path.getLast());
            case Chain.Fails _ -> Optional.empty();
        };
    }
}
