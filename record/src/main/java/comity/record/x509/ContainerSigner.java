package comity.record.x509;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Signs a container as a court's ordinary tools read it: CAdES baseline B-B (ETSI EN 319 122-1),
 * ECDSA on P-256 with SHA-256, detached. An authority with a certificate of its State's PKI for a
 * key of P-256 signs with it. Any other signs through a key that is made for this one container,
 * certified by the authority's own key, and forgotten: ordinary tools know no Ed25519 in CMS, and
 * what a key never outlives it cannot sign.
 */
public final class ContainerSigner {
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";

    /** ETSI EN 319 412-1, 5.2: of so short a life that nobody revokes it. */
    private static final String SHORT_TERM = "0.4.0.194121.2.1";

    /** So long the key of one container is vouched for: a timestamp may come a day late. */
    private static final Duration LIFE = Duration.ofDays(1);

    private ContainerSigner() {}

    /**
     * The authority that signs.
     *
     * @param key the key's name in the directory
     * @param ed25519 its algorithm; otherwise it is of P-256
     * @param sign gives a signature in the shape of a JWS
     * @param from when its own certificate begins; the directory says the same of the key
     * @param chain its certificate of a national PKI and those above; empty if it has none
     */
    public record Office(
            String state,
            String authority,
            String key,
            boolean ed25519,
            byte[] publicKey,
            UnaryOperator<byte[]> sign,
            Instant from,
            Instant until,
            List<Certificate> chain) {
        public Office {
            publicKey = publicKey.clone();
            chain = List.copyOf(chain);
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }
    }

    /** A key of P-256 that signs once. */
    public record OneTime(byte[] publicKey, UnaryOperator<byte[]> sign) {
        public OneTime {
            publicKey = publicKey.clone();
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }
    }

    /** Signs {@code content}, which stays beside the signature, at {@code now}. */
    public static byte[] sign(byte[] content, Office office, Supplier<OneTime> fresh, Instant now) {
        if (!office.ed25519() && !office.chain().isEmpty())
            return cms(content, office.chain(), office.sign(), now);
        var once = fresh.get();
        var above = authority(office);
        var below = container(office, above, once.publicKey(), now);
        return cms(content, List.of(below, above), once.sign(), now);
    }

    private static byte[] cms(
            byte[] content, List<Certificate> chain, UnaryOperator<byte[]> sign, Instant now) {
        var by = chain.getFirst();
        var attributes =
                DerWriter.set(
                        attribute(SignedData.CONTENT_TYPE, DerWriter.oid(SignedData.DATA)),
                        attribute(SignedData.SIGNING_TIME, DerWriter.time(now)),
                        attribute(
                                SignedData.MESSAGE_DIGEST,
                                DerWriter.octets(Hash.SHA256.of(content))),
                        attribute(
                                SignedData.SIGNING_CERTIFICATE_V2,
                                DerWriter.sequence(
                                        DerWriter.sequence(
                                                DerWriter.sequence(
                                                        DerWriter.octets(
                                                                Hash.SHA256.of(by.der())))))));
        var signature = DerWriter.ecdsa(sign.apply(attributes));
        var within = attributes.clone();
        within[0] = (byte) 0xa0;
        var digest = DerWriter.sequence(DerWriter.oid(SHA256));
        return DerWriter.sequence(
                DerWriter.oid(SignedData.OID),
                DerWriter.element(
                        0xa0,
                        DerWriter.sequence(
                                DerWriter.integer(1),
                                DerWriter.set(digest),
                                DerWriter.sequence(DerWriter.oid(SignedData.DATA)),
                                DerWriter.element(
                                        0xa0,
                                        chain.stream()
                                                .map(Certificate::der)
                                                .sorted(DerWriter::compare)
                                                .toArray(byte[][]::new)),
                                DerWriter.set(
                                        DerWriter.sequence(
                                                DerWriter.integer(1),
                                                DerWriter.sequence(
                                                        by.issuer(),
                                                        DerWriter.integer(by.serial())),
                                                digest,
                                                within,
                                                DerWriter.sequence(DerWriter.oid(ECDSA_SHA256)),
                                                DerWriter.octets(signature))))));
    }

