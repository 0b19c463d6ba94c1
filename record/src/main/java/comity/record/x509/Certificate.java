package comity.record.x509;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An X.509 certificate, version 3 (RFC 5280), read from DER. Reading believes nothing: whether it
 * leads to somebody who is trusted is asked by {@link Chain}. Two are the same if their bytes are.
 */
public final class Certificate {
    /** The key usage of whoever issues certificates; the bits of RFC 5280, 4.2.1.3. */
    private static final int SIGNS_CERTIFICATES = 5;

    static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SUBJECT_KEY_ID = "2.5.29.14";

    /** What may be critical: what is asked here, other names of the subject, and policies. */
    private static final Set<String> UNDERSTOOD =
            Set.of(BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, "2.5.29.17", "2.5.29.32");

    private static final int LARGEST = 1 << 16;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final byte[] der;
    private final byte[] signed;
    private final BigInteger serial;
    private final byte[] issuer;
    private final byte[] subject;
    private final Instant from;
    private final Instant until;
    private final PublicKey key;
    private final Map<String, byte[]> extensions = new HashMap<>();
    private final Set<String> critical = new HashSet<>();
    private final byte[] algorithm;
    private final byte[] signature;

    private Certificate(byte[] der) throws MalformedDer {
        if (der.length > LARGEST) throw new MalformedDer("a certificate of more than 64 KiB");
        this.der = der.clone();
        var all = new Der(this.der);
        var parts = all.enter(Der.SEQUENCE);
        all.end();
        signed = parts.raw();
        algorithm = parts.value(Der.SEQUENCE);
        signature = parts.bits();
        parts.end();
        var body = new Der(signed).enter(Der.SEQUENCE);
        if (!body.enter(0xa0).integer().equals(BigInteger.TWO))
            throw new MalformedDer("a certificate of another version than 3");
        serial = body.integer();
        if (!Arrays.equals(body.value(Der.SEQUENCE), algorithm))
            throw new MalformedDer("two algorithms for one signature");
        issuer = body.raw();
        var validity = body.enter(Der.SEQUENCE);
        from = validity.time();
        until = validity.time();
        subject = body.raw();
        key = PublicKey.of(body.enter(Der.SEQUENCE));
        if (body.next(0x81)) body.skip();
        if (body.next(0x82)) body.skip();
        if (body.next(0xa3)) extensions(body.enter(0xa3).enter(Der.SEQUENCE));
        body.end();
    }

    private void extensions(Der list) throws MalformedDer {
        while (list.more()) {
            var extension = list.enter(Der.SEQUENCE);
            var oid = extension.oid();
            if (extension.next(Der.BOOLEAN) && extension.bool()) critical.add(oid);
            if (extensions.put(oid, extension.value(Der.OCTETS)) != null)
                throw new MalformedDer("an extension twice");
        }
    }

    public static Certificate of(byte[] der) throws MalformedDer {
        return new Certificate(der);
    }

    /** All that a PEM file holds (RFC 7468); what else it holds is passed over. */
    public static List<Certificate> pem(String text) throws MalformedDer {
        var found = new ArrayList<Certificate>();
        for (var at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            var end = text.indexOf(END, at);
            if (end < 0) throw new MalformedDer("a certificate without end");
            try {
                found.add(
                        of(
                                Base64.getDecoder()
                                        .decode(
                                                text.substring(at + BEGIN.length(), end)
                                                        .replaceAll("[ \t\r\n]", ""))));
            } catch (IllegalArgumentException _) {
                throw new MalformedDer("no base64 in a PEM file");
            }
        }
        if (found.isEmpty()) throw new MalformedDer("no certificate in a PEM file");
        return found;
    }

    public byte[] der() {
        return der.clone();
    }

    /**
     * SHA-256 of its bytes, in hexadecimal, as {@code openssl x509 -fingerprint -sha256} has it.
     */
    public String fingerprint() {
        return HexFormat.of().formatHex(Hash.SHA256.of(der));
    }

    /** Valid from this second on. */
    public Instant from() {
        return from;
    }

    /** The last second in which it is valid. */
    public Instant until() {
        return until;
    }

    public boolean isValidAt(Instant at) {
        return !at.isBefore(from) && !at.isAfter(until);
    }

    BigInteger serial() {
        return serial;
    }

    byte[] issuer() {
        return issuer;
    }

    byte[] subject() {
        return subject;
    }

    PublicKey key() {
        return key;
    }

