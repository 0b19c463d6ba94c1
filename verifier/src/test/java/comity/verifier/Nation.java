package comity.verifier;

import comity.record.act.ActId;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.HolderKey;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.Loss;
import comity.record.act.Passkey;
import comity.record.act.Roll;
import comity.record.act.Root;
import comity.record.act.Section;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.complaint.Complaint;
import comity.record.draw.Draw;
import comity.record.figures.Publication;
import comity.record.map.MapCommitment;
import comity.record.x509.Certificate;
import comity.record.x509.TimestampAuthority;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** A State with its keys, its people's passkeys and its log: what its node keeps, in memory. */
final class Nation {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
    static final String ORIGIN = "https://node.example";
    private static final int PRESENT_AND_VERIFIED = 0x05;

    final String state;
    final Log log;
    private final Random random;
    final List<HolderKey> holders;
    private final Map<String, byte[]> keys = new TreeMap<>();
    private final Map<String, Passkey> passkeys = new TreeMap<>();
    private final Map<String, byte[]> passkeySecrets = new TreeMap<>();

    Nation(String state, long seed) {
        this.state = state;
        this.random = new Random(seed);
        this.holders =
                Stream.of("first", "second", "third")
                        .map(name -> HolderKey.create(name, SignatureAlgorithm.ES256, random))
                        .toList();
        this.log =
                new Log(
                        "log." + state.toLowerCase(Locale.ROOT) + ".example",
                        secret(),
                        secret(),
                        random);
        for (var authority : List.of("court", "central-authority", "provider.harbourmail"))
            keys.put(authority, secret());
        enrol("judge", "court", "JUD");
        enrol("officer", "central-authority", "CAO");
        enrol("second", "central-authority", "CAO");
    }

    /** An oversight body with two inspectors, for those stories that have one. */
    void watched() {
        keys.put("oversight", secret());
        enrol("inspector", "oversight", "OVS");
        enrol("colleague", "oversight", "OVS");
    }

    /** A judge of review, for those stories that have one. */
    void reviewing() {
        enrol("reviewer", "court", "JUD");
    }

    private void enrol(String person, String authority, String office) {
        passkeySecrets.put(person, secret());
        passkeys.put(
                person,
                new Passkey(
                        (state + "/" + person).getBytes(StandardCharsets.UTF_8),
                        SignatureAlgorithm.ES256.publicKey(passkeySecrets.get(person)),
                        "node.example",
                        Set.of(ORIGIN),
                        state + "." + authority,
                        Set.of(office),
                        FROM,
                        UNTIL,
                        Optional.empty(),
                        false));
    }

