package comity.node.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Judges a registration: our challenge, our origin, a verified user, ES256, and a key that stays in
 * its device: neither backed up nor able to be. An attestation statement is kept where the device
 * gives one and not judged: which devices a State trusts is its own affair, settled when the code
 * was handed over.
 */
final class RegistrationCeremony {
    private final WebAuthnManager webauthn = WebAuthnManager.createNonStrictWebAuthnManager();
    private final RelyingParty relyingParty;

    RegistrationCeremony(RelyingParty relyingParty) {
        this.relyingParty = relyingParty;
    }

    /** What came of a registration. */
    sealed interface Outcome {
        /**
         * @param publicKey 65 bytes, an uncompressed point of P-256
         * @param device what the authenticator said of itself
         */
        record Registered(byte[] credential, byte[] publicKey, boolean software, Device device)
                implements Outcome {}

        /**
         * @param code a stable word: {@code registration.malformed}, {@code
         *     registration.not-device-bound}, …
         */
        record Refused(String code) implements Outcome {}
    }

    /**
     * @param model the AAGUID, in hexadecimal; zeros where the device names none
     * @param format of the attestation statement: {@code none}, {@code packed}, …
     * @param attestation the attestation object as it came
     */
    record Device(String model, String format, byte[] attestation) {
        Device {
            attestation = attestation.clone();
        }

        @Override
        public byte[] attestation() {
            return attestation.clone();
        }

        /** As the roll says it: the attestation itself stays with the node. */
        Json.Obj json() {
            return Json.object()
                    .with("model", model)
                    .with("format", format)
                    .with("attestation", Digest.of(attestation).hex());
        }
    }

    Outcome judge(Registration registration, byte[] challenge) {
        try {
            var data =
                    webauthn.verify(
                            new RegistrationRequest(
                                    registration.attestation(), registration.clientData()),
                            parameters(challenge));
            var attestation = data.getAttestationObject();
            if (attestation == null) return new Outcome.Refused("registration.malformed");
            var authenticator = attestation.getAuthenticatorData();
            var attested = authenticator.getAttestedCredentialData();
            if (attested == null) return new Outcome.Refused("registration.malformed");
            if (authenticator.isFlagBE() || authenticator.isFlagBS())
                return new Outcome.Refused("registration.not-device-bound");
            var device =
                    new Device(
                            HexFormat.of().formatHex(attested.getAaguid().getBytes()),
                            attestation.getFormat(),
                            registration.attestation());
            return registered(attested, registration.credential(), device);
        } catch (DataConversionException | IllegalArgumentException _) {
            return new Outcome.Refused("registration.malformed");
        } catch (VerificationException e) {
            return new Outcome.Refused(code(e));
        }
    }

    private static Outcome registered(
            AttestedCredentialData attested, byte[] claimed, Device device) {
        if (!Arrays.equals(attested.getCredentialId(), claimed))
            return new Outcome.Refused("registration.other-credential");
        if (!(attested.getCOSEKey() instanceof EC2COSEKey key)
                || key.getX() == null
                || key.getY() == null
                || key.getX().length != 32
                || key.getY().length != 32)
            return new Outcome.Refused("registration.other-algorithm");
        var point = new byte[65];
        point[0] = 4;
        System.arraycopy(key.getX(), 0, point, 1, 32);
        System.arraycopy(key.getY(), 0, point, 33, 32);
        var software = Arrays.equals(attested.getAaguid().getBytes(), SoftwarePasskey.MODEL);
        return new Outcome.Registered(claimed, point, software, device);
    }

    private RegistrationParameters parameters(byte[] challenge) {
        var server =
                new ServerProperty(
                        new Origin(relyingParty.origin()),
                        relyingParty.id(),
                        new DefaultChallenge(challenge));
        var es256 =
                new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256);
        return new RegistrationParameters(server, List.of(es256), true, true);
    }

    private static String code(VerificationException e) {
        return switch (e) {
            case com.webauthn4j.verifier.exception.BadChallengeException _ ->
                    "registration.other-challenge";
            case com.webauthn4j.verifier.exception.BadOriginException _ ->
                    "registration.other-origin";
            case com.webauthn4j.verifier.exception.BadRpIdException _ ->
                    "registration.other-relying-party";
            case com.webauthn4j.verifier.exception.UserNotVerifiedException _ ->
                    "registration.user-not-verified";
            case com.webauthn4j.verifier.exception.UserNotPresentException _ ->
                    "registration.user-not-verified";
            case com.webauthn4j.verifier.exception.NotAllowedAlgorithmException _ ->
                    "registration.other-algorithm";
            default -> "registration.malformed";
        };
    }
}
