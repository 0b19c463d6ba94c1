package comity.record.x509;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Signs a container as a court's ordinary tools read it: CAdES baseline B-B (ETSI EN 319 122-1),
 * ECDSA on P-256 with SHA-256, detached. An authority with a certificate of its State's PKI for a
 * key of P-256 signs with it. Any other signs through a key that is made for this one container,
 * certified by the authority, and forgotten: what a key never outlives it cannot sign. Ordinary
 * tools know no Ed25519 in CMS and no certificate by it; an authority whose key is of that kind
 * certifies through an issuer of P-256, which it derives from its own key and certifies with it.
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

    /** How keys of P-256 are made and used. */
    public interface Keys {
        /** A fresh private key: a number below the group's order, 32 bytes. */
        byte[] secret();

        /** The key of this number. */
        OneTime of(byte[] secret);
    }

    /** Whoever issues certificates here, and signs what it says of them. */
    private record Issuer(
            Certificate certificate,
            byte[] publicKey,
            boolean ed25519,
            UnaryOperator<byte[]> sign) {}

    /** Signs {@code content}, which stays beside the signature, at {@code now}. */
    public static byte[] sign(byte[] content, Office office, Keys keys, Instant now) {
        if (!office.ed25519() && !office.chain().isEmpty())
            return cms(content, office.chain(), List.of(), office.sign(), now);
        var once = keys.of(keys.secret());
        var above = authority(office);
        var issuer = issuer(office, above, keys);
        var chain = new ArrayList<Certificate>();
        chain.add(container(office, issuer, once.publicKey(), now));
        chain.add(issuer.certificate());
        if (office.ed25519()) chain.add(above);
        return cms(content, chain, List.of(nobodyRevoked(issuer, now)), once.sign(), now);
    }

    /**
     * The authority itself, where its key is of P-256; else an issuer of P-256 below it. Its key is
     * derived from an Ed25519 signature, which is the same each time (RFC 8032), by whoever holds
     * the authority's key and by nobody else: it needs no place to lie in, and its certificate is
     * the same in every container, so that a court can be given it beforehand.
     */
    private static Issuer issuer(Office office, Certificate above, Keys keys) {
        if (!office.ed25519()) return new Issuer(above, office.publicKey(), false, office.sign());
        var said = "comity-container-issuer/1 " + office.key();
        var seed = office.sign().apply(said.getBytes(StandardCharsets.US_ASCII));
        var number =
                new BigInteger(1, Hash.SHA512.of(seed))
                        .mod(P256_ORDER.subtract(BigInteger.ONE))
                        .add(BigInteger.ONE);
        var key = keys.of(secret(number));
        var certificate =
                certificate(
                        new Issuer(above, office.publicKey(), true, office.sign()),
                        above.issuer(),
                        name(
                                office.state(),
                                Optional.of("issues the keys of containers"),
                                office.key()),
                        serial(key.publicKey()),
                        office.from(),
                        office.until(),
                        spki(false, key.publicKey()),
                        issues(0, office.publicKey(), key.publicKey()));
        return new Issuer(certificate, key.publicKey(), false, key.sign());
    }

    private static byte[] secret(BigInteger number) {
        var bytes = number.toByteArray();
        var secret = new byte[32];
        var count = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - count, secret, 32 - count, count);
        return secret;
    }

    /** The order of P-256 (FIPS 186-5). */
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /**
     * A list of revoked certificates with none on it (RFC 5280, 5): whoever issued the container's
     * key says so at the time of signing. The key is forgotten by then; ordinary tools ask even so
     * before they call a signature one of long term.
     */
    private static byte[] nobodyRevoked(Issuer issuer, Instant now) {
        var algorithm = DerWriter.sequence(DerWriter.oid(ECDSA_SHA256));
        var signed =
                DerWriter.sequence(
                        DerWriter.integer(1),
                        algorithm,
                        issuer.certificate().subject(),
                        DerWriter.time(now),
                        DerWriter.time(now.plus(LIFE)),
                        DerWriter.element(
                                0xa0,
                                DerWriter.sequence(
                                        extension(
                                                AUTHORITY_KEY_ID,
                                                false,
                                                keyIdOf(issuer.publicKey())),
                                        extension(
                                                "2.5.29.20",
                                                false,
                                                DerWriter.integer(now.getEpochSecond())))));
        return DerWriter.sequence(
                signed, algorithm, DerWriter.bits(DerWriter.ecdsa(issuer.sign().apply(signed))));
    }

    private static byte[] cms(
            byte[] content,
            List<Certificate> chain,
            List<byte[]> revoked,
            UnaryOperator<byte[]> sign,
            Instant now) {
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
                                revoked.isEmpty()
                                        ? new byte[0]
                                        : DerWriter.element(0xa1, sorted(revoked)),
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

    private static byte[][] sorted(List<byte[]> some) {
        return some.stream().sorted(DerWriter::compare).toArray(byte[][]::new);
    }

    /**
     * The same signature with more of what it will be checked with when nobody can be asked any
     * more (CAdES baseline B-LT): certificates of whoever stamped it, and lists of revoked
     * certificates. The signature covers none of it, and does not change.
     *
     * @param revoked in DER; what none of the certificates here signed is left out
     */
    public static byte[] lasting(byte[] cms, List<Certificate> more, List<byte[]> revoked) {
        try {
            var data = new Der(cms).enter(Der.SEQUENCE);
            var type = data.raw();
            var parts = all(data.enter(0xa0).enter(Der.SEQUENCE));
            var certificates = new ArrayList<byte[]>();
            var lists = new ArrayList<byte[]>();
            for (var part : parts.subList(3, parts.size() - 1)) {
                var tag = part[0] & 0xff;
                (tag == 0xa0 ? certificates : lists).addAll(all(new Der(part).enter(tag)));
            }
            more.forEach(one -> put(certificates, one.der()));
            var known = new SignedData(new Der(cms), SignedData.DATA).certificates();
            var issuers = Stream.concat(known.stream(), more.stream()).toList();
            for (var list : revoked) if (SignedData.isSigned(list, issuers)) put(lists, list);
            var all = new ArrayList<>(parts.subList(0, 3));
            all.add(DerWriter.element(0xa0, sorted(certificates)));
            if (!lists.isEmpty()) all.add(DerWriter.element(0xa1, sorted(lists)));
            all.add(parts.getLast());
            return DerWriter.sequence(
                    type, DerWriter.element(0xa0, DerWriter.sequence(all.toArray(byte[][]::new))));
        } catch (MalformedDer e) {
            throw new IllegalArgumentException("no signature of ours", e);
        }
    }

    private static void put(List<byte[]> to, byte[] der) {
        if (to.stream().noneMatch(one -> Arrays.equals(one, der))) to.add(der);
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
                office.ed25519(),
                office.sign(),
                name,
                name,
                serial(office.publicKey()),
                office.from(),
                office.until(),
                spki(office.ed25519(), office.publicKey()),
                List.of(
                        constraints(office.ed25519() ? 1 : 0),
                        extension("2.5.29.15", true, ISSUES),
                        extension(
                                "2.5.29.14", false, DerWriter.octets(keyId(office.publicKey())))));
    }

    private static Certificate container(
            Office office, Issuer above, byte[] publicKey, Instant now) {
        return certificate(
                above,
                above.certificate().subject(),
                name(office.state(), Optional.of("key of one container"), office.authority()),
                serial(publicKey),
                now,
                now.plus(LIFE),
                spki(false, publicKey),
                List.of(
                        extension("2.5.29.19", true, DerWriter.sequence()),
                        extension("2.5.29.15", true, new byte[] {Der.BITS, 2, 6, (byte) 0xc0}),
                        extension(AUTHORITY_KEY_ID, false, keyIdOf(above.publicKey())),
                        extension("2.5.29.14", false, DerWriter.octets(keyId(publicKey))),
                        extension(SHORT_TERM, false, new byte[] {5, 0})));
    }

    private static final String AUTHORITY_KEY_ID = "2.5.29.35";

    /** Bits 5 and 6: signs certificates, and lists of those that are revoked. */
    private static final byte[] ISSUES = {Der.BITS, 2, 1, 6};

    private static List<byte[]> issues(int below, byte[] above, byte[] own) {
        return List.of(
                constraints(below),
                extension("2.5.29.15", true, ISSUES),
                extension(AUTHORITY_KEY_ID, false, keyIdOf(above)),
                extension("2.5.29.14", false, DerWriter.octets(keyId(own))));
    }

    /**
     * @param below so many issuers may stand between it and the end of a chain
     */
    private static byte[] constraints(int below) {
        return extension(
                "2.5.29.19", true, DerWriter.sequence(DerWriter.TRUE, DerWriter.integer(below)));
    }

    private static byte[] keyIdOf(byte[] publicKey) {
        return DerWriter.sequence(DerWriter.element(0x80, keyId(publicKey)));
    }

    private static BigInteger serial(byte[] publicKey) {
        return new BigInteger(1, Arrays.copyOf(keyId(publicKey), 15)).add(BigInteger.ONE);
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

    private static Certificate certificate(
            Issuer by,
            byte[] issuer,
            byte[] subject,
            BigInteger serial,
            Instant from,
            Instant until,
            byte[] spki,
            List<byte[]> extensions) {
        return certificate(
                by.ed25519(), by.sign(), issuer, subject, serial, from, until, spki, extensions);
    }

    private static Certificate certificate(
            boolean ed25519,
            UnaryOperator<byte[]> sign,
            byte[] issuer,
            byte[] subject,
            BigInteger serial,
            Instant from,
            Instant until,
            byte[] spki,
            List<byte[]> extensions) {
        var algorithm =
                DerWriter.sequence(DerWriter.oid(ed25519 ? PublicKey.ED25519 : ECDSA_SHA256));
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
        var raw = sign.apply(signed);
        try {
            return Certificate.of(
                    DerWriter.sequence(
                            signed,
                            algorithm,
                            DerWriter.bits(ed25519 ? raw : DerWriter.ecdsa(raw))));
        } catch (MalformedDer e) {
            throw new IllegalStateException("a certificate of ours cannot be read", e);
        }
    }
}
