package comity.record.act;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * A person's own signature beside an act: a WebAuthn assertion (Level 2, 7.2) whose challenge is
 * the act's digest. The node that stores it could not have made it.
 *
 * @param signature ECDSA over authenticatorData and the hash of clientDataJSON, in DER
 */
public record Assertion(
        byte[] credential, byte[] authenticatorData, byte[] clientData, byte[] signature) {
    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;

    /** Two integers of 33 bytes and their frames; what is longer is not even parsed. */
    private static final int LONGEST_DER = 72;

    public Assertion {
        credential = credential.clone();
        authenticatorData = authenticatorData.clone();
        clientData = clientData.clone();
        signature = signature.clone();
    }

    @Override
    public byte[] credential() {
        return credential.clone();
    }

    @Override
    public byte[] authenticatorData() {
        return authenticatorData.clone();
    }

    @Override
    public byte[] clientData() {
        return clientData.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** What the assertion proves, or the first thing that it fails to prove. */
    public enum Judgement {
        VALID,
        OTHER_CREDENTIAL,
        OTHER_CHALLENGE,
        OTHER_ORIGIN,
        OTHER_RELYING_PARTY,
        USER_NOT_VERIFIED,
        /**
         * The credential may be copied between devices; personal acts need one bound to a device.
         */
        NOT_DEVICE_BOUND,
        BAD_SIGNATURE,
        OTHER_AUTHORITY,
        OTHER_OFFICE,
        NOT_YET_VALID,
        EXPIRED,
        COMPROMISED,
        TIME_UNCERTAIN
    }

    /**
     * Whether {@code passkey} asserted exactly the act with {@code header}, in an office that its
     * holder has, within {@code made}.
     */
    public Judgement judge(Passkey passkey, Header header, Interval made) {
        if (!passkey.authority().equals(header.author().authority()))
            return Judgement.OTHER_AUTHORITY;
        if (!passkey.offices().contains(header.author().office())) return Judgement.OTHER_OFFICE;
        var ceremony = judgeCeremony(passkey, header.digest().bytes());
        if (ceremony != Judgement.VALID) return ceremony;
        return switch (Key.judge(passkey.from(), passkey.until(), passkey.compromised(), made)) {
            case NOT_YET_VALID -> Judgement.NOT_YET_VALID;
            case EXPIRED -> Judgement.EXPIRED;
            case COMPROMISED -> Judgement.COMPROMISED;
            case TIME_UNCERTAIN -> Judgement.TIME_UNCERTAIN;
            case VALID, OTHER_STATE, OTHER_AUTHORITY, OTHER_KIND, OTHER_TYPE, OTHER_ALGORITHM ->
                    Judgement.VALID;
        };
    }

    /** The ceremony alone, for any challenge: also what a sign-in asks. */
    public Judgement judgeCeremony(Passkey passkey, byte[] challenge) {
        if (!passkey.isOf(credential)) return Judgement.OTHER_CREDENTIAL;
        if (authenticatorData.length < 37) return Judgement.OTHER_RELYING_PARTY;
        var relyingParty =
                Digest.sha256().digest(passkey.relyingParty().getBytes(StandardCharsets.UTF_8));
        if (!Arrays.equals(relyingParty, 0, 32, authenticatorData, 0, 32))
            return Judgement.OTHER_RELYING_PARTY;
        var said = client();
        if (!said.text("type").orElse("").equals("webauthn.get")
                || !said.text("challenge").orElse("").equals(Base64Url.encode(challenge)))
            return Judgement.OTHER_CHALLENGE;
        // Another site's frame may be inside the right page; what it shows is not what is signed.
        if (!passkey.origins().contains(said.text("origin").orElse(""))
                || said.bool("crossOrigin").filter(Boolean::booleanValue).isPresent())
            return Judgement.OTHER_ORIGIN;
        var flags = authenticatorData[32];
        if ((flags & USER_PRESENT) == 0 || (flags & USER_VERIFIED) == 0)
            return Judgement.USER_NOT_VERIFIED;
        if ((flags & (BACKUP_ELIGIBLE | BACKED_UP)) != 0) return Judgement.NOT_DEVICE_BOUND;
        return signatureVerifies(passkey) ? Judgement.VALID : Judgement.BAD_SIGNATURE;
    }

    private Json.Obj client() {
        try {
            return JsonReader.interchange(clientData) instanceof Json.Obj object
                    ? object
                    : Json.EMPTY;
        } catch (MalformedJson _) {
            return Json.EMPTY;
        }
    }

    private boolean signatureVerifies(Passkey passkey) {
        var message = Arrays.copyOf(authenticatorData, authenticatorData.length + Digest.BYTES);
        System.arraycopy(
                Digest.sha256().digest(clientData),
                0,
                message,
                authenticatorData.length,
                Digest.BYTES);
        return verifies(passkey.publicKey(), message, signature);
    }

    /** ECDSA on P-256 as authenticators write it: in DER, of which each pair has one form. */
    static boolean verifies(PublicPoint publicKey, byte[] message, byte[] der) {
        if (der.length > LONGEST_DER) return false;
        try {
            if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence rs)
                    || rs.size() != 2
                    || !Arrays.equals(rs.getEncoded("DER"), der)) return false;
            var r = ASN1Integer.getInstance(rs.getObjectAt(0)).getValue();
            var s = ASN1Integer.getInstance(rs.getObjectAt(1)).getValue();
            return publicKey.verifies(message, r, s);
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    public Json.Obj json() {
        return Json.object()
                .with("credential", Base64Url.encode(credential))
                .with("authenticatorData", Base64Url.encode(authenticatorData))
                .with("clientDataJSON", Base64Url.encode(clientData))
                .with("signature", Base64Url.encode(signature));
    }

    /** Reads the four members as a browser's {@code toJSON()} gives them, in base64url. */
    public static Assertion of(Json.Obj json) throws MalformedAct {
        var part = "personal";
        Shape.only(json, part, "credential", "authenticatorData", "clientDataJSON", "signature");
        return new Assertion(
                Shape.bytes(json, part, "credential"),
                Shape.bytes(json, part, "authenticatorData"),
                Shape.bytes(json, part, "clientDataJSON"),
                Shape.bytes(json, part, "signature"));
    }
}
