package comity.record.act;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An authority's signature: a JWS (RFC 7515) whose payload, the canonical header, stays outside
 * unencoded (RFC 7797). Written {@code protected..signature}.
 *
 * <p>The protected header is fixed but for algorithm and key: {@code
 * {"alg":…,"b64":false,"crit":["b64"],"kid":…,"typ":"comity-act"}}. Any other is refused: there is
 * nothing to negotiate.
 */
public record DetachedJws(SignatureAlgorithm algorithm, String keyId, byte[] signature) {
    private static final String TYPE = "comity-act";

    public DetachedJws {
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** Signs the canonical header with {@code key}. */
    public static DetachedJws sign(byte[] payload, SigningKey key) {
        return new DetachedJws(
                key.algorithm(), key.id(), key.sign(input(key.algorithm(), key.id(), payload)));
    }

    /**
     * Whether this signature over {@code payload} was made with the private half of {@code
     * publicKey}.
     */
    public boolean verifies(byte[] payload, byte[] publicKey) {
        return algorithm.verify(publicKey, input(algorithm, keyId, payload), signature);
    }

    /** The compact serialisation with its payload detached (RFC 7515, appendix F). */
    public String compact() {
        return protectedHeader(algorithm, keyId) + ".." + Base64Url.encode(signature);
    }

    /** Reads the compact form; empty for anything that we would not have written ourselves. */
    public static Optional<DetachedJws> parse(String compact) {
        var dots = compact.indexOf("..");
        if (dots < 0 || compact.length() > 1_000) return Optional.empty();
        try {
            var header = JsonReader.actObject(Base64Url.decode(compact.substring(0, dots)));
            var algorithm = SignatureAlgorithm.valueOf(header.text("alg").orElse(""));
            var jws =
                    new DetachedJws(
                            algorithm,
                            header.text("kid").orElse(""),
                            Base64Url.decode(compact.substring(dots + 2)));
            return jws.compact().equals(compact) ? Optional.of(jws) : Optional.empty();
        } catch (IllegalArgumentException | MalformedJson _) {
            return Optional.empty();
        }
    }

    private static String protectedHeader(SignatureAlgorithm algorithm, String keyId) {
        var header =
                Json.object()
                        .with("alg", algorithm.name())
                        .with("b64", false)
                        .with("crit", Json.strings(java.util.List.of("b64")))
                        .with("kid", keyId)
                        .with("typ", TYPE);
        return Base64Url.encode(CanonicalJson.bytes(header));
    }

    private static byte[] input(SignatureAlgorithm algorithm, String keyId, byte[] payload) {
        var prefix = (protectedHeader(algorithm, keyId) + ".").getBytes(StandardCharsets.US_ASCII);
        var input = java.util.Arrays.copyOf(prefix, prefix.length + payload.length);
        System.arraycopy(payload, 0, input, prefix.length, payload.length);
        return input;
    }
}
