package comity.node.identity;

import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/**
 * An authenticator that is a program: for trials, demos and tests. Its model identifier (AAGUID)
 * says what it is, so that enrolment lists it as {@code software} whoever enrols it, and every
 * report names the acts that rest on it (docs/decisions/0008).
 */
public final class SoftwarePasskey {
    /** Our authenticator model: "comity software" in ASCII, and a version. */
    public static final byte[] MODEL = HexFormat.of().parseHex("636f6d69747920736f66747761726501");

    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final int PRESENT_AND_VERIFIED = 0x05;
    private static final int ATTESTED = 0x40;

    private final byte[] credential;
    private final byte[] privateKey;

    private SoftwarePasskey(byte[] credential, byte[] privateKey) {
        this.credential = credential.clone();
        this.privateKey = privateKey.clone();
    }

    public static SoftwarePasskey create(RandomGenerator random) {
        var credential = new byte[16];
        random.nextBytes(credential);
        var scalar = new byte[32];
        do random.nextBytes(scalar);
        while (!inRange(new BigInteger(1, scalar)));
        return new SoftwarePasskey(credential, scalar);
    }

    private static boolean inRange(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(P256_ORDER) < 0;
    }

    public byte[] credential() {
        return credential.clone();
    }

    /** 65 bytes, an uncompressed point of P-256. */
    public byte[] publicKey() {
        return SignatureAlgorithm.ES256.publicKey(privateKey);
    }

    /** Answers a registration ceremony (WebAuthn Level 2, 7.1), with attestation "none". */
    public Registration registration(byte[] challenge, String origin, String relyingParty) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(authenticatorData(relyingParty, PRESENT_AND_VERIFIED | ATTESTED));
        data.writeBytes(MODEL);
        data.write(credential.length >> 8);
        data.write(credential.length);
        data.writeBytes(credential);
        data.writeBytes(coseKey());
        return new Registration(
                credential,
                attestation(data.toByteArray()),
                client("webauthn.create", challenge, origin));
    }

    /** Answers an authentication ceremony (7.2): a sign-in, or an act's digest. */
    public Assertion assertion(byte[] challenge, String origin, String relyingParty) {
        return assertion(challenge, origin, relyingParty, PRESENT_AND_VERIFIED);
    }

    /** The same with other flags, such as an authenticator would set that verified nobody. */
    public Assertion assertion(byte[] challenge, String origin, String relyingParty, int flags) {
        var data = authenticatorData(relyingParty, flags);
        var client = client("webauthn.get", challenge, origin);
        var message = new ByteArrayOutputStream();
        message.writeBytes(data);
        message.writeBytes(Digest.sha256().digest(client));
        var rs = SignatureAlgorithm.ES256.sign(privateKey, message.toByteArray());
        return new Assertion(credential, data, client, der(rs));
    }

    private static byte[] authenticatorData(String relyingParty, int flags) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(Digest.sha256().digest(relyingParty.getBytes(StandardCharsets.UTF_8)));
        data.write(flags);
        data.writeBytes(new byte[4]); // no signature counter: there is one key and one copy
        return data.toByteArray();
    }

    private static byte[] client(String type, byte[] challenge, String origin) {
        return CanonicalJson.bytes(
                Json.object()
                        .with("type", type)
                        .with("challenge", Base64Url.encode(challenge))
                        .with("origin", origin)
                        .with("crossOrigin", false));
    }

    /** COSE_Key (RFC 9053, 7.1.1) {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR. */
    private byte[] coseKey() {
        var point = publicKey();
        var cbor = new ByteArrayOutputStream();
        cbor.writeBytes(HexFormat.of().parseHex("a5010203262001215820"));
        cbor.write(point, 1, 32);
        cbor.writeBytes(HexFormat.of().parseHex("225820"));
        cbor.write(point, 33, 32);
        return cbor.toByteArray();
    }

    /** {"fmt": "none", "attStmt": {}, "authData": data} in CBOR. */
    private static byte[] attestation(byte[] data) {
        var cbor = new ByteArrayOutputStream();
        cbor.writeBytes(
                HexFormat.of()
                        .parseHex("a363666d74646e6f6e656761747453746d74a0686175746844617461"));
        cbor.write(0x58); // a byte string whose length is one byte: ours has 164 bytes
        cbor.write(data.length);
        cbor.writeBytes(data);
        return cbor.toByteArray();
    }

    private static byte[] der(byte[] rs) {
        try {
            var sequence =
                    new org.bouncycastle.asn1.ASN1Encodable[] {
                        new ASN1Integer(new BigInteger(1, java.util.Arrays.copyOf(rs, 32))),
                        new ASN1Integer(new BigInteger(1, java.util.Arrays.copyOfRange(rs, 32, 64)))
                    };
            return new DERSequence(sequence).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("two integers can always be encoded", e);
        }
    }

    /** As a demo keeps it between two starts. */
    public Json.Obj json() {
        return Json.object()
                .with("credential", Base64Url.encode(credential))
                .with("privateKey", Base64Url.encode(privateKey));
    }

    /** Reads back what {@link #json} wrote. */
    public static SoftwarePasskey of(Json.Obj json) {
        return new SoftwarePasskey(
                Base64Url.decode(json.text("credential").orElseThrow()),
                Base64Url.decode(json.text("privateKey").orElseThrow()));
    }
}
