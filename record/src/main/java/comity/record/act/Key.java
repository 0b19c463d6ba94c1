package comity.record.act;

import comity.record.x509.Certificate;
import comity.record.x509.Chain;
import comity.record.x509.MalformedDer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key as its State's directory lists it: for which authority it speaks, in which kinds of docket,
 * with which types of act, from when until when, and since when it is compromised, if it is.
 *
 * @param types the types of act it may sign; {@code *} alone stands for all of the kinds' types
 * @param publicKey in the shape of {@link SignatureAlgorithm}
 * @param chain where the State has a national PKI: the key's certificate first, then those that
 *     lead to an anchor which the directory names; else empty
 */
public record Key(
        String id,
        SignatureAlgorithm algorithm,
        byte[] publicKey,
        String state,
        String authority,
        Set<String> kinds,
        Set<String> types,
        Instant from,
        Instant until,
        Optional<Instant> compromised,
        List<Certificate> chain) {

    private static final int MOST_CERTIFICATES = 8;

    public Key {
        publicKey = publicKey.clone();
        chain = List.copyOf(chain);
        kinds = Set.copyOf(kinds);
        types = Set.copyOf(types);
    }

    /** A key without certificates. */
    public Key(
            String id,
            SignatureAlgorithm algorithm,
            byte[] publicKey,
            String state,
            String authority,
            Set<String> kinds,
            Set<String> types,
            Instant from,
            Instant until,
            Optional<Instant> compromised) {
        this(
                id,
                algorithm,
                publicKey,
                state,
                authority,
                kinds,
                types,
                from,
                until,
                compromised,
                List.of());
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * Whether {@code later} is this entry, at most ended since: what it may sign is not widened, it
     * lasts no longer, and once it is compromised, that is so since then or earlier. The newest
     * version judges old acts too, so that anything more would be permitted backwards. A
     * certificate may be renewed, and not taken away.
     */
    boolean isKeptAs(Key later) {
        return algorithm == later.algorithm
                && Arrays.equals(publicKey, later.publicKey)
                && authority.equals(later.authority)
                && kinds.equals(later.kinds)
                && types.equals(later.types)
                && from.equals(later.from)
                && !later.until.isAfter(until)
                && (chain.isEmpty() || !later.chain.isEmpty())
                && (compromised.isEmpty()
                        || later.compromised
                                .filter(at -> !at.isAfter(compromised.get()))
                                .isPresent());
    }

    /** Whether what is signed at {@code now} with this key counts. */
    public boolean isInForce(Instant now) {
        return compromised.isEmpty() && !now.isBefore(from) && now.isBefore(until);
    }

    private Key changed(Instant end, Optional<Instant> since, List<Certificate> certificates) {
        return new Key(
                id,
                algorithm,
                publicKey,
                state,
                authority,
                kinds,
                types,
                from,
                end,
                since,
                certificates);
    }

    /** The same key, no longer valid from {@code at} on. */
    public Key endedAt(Instant at) {
        return changed(at, compromised, chain);
    }

    /** The same key with the certificates of a national PKI. */
    public Key certifiedBy(List<Certificate> certificates) {
        return changed(until, compromised, certificates);
    }

    /**
     * What is wrong with the certificates, as a sentence; empty if nothing is. Whether one was
     * revoked is not asked of anybody: a key whose certificate is revoked is ended, or marked as
     * compromised, in this directory.
     */
    Optional<String> wrongWithChain(List<Certificate> anchors) {
        if (chain.isEmpty()) return Optional.empty();
        var own = chain.getFirst();
        if (!isOf(own)) return Optional.of("the certificate is of another key");
        for (var at : List.of(from, until.minusSeconds(1))) {
            if (at.isBefore(from)) continue; // it was ended before it began
            switch (Chain.from(own, chain, anchors, at)) {
                case Chain.Leads _ -> {}
                case Chain.Fails(var code) -> {
                    return Optional.of(sentence(code));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a certificate is of this key. */
    public boolean isOf(Certificate certificate) {
        return switch (algorithm) {
            case EdDSA -> certificate.hasEd25519Key(publicKey);
            case ES256 -> certificate.hasP256Key(publicKey);
        };
    }

    private static String sentence(String code) {
        return switch (code) {
            case "chain.not-valid-then" ->
                    "the certificates are not valid for as long as the key is";
            case "chain.not-an-issuer" -> "a certificate in it may not issue certificates";
            case "chain.not-understood" ->
                    "a certificate in it has a critical extension that is not understood";
            case "chain.algorithm-unknown" ->
                    "a certificate in it is signed with an algorithm that is not known";
            default -> "it does not lead to a certificate under directory.anchors";
        };
    }

    /** The same key, known to others since {@code at}. */
    public Key compromisedSince(Instant at) {
        return changed(until, Optional.of(at), chain);
    }

    /** What a key's entry says about one use of it. */
    public enum Judgement {
        VALID,
        OTHER_STATE,
        OTHER_AUTHORITY,
        OTHER_KIND,
        OTHER_TYPE,
        OTHER_ALGORITHM,
        NOT_YET_VALID,
        EXPIRED,
        COMPROMISED,
        /**
         * The interval reaches over the key's end: whether it was used in time could not be
         * checked.
         */
        TIME_UNCERTAIN
    }

    /**
     * The one question that node and verifier ask of a key: may it have signed this header, made
     * within this interval? A compromised key stands only for what is proven to be older (SECURITY,
     * 6).
     */
    public Judgement judge(Header header, SignatureAlgorithm used, Interval made) {
        if (used != algorithm) return Judgement.OTHER_ALGORITHM;
        return scope(header).orElseGet(() -> judge(from, until, compromised, made));
    }

    /** Was it in force when something else than an act was signed with it? */
    public Judgement judge(Interval made) {
        return judge(from, until, compromised, made);
    }

    /** What this key may not sign of a header, whenever; empty if it may sign all of it. */
    public Optional<Judgement> scope(Header header) {
        if (!header.author().state().equals(state)) return Optional.of(Judgement.OTHER_STATE);
        if (!header.author().authority().equals(authority))
            return Optional.of(Judgement.OTHER_AUTHORITY);
        if (!kinds.contains(header.kind())) return Optional.of(Judgement.OTHER_KIND);
        if (!types.contains("*") && !types.contains(header.type()))
            return Optional.of(Judgement.OTHER_TYPE);
        return Optional.empty();
    }

    /** Whether it is in this key's scope and its signature, whenever that was made. */
    boolean mayHaveSigned(Header header, DetachedJws jws) {
        return jws.algorithm() == algorithm
                && scope(header).isEmpty()
                && jws.verifies(header.canonical(), publicKey);
    }

    /** The same question of time alone, for keys and passkeys alike. */
    static Judgement judge(
            Instant from, Instant until, Optional<Instant> compromised, Interval made) {
        if (compromised.isPresent() && !made.certainlyBefore(compromised.get()))
            return Judgement.COMPROMISED;
        if (made.certainlyBefore(from)) return Judgement.NOT_YET_VALID;
        if (made.certainlyFrom(until)) return Judgement.EXPIRED;
        return made.certainlyBefore(until) ? Judgement.VALID : Judgement.TIME_UNCERTAIN;
    }

    Json.Obj json() {
        var json =
                Json.object()
                        .with("id", id)
                        .with("algorithm", algorithm.name())
                        .with("publicKey", Base64Url.encode(publicKey))
                        .with("authority", authority)
                        .with("kinds", Json.strings(kinds.stream().sorted().toList()))
                        .with("types", Json.strings(types.stream().sorted().toList()))
                        .with("from", from.toString())
                        .with("until", until.toString());
        var whole =
                compromised.map(since -> json.with("compromised", since.toString())).orElse(json);
        return chain.isEmpty() ? whole : whole.with("chain", certificates(chain));
    }

    static Json certificates(List<Certificate> some) {
        return Json.strings(some.stream().map(one -> Base64Url.encode(one.der())).toList());
    }

    static List<Certificate> certificates(Json.Obj json, String part, String name)
            throws MalformedAct {
        var found = new ArrayList<Certificate>();
        if (json.get(name).isEmpty()) return found;
        for (var item : Shape.items(json, part, name, MOST_CERTIFICATES)) {
            var place = part + "." + name;
            if (!(item instanceof Json.Str(var text)))
                throw new MalformedAct(place, "certificates in base64url expected");
            found.add(certificate(text, place));
        }
        return found;
    }

    static Certificate certificate(String text, String place) throws MalformedAct {
        try {
            return Certificate.of(Base64Url.decode(text));
        } catch (IllegalArgumentException _) {
            throw new MalformedAct(place, "certificates in base64url expected");
        } catch (MalformedDer e) {
            throw new MalformedAct(place, "no X.509 certificate: " + e.getMessage());
        }
    }

    static Key of(String state, Json.Obj json) throws MalformedAct {
        var part = "directory.keys";
        Shape.only(
                json,
                part,
                "id",
                "algorithm",
                "publicKey",
                "authority",
                "kinds",
                "types",
                "from",
                "until",
                "compromised",
                "chain");
        return new Key(
                Shape.text(json, part, "id"),
                algorithm(json, part),
                Shape.bytes(json, part, "publicKey"),
                state,
                Shape.name(json, part, "authority"),
                Set.copyOf(json.texts("kinds")),
                Set.copyOf(json.texts("types")),
                Shape.instant(json, part, "from"),
                Shape.instant(json, part, "until"),
                json.get("compromised").isPresent()
                        ? Optional.of(Shape.instant(json, part, "compromised"))
                        : Optional.empty(),
                certificates(json, part, "chain"));
    }

    static SignatureAlgorithm algorithm(Json.Obj json, String part) throws MalformedAct {
        try {
            return SignatureAlgorithm.valueOf(Shape.text(json, part, "algorithm"));
        } catch (IllegalArgumentException _) {
            throw new MalformedAct(part + ".algorithm", "EdDSA or ES256 expected");
        }
    }
}
