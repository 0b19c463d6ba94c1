package comity.record.act;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A person's passkey as the State's directory recorded it at enrolment: an ES256 credential bound
 * to a device, for the offices that the person holds in an authority. The person's name is not
 * here.
 *
 * @param credential the WebAuthn credential id
 * @param publicKey on P-256
 * @param relyingParty the relying party id that the credential is bound to (a host name)
 * @param origins the web origins at which it may be used
 * @param software true if the private key lies in a program instead of a device: trial use only,
 *     and the report says so
 */
public record Passkey(
        byte[] credential,
        PublicPoint publicKey,
        String relyingParty,
        Set<String> origins,
        String authority,
        Set<String> offices,
        Instant from,
        Instant until,
        Optional<Instant> compromised,
        boolean software) {

    public Passkey {
        credential = credential.clone();
        origins = Set.copyOf(origins);
        offices = Set.copyOf(offices);
    }

    /**
     * @param publicKey 65 bytes, an uncompressed point of P-256
     */
    public Passkey(
            byte[] credential,
            byte[] publicKey,
            String relyingParty,
            Set<String> origins,
            String authority,
            Set<String> offices,
            Instant from,
            Instant until,
            Optional<Instant> compromised,
            boolean software) {
        this(
                credential,
                new PublicPoint(publicKey),
                relyingParty,
                origins,
                authority,
                offices,
                from,
                until,
                compromised,
                software);
    }

    @Override
    public byte[] credential() {
        return credential.clone();
    }

    boolean isOf(byte[] asked) {
        return Arrays.equals(credential, asked);
    }

    /** The same entry, which stands for nothing from {@code since} on. */
    Passkey endedSince(Instant since) {
        return new Passkey(
                credential,
                publicKey,
                relyingParty,
                origins,
                authority,
                offices,
                from,
                until,
                Optional.of(since),
                software);
    }

    /** Whether {@code later} is this entry, at most ended since. */
    boolean isKeptAs(Passkey later) {
        return publicKey.equals(later.publicKey)
                && authority.equals(later.authority)
                && from.equals(later.from)
                && software == later.software
                && (compromised.isEmpty() || later.compromised.isPresent());
    }

    public Json.Obj json() {
        var json =
                Json.object()
                        .with("credential", Base64Url.encode(credential))
                        .with("publicKey", Base64Url.encode(publicKey.bytes()))
                        .with("relyingParty", relyingParty)
                        .with("origins", Json.strings(origins.stream().sorted().toList()))
                        .with("authority", authority)
                        .with("offices", Json.strings(offices.stream().sorted().toList()))
                        .with("from", from.toString())
                        .with("until", until.toString())
                        .with("software", software);
        return compromised.map(since -> json.with("compromised", since.toString())).orElse(json);
    }

    static Passkey of(Json.Obj json) throws MalformedAct {
        var part = "directory.passkeys";
        Shape.only(
                json,
                part,
                "credential",
                "publicKey",
                "relyingParty",
                "origins",
                "authority",
                "offices",
                "from",
                "until",
                "compromised",
                "software");
        return new Passkey(
                Shape.bytes(json, part, "credential"),
                Shape.bytes(json, part, "publicKey"),
                Shape.text(json, part, "relyingParty"),
                Set.copyOf(json.texts("origins")),
                Shape.name(json, part, "authority"),
                Set.copyOf(json.texts("offices")),
                Shape.instant(json, part, "from"),
                Shape.instant(json, part, "until"),
                json.get("compromised").isPresent()
                        ? Optional.of(Shape.instant(json, part, "compromised"))
                        : Optional.empty(),
                json.bool("software")
                        .orElseThrow(
                                () ->
                                        new MalformedAct(
                                                part + ".software", "true or false expected")));
    }
}