    private byte[] secret() {
        var bytes = bytes(32);
        bytes[0] &= 0x7f; // below the order of P-256
        return bytes;
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    UUID id(Instant now) {
        return ActId.next(now, random);
    }

    Section section(Json.Obj content) {
        return Section.of(content, random);
    }

    /** Two of three holders approve. */
    Root root() {
        return new Root(2, holders.stream().map(HolderKey::holder).toList(), false);
    }

    Digest fingerprint() {
        return root().fingerprint();
    }

    /** What the holders say of a version, whatever it is. */
    ApprovedDirectory approved(Directory directory) {
        return new ApprovedDirectory(
                directory,
                holders.stream().limit(2).map(holder -> holder.approve(directory)).toList());
    }

    /** Courts sign with ES256, as keys in hardware do; the others with Ed25519. */
    private static SignatureAlgorithm algorithm(String authority) {
        return authority.equals("court") ? SignatureAlgorithm.ES256 : SignatureAlgorithm.EdDSA;
    }

    SigningKey key(String authority) {
        return SigningKey.of(
                state + "." + authority + "/1", algorithm(authority), keys.get(authority));
    }

    byte[] publicKey(String authority) {
        return algorithm(authority).publicKey(keys.get(authority));
    }

    Passkey passkey(String person) {
        return passkeys.get(person);
    }

    /** Timestamp authorities that the directory names. */
    List<TimestampAuthority> stamping = List.of();

    /** The certificates of a national PKI, by the authority whose key they are of. */
    final Map<String, List<Certificate>> certificates = new TreeMap<>();

    List<Certificate> anchors = List.of();

    /** A key in the form in which openssl reads it (RFC 8410). */
    byte[] pkcs8(String authority) {
        if (algorithm(authority) != SignatureAlgorithm.EdDSA) throw new AssertionError(authority);
        var prefix = HexFormat.of().parseHex("302e020100300506032b657004220420");
        return org.bouncycastle.util.Arrays.concatenate(prefix, keys.get(authority));
    }

    Directory directory(long version) {
        var listed =
                keys.entrySet().stream()
                        .map(
                                entry ->
                                        new Key(
                                                state + "." + entry.getKey() + "/1",
                                                algorithm(entry.getKey()),
                                                algorithm(entry.getKey())
                                                        .publicKey(entry.getValue()),
                                                state,
                                                state + "." + entry.getKey(),
                                                Set.of(
                                                        Cooperation.KIND,
                                                        Profile.KIND,
                                                        Directory.KIND,
                                                        MapCommitment.KIND,
                                                        Complaint.KIND,
                                                        Draw.KIND,
                                                        Publication.KIND,
                                                        Loss.KIND,
                                                        Roll.KIND),
                                                Set.of("*"),
                                                FROM,
                                                UNTIL,
                                                Optional.empty(),
                                                certificates.getOrDefault(
                                                        entry.getKey(), List.of())))
                        .toList();
        return new Directory(
                state,
                Map.of("en", state),
                version,
                version == 1 ? Optional.empty() : Optional.of(directory(version - 1).digest()),
                root(),
                List.of(),
                listed,
                List.copyOf(passkeys.values()),
                List.of(),
                new Directory.Log(
                        log.signer().keys().texts(), log.witness().keys().texts(), stamping),
                new Directory.NodeAddress(ORIGIN, Digest.of(new byte[0])),
                anchors);
    }

    Json.Obj profile() {
        return Json.object()
                .with("format", "comity-profile/1")
                .with("state", state)
                .with("version", 1)
                .with("asOf", "2026-11-01")
                .with("inForceFrom", "2026-11-01")
                .with("authorities", Json.object().with("central", state + ".central-authority"))
                .with("languages", Json.strings(List.of("en")));
    }

    static Envelope signed(Header header, Map<String, Section> sections, SigningKey key) {
        return new Envelope(
                header,
                sections,
                DetachedJws.sign(header.canonical(), key).compact(),
                Optional.empty(),
                List.of());
    }

    Assertion assertion(Digest act, String person) {
        return assertion(act, person, ORIGIN, PRESENT_AND_VERIFIED);
    }

    /** As an authenticator answers (WebAuthn Level 2, 7.2), with the flags that it would set. */
    Assertion assertion(Digest act, String person, String origin, int flags) {
        var client =
                CanonicalJson.bytes(
                        Json.object()
                                .with("type", "webauthn.get")
                                .with("challenge", Base64Url.encode(act.bytes()))
                                .with("origin", origin));
        var data = new byte[37];
        var relyingParty = passkeys.get(person).relyingParty().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(Digest.sha256().digest(relyingParty), 0, data, 0, 32);
        data[32] = (byte) flags;
        var message = java.util.Arrays.copyOf(data, 69);
        System.arraycopy(Digest.sha256().digest(client), 0, message, 37, 32);
        return new Assertion(
                passkeys.get(person).credential(),
                data,
                client,
                der(SignatureAlgorithm.ES256.sign(passkeySecrets.get(person), message)));
    }

    private static byte[] der(byte[] raw) {
        var rs = new ASN1EncodableVector();
        rs.add(new ASN1Integer(new BigInteger(1, raw, 0, 32)));
        rs.add(new ASN1Integer(new BigInteger(1, raw, 32, 32)));
        try {
            return new DERSequence(rs).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("two integers can always be encoded", e);
        }
    }
}