    private static byte[] attribute(String oid, byte[] value) {
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.set(value));
    }

    /**
     * The same signature with a timestamp on it (CAdES baseline B-T).
     *
     * @param token of the timestamp (RFC 3161), on the signature's SHA-256
     */
    public static byte[] stamped(byte[] cms, byte[] token) {
        try {
            var data = new Der(cms).enter(Der.SEQUENCE);
            var type = data.raw();
            var parts = all(data.enter(0xa0).enter(Der.SEQUENCE));
            var signer = all(new Der(parts.getLast()).enter(Der.SET).enter(Der.SEQUENCE));
            signer.add(DerWriter.element(0xa1, attribute(SignedData.SIGNATURE_TIMESTAMP, token)));
            parts.set(
                    parts.size() - 1,
                    DerWriter.set(DerWriter.sequence(signer.toArray(byte[][]::new))));
            return DerWriter.sequence(
                    type,
                    DerWriter.element(0xa0, DerWriter.sequence(parts.toArray(byte[][]::new))));
        } catch (MalformedDer e) {
            throw new IllegalArgumentException("no signature of ours", e);
        }
    }

    /** The bytes of the signature itself, which a timestamp on it stamps. */
    public static byte[] value(byte[] cms) {
        try {
            return new SignedData(new Der(cms), SignedData.DATA).signature();
        } catch (MalformedDer e) {
            throw new IllegalArgumentException("no signature of ours", e);
        }
    }

    private static List<byte[]> all(Der list) throws MalformedDer {
        var found = new ArrayList<byte[]>();
        while (list.more()) found.add(list.raw());
        return found;
    }

    /** The authority's own: it says of itself that nobody but the directory vouches for it. */
    private static Certificate authority(Office office) {
        var name =
                name(
                        office.state(),
                        Optional.of("self-issued; the State's directory names this key"),
                        office.key());
        return certificate(
                office,
                name,
                name,
                new BigInteger(1, Arrays.copyOf(keyId(office.publicKey()), 15)).add(BigInteger.ONE),
                office.from(),
                office.until(),
                spki(office.ed25519(), office.publicKey()),
                List.of(
                        extension(
                                "2.5.29.19",
                                true,
                                DerWriter.sequence(DerWriter.TRUE, DerWriter.integer(0))),
                        extension("2.5.29.15", true, new byte[] {Der.BITS, 2, 2, 4}),
                        extension(
                                "2.5.29.14", false, DerWriter.octets(keyId(office.publicKey())))));
    }

    private static Certificate container(
            Office office, Certificate above, byte[] publicKey, Instant now) {
        return certificate(
                office,
                above.issuer(),
                name(office.state(), Optional.of("key of one container"), office.authority()),
                new BigInteger(1, Arrays.copyOf(keyId(publicKey), 15)).add(BigInteger.ONE),
                now,
                now.plus(LIFE),
                spki(false, publicKey),
                List.of(
                        extension("2.5.29.19", true, DerWriter.sequence()),
                        extension("2.5.29.15", true, new byte[] {Der.BITS, 2, 6, (byte) 0xc0}),
                        extension(
                                "2.5.29.35",
                                false,
                                DerWriter.sequence(
                                        DerWriter.element(0x80, keyId(office.publicKey())))),
                        extension("2.5.29.14", false, DerWriter.octets(keyId(publicKey))),
                        extension(SHORT_TERM, false, new byte[] {5, 0})));
    }

    private static byte[] keyId(byte[] publicKey) {
        return Arrays.copyOf(Hash.SHA256.of(publicKey), 20);
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        var octets = DerWriter.octets(value);
        return critical
                ? DerWriter.sequence(DerWriter.oid(oid), DerWriter.TRUE, octets)
                : DerWriter.sequence(DerWriter.oid(oid), octets);
    }

    private static byte[] name(String organisation, Optional<String> unit, String common) {
        var parts = new ArrayList<byte[]>();
        parts.add(part("2.5.4.10", organisation));
        unit.ifPresent(said -> parts.add(part("2.5.4.11", said)));
        parts.add(part("2.5.4.3", common));
        return DerWriter.sequence(parts.toArray(byte[][]::new));
    }

    private static byte[] part(String oid, String text) {
        return DerWriter.set(DerWriter.sequence(DerWriter.oid(oid), DerWriter.text(text)));
    }

    private static byte[] spki(boolean ed25519, byte[] publicKey) {
        var algorithm =
                ed25519
                        ? DerWriter.sequence(DerWriter.oid(PublicKey.ED25519))
                        : DerWriter.sequence(
                                DerWriter.oid(PublicKey.EC), DerWriter.oid(PublicKey.P256));
        return DerWriter.sequence(algorithm, DerWriter.bits(publicKey));
    }

    /** Issued by the authority's key. */
    private static Certificate certificate(
            Office office,
            byte[] issuer,
            byte[] subject,
            BigInteger serial,
            Instant from,
            Instant until,
            byte[] spki,
            List<byte[]> extensions) {
        var algorithm =
                DerWriter.sequence(
                        DerWriter.oid(office.ed25519() ? PublicKey.ED25519 : ECDSA_SHA256));
        var signed =
                DerWriter.sequence(
                        DerWriter.element(0xa0, DerWriter.integer(2)),
                        DerWriter.integer(serial),
                        algorithm,
                        issuer,
                        DerWriter.sequence(DerWriter.time(from), DerWriter.time(until)),
                        subject,
                        spki,
                        DerWriter.element(
                                0xa3, DerWriter.sequence(extensions.toArray(byte[][]::new))));
        var raw = office.sign().apply(signed);
        try {
            return Certificate.of(
                    DerWriter.sequence(
                            signed,
                            algorithm,
                            DerWriter.bits(office.ed25519() ? raw : DerWriter.ecdsa(raw))));
        } catch (MalformedDer e) {
            throw new IllegalStateException("a certificate of ours cannot be read", e);
        }
    }
}
