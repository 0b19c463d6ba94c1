package comity.record.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** Sound acts, keys and assertions, always the same: each test spoils what it is about. */
public final class Specimens {
    static final UUID DOCKET = UUID.fromString("01939c4e-5b00-7000-8000-00000000d0c8");
    static final Instant AT = Instant.parse("2026-11-02T09:30:00Z");
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
    static final byte[] ED25519_SEED = filled(1);
    static final byte[] P256_SCALAR = filled(2);
    static final byte[] PASSKEY_SCALAR = filled(3);
    static final byte[] SALT = filled(4);
    static final byte[] NONCE = filled(5);
    static final byte[] CREDENTIAL = filled(6);
    static final SigningKey KEY =
            SigningKey.of("XA.court-1", SignatureAlgorithm.EdDSA, ED25519_SEED);
    static final SigningKey HARDWARE_KEY =
            SigningKey.of("XA.court-2", SignatureAlgorithm.ES256, P256_SCALAR);

    private Specimens() {}

    static byte[] filled(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static Author author() {
        return new Author(
                "XA", "XA.court", "JUD", Pseudonym.of(filled(7), DOCKET, "Judge A. Serrano"));
    }

    static Section section() {
        return new Section(
                SALT,
                Json.object()
                        .with("measure", "production")
                        .with("account", "k.orlov@harbourmail.example")
                        .with("note", "Größe \u20ac\ud83d\ude80 \"\\\u0001")
                        .with("days", 10)
                        .with("urgent", true)
                        .with("categories", Json.strings(List.of("content", "traffic"))));
    }

    public static Header header(String type, Instant at, Collection<Digest> seen, int number) {
        return new Header(
                new UUID(0x01939c4e5b007000L, 0x8000000000000000L + number),
                DOCKET,
                "cooperation",
                type,
                at,
                author(),
                new TreeSet<>(seen),
                Digest.of("rules".getBytes(StandardCharsets.US_ASCII)),
                "",
                Map.of("terms", section().digest(), "facts", Digest.ofHash(filled(8))));
    }

    static Header header() {
        return header("authorise", AT, List.of(Digest.ofHash(filled(9))), 1);
    }

    static Envelope envelope() {
        var header = header();
        return new Envelope(
                header,
                Map.of("terms", section()),
                DetachedJws.sign(header.canonical(), KEY).compact(),
                Optional.of(assertion(header.digest().bytes())),
                List.of(new Receipt("xa.example/log", NONCE, "proof\n")));
    }

    static Key key() {
        return new Key(
                KEY.id(),
                SignatureAlgorithm.EdDSA,
                SignatureAlgorithm.EdDSA.publicKey(ED25519_SEED),
                "XA",
                "XA.court",
                Set.of("cooperation"),
                Set.of("authorise"),
                FROM,
                UNTIL,
                Optional.empty());
    }

    static Passkey passkey() {
        return new Passkey(
                CREDENTIAL,
                SignatureAlgorithm.ES256.publicKey(PASSKEY_SCALAR),
                "localhost",
                Set.of("https://localhost:8443"),
                "XA.court",
                Set.of("JUD"),
                FROM,
                UNTIL,
                Optional.empty(),
                false);
    }

    /** Three holders of a root: two with Ed25519, one with P-256. */
    static final List<HolderKey> HOLDERS =
            List.of(
                    new HolderKey("Court", SignatureAlgorithm.EdDSA, filled(13), filled(14)),
                    new HolderKey("Ministry", SignatureAlgorithm.ES256, filled(15), filled(16)),
                    new HolderKey("Ombudsman", SignatureAlgorithm.EdDSA, filled(17), filled(18)));

    static Root root(int threshold) {
        return new Root(threshold, HOLDERS.stream().map(HolderKey::holder).toList(), false);
    }

    static Directory directory() {
        return new Directory(
                "XA",
                Map.of("en", "Arcadia"),
                1,
                Optional.empty(),
                root(2),
                List.of(new Directory.Authority("XA.court", Map.of("en", "Court"), Set.of("JUD"))),
                List.of(key()),
                List.of(passkey()),
                List.of(
                        new Directory.SealingKey(
                                "XA.court-seal", "XA.court", filled(11), new byte[1184])),
                new Directory.Log(
                        List.of("xa.example/log+00000000+AAAA"),
                        List.of("xa.example/witness+00000000+AAAA"),
                        List.of()),
                new Directory.NodeAddress("https://xa.example", Digest.ofHash(filled(12))));
    }

    static Assertion assertion(byte[] challenge) {
        return assertion("localhost", 0x05, clientData("webauthn.get", challenge));
    }

    static String clientData(String type, byte[] challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"https://localhost:8443\",\"crossOrigin\":false}"
                .formatted(type, Base64Url.encode(challenge));
    }

    static Assertion assertion(String relyingParty, int flags, String clientData) {
        var data = new byte[37];
        System.arraycopy(
                Digest.of(relyingParty.getBytes(StandardCharsets.UTF_8)).bytes(), 0, data, 0, 32);
        data[32] = (byte) flags;
        data[36] = 1;
        var client = clientData.getBytes(StandardCharsets.UTF_8);
        var message = Arrays.copyOf(data, 69);
        System.arraycopy(Digest.of(client).bytes(), 0, message, 37, 32);
        return new Assertion(
                CREDENTIAL,
                data,
                client,
                der(SignatureAlgorithm.ES256.sign(PASSKEY_SCALAR, message)));
    }

    /** An ECDSA signature as r and s of 32 bytes, in the DER that authenticators write. */
    static byte[] der(byte[] rs) {
        try {
            return new DERSequence(
                            new ASN1Integer[] {
                                new ASN1Integer(new BigInteger(1, Arrays.copyOf(rs, 32))),
                                new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(rs, 32, 64)))
                            })
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