    /** Whether its key is this one, in the shape of RFC 8032: 32 bytes. */
    public boolean hasEd25519Key(byte[] raw) {
        return key.algorithm().equals(PublicKey.ED25519) && Arrays.equals(key.raw(), raw);
    }

    /** Whether its key is this point of P-256: 65 bytes, uncompressed. */
    public boolean hasP256Key(byte[] raw) {
        return key.algorithm().equals(PublicKey.EC)
                && key.curve().filter(PublicKey.P256::equals).isPresent()
                && Arrays.equals(key.raw(), raw);
    }

    /** Whether it names itself as its issuer. */
    public boolean isSelfIssued() {
        return Arrays.equals(issuer, subject);
    }

    boolean isIssuedIn(Certificate other) {
        return Arrays.equals(issuer, other.subject);
    }

    /** Whether {@code above}'s key signed it. */
    boolean isSignedBy(Certificate above) throws UnknownAlgorithm {
        try {
            return above.key.verifies(new Der(algorithm), Optional.empty(), signed, signature);
        } catch (MalformedDer _) {
            return false;
        }
    }

    /** Whether its key signed {@code message}; also if the algorithm is not known here. */
    boolean signed(byte[] algorithm, byte[] message, byte[] signature) {
        try {
            return key.verifies(new Der(algorithm), Optional.empty(), message, signature);
        } catch (UnknownAlgorithm _) {
            return true;
        } catch (MalformedDer _) {
            return false;
        }
    }

    /** An extension that must be heeded and is not known here; empty if there is none. */
    Optional<String> notUnderstood() {
        return critical.stream().filter(oid -> !UNDERSTOOD.contains(oid)).sorted().findFirst();
    }

    /**
     * Whether it may issue certificates with so many further ones between it and the end of the
     * chain.
     */
    boolean mayIssue(int between) {
        try {
            var constraints = extensions.get(BASIC_CONSTRAINTS);
            if (constraints == null || !hasUsage(SIGNS_CERTIFICATES)) return false;
            var said = new Der(constraints).enter(Der.SEQUENCE);
            if (!said.next(Der.BOOLEAN) || !said.bool()) return false;
            return !said.more() || said.integer().compareTo(BigInteger.valueOf(between)) >= 0;
        } catch (MalformedDer _) {
            return false;
        }
    }

    /** Without the extension a key may be used for everything (RFC 5280, 4.2.1.3). */
    private boolean hasUsage(int bit) throws MalformedDer {
        var usage = extensions.get(KEY_USAGE);
        if (usage == null) return true;
        var bits = new Der(usage).value(Der.BITS);
        return bits.length > 1 && (bits[1] & 0x80 >> bit) != 0;
    }

    /** RFC 3161, 2.3: its key serves for timestamps and nothing else, and that must be heeded. */
    boolean isForTimestampsAlone() {
        try {
            var purposes = extensions.get(EXTENDED_KEY_USAGE);
            if (purposes == null || !critical.contains(EXTENDED_KEY_USAGE)) return false;
            var list = new Der(purposes).enter(Der.SEQUENCE);
            return list.oid().equals(TIME_STAMPING) && !list.more();
        } catch (MalformedDer _) {
            return false;
        }
    }

    /** Whether the subject's key has this identifier. */
    boolean hasKeyId(byte[] id) {
        try {
            var said = extensions.get(SUBJECT_KEY_ID);
            return said != null && Arrays.equals(new Der(said).value(Der.OCTETS), id);
        } catch (MalformedDer _) {
            return false;
        }
    }

    /** What people call its subject: the common name, else the organisation, else a fingerprint. */
    public String name() {
        return attribute("2.5.4.3")
                .or(() -> attribute("2.5.4.10"))
                .orElseGet(() -> fingerprint().substring(0, 10));
    }

    private Optional<String> attribute(String wanted) {
        try {
            var names = new Der(subject).enter(Der.SEQUENCE);
            while (names.more()) {
                var pair = names.enter(Der.SET).enter(Der.SEQUENCE);
                if (!pair.oid().equals(wanted)) continue;
                if (pair.next(0x0c)) return text(pair.value(0x0c));
                if (pair.next(0x13)) return text(pair.value(0x13));
                if (pair.next(0x16)) return text(pair.value(0x16));
            }
        } catch (MalformedDer _) {
            // It has no name that can be read.
        }
        return Optional.empty();
    }

    private static Optional<String> text(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8).strip();
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Certificate that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return name();
    }
}
