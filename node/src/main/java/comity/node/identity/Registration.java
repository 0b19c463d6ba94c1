package comity.node.identity;

import comity.record.act.Base64Url;
import comity.record.act.Json;
import java.util.Optional;

/** What an authenticator answers to a registration ceremony (WebAuthn Level 2, 7.1). */
public record Registration(byte[] credential, byte[] attestation, byte[] clientData) {
    public Registration {
        credential = credential.clone();
        attestation = attestation.clone();
        clientData = clientData.clone();
    }

    @Override
    public byte[] credential() {
        return credential.clone();
    }

    @Override
    public byte[] attestation() {
        return attestation.clone();
    }

    @Override
    public byte[] clientData() {
        return clientData.clone();
    }

    public Json.Obj json() {
        return Json.object()
                .with("credential", Base64Url.encode(credential))
                .with("attestationObject", Base64Url.encode(attestation))
                .with("clientDataJSON", Base64Url.encode(clientData));
    }

    /** Empty unless all three members are there, in base64url. */
    public static Optional<Registration> of(Json.Obj json) {
        try {
            return json.text("credential")
                    .flatMap(
                            credential ->
                                    json.text("attestationObject")
                                            .flatMap(
                                                    attestation ->
                                                            json.text("clientDataJSON")
                                                                    .map(
                                                                            client ->
                                                                                    decoded(
                                                                                            credential,
                                                                                            attestation,
                                                                                            client))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Registration decoded(String credential, String attestation, String client) {
        return new Registration(
                Base64Url.decode(credential),
                Base64Url.decode(attestation),
                Base64Url.decode(client));
    }
}
