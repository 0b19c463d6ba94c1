package comity.evidence.exhibit;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A manifest with its source's signature: a JWS (RFC 7515) whose payload, the canonical manifest,
 * stays outside unencoded (RFC 7797). The key stands beside it; that it is the provider's is said
 * by the act in which the manifest stands, and by the provider to whoever asks.
 *
 * @param publicKey in the shape of {@link SignatureAlgorithm}
 */
public record SignedManifest(
        SourceManifest manifest, SignatureAlgorithm algorithm, byte[] publicKey, byte[] signature) {
    private static final String TYPE = "comity-manifest";

    public SignedManifest {
        publicKey = publicKey.clone();
        signature = signature.clone();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** Signs with the source's key. */
    public static SignedManifest sign(SourceManifest manifest, SigningKey key, byte[] publicKey) {
        var payload = CanonicalJson.bytes(manifest.json());
        var input = input(key.algorithm(), fingerprint(publicKey), payload);
        return new SignedManifest(manifest, key.algorithm(), publicKey, key.sign(input));
    }

    /** A key's name: SHA-256 over its public half. */
    public static Digest fingerprint(byte[] publicKey) {
        return Digest.of(publicKey);
    }

    /** Which key signed. */
    public Digest key() {
        return fingerprint(publicKey);
    }

    /** The manifest's name: SHA-256 over its canonical form. */
    public Digest digest() {
        return Digest.of(manifest.json());
    }

    /** Whether the key that stands here signed exactly this manifest. */
    public boolean verifies() {
        var payload = CanonicalJson.bytes(manifest.json());
        return algorithm.verify(publicKey, input(algorithm, key(), payload), signature);
    }

    public Json.Obj json() {
        return Json.object()
                .with("manifest", manifest.json())
                .with("publicKey", Base64Url.encode(publicKey))
                .with(
                        "signature",
                        protectedHeader(algorithm, key()) + ".." + Base64Url.encode(signature));
    }

    /**
     * Reads what {@link #json} wrote. That it verifies is another question.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static SignedManifest of(Json.Obj json) {
        if (!Set.of("manifest", "publicKey", "signature").equals(json.members().keySet()))
            throw new IllegalArgumentException("manifest, publicKey and signature expected");
        var manifest =
                SourceManifest.of(
                        json.object("manifest")
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "manifest: object expected")));
        var publicKey = Base64Url.decode(json.text("publicKey").orElse(""));
        var compact = json.text("signature").orElse("");
        for (var algorithm : SignatureAlgorithm.values()) {
            var head = protectedHeader(algorithm, fingerprint(publicKey)) + "..";
            if (compact.startsWith(head) && compact.length() <= head.length() + 100)
                return new SignedManifest(
                        manifest,
                        algorithm,
                        publicKey,
                        Base64Url.decode(compact.substring(head.length())));
        }
        throw new IllegalArgumentException("signature: a JWS of this key expected");
    }

    private static String protectedHeader(SignatureAlgorithm algorithm, Digest key) {
        var header =
                Json.object()
                        .with("alg", algorithm.name())
                        .with("b64", false)
                        .with("crit", Json.strings(List.of("b64")))
                        .with("kid", key.hex())
                        .with("typ", TYPE);
        return Base64Url.encode(CanonicalJson.bytes(header));
    }

    private static byte[] input(SignatureAlgorithm algorithm, Digest key, byte[] payload) {
        var prefix = (protectedHeader(algorithm, key) + ".").getBytes(StandardCharsets.US_ASCII);
        var input = Arrays.copyOf(prefix, prefix.length + payload.length);
        System.arraycopy(payload, 0, input, prefix.length, payload.length);
        return input;
    }
}
