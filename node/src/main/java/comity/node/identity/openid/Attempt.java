package comity.node.identity.openid;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One attempt to sign in through the provider. Everything that binds its answer to the browser that
 * began it follows from one secret, which that browser alone keeps: the state that comes back, the
 * nonce within the token, and the verifier without which the code is worth nothing (RFC 7636).
 */
record Attempt(byte[] secret) {
    private static final int LENGTH = 32;

    /** As a browser hands it back; empty if it is none. */
    static Optional<Attempt> of(String secret) {
        try {
            var bytes = Base64Url.decode(secret);
            return bytes.length == LENGTH ? Optional.of(new Attempt(bytes)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String kept() {
        return Base64Url.encode(secret);
    }

    byte[] state() {
        return derived("state");
    }

    /** The state, as it stands in addresses. */
    String shownState() {
        return Base64Url.encode(state());
    }

    String nonce() {
        return Base64Url.encode(derived("nonce"));
    }

    String verifier() {
        return Base64Url.encode(derived("verifier"));
    }

    /** The verifier's S256 (RFC 7636, 4.2). */
    String challenge() {
        return Base64Url.encode(
                Digest.sha256().digest(verifier().getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] derived(String what) {
        var sha = Digest.sha256();
        sha.update(("comity-openid-" + what + "/1").getBytes(StandardCharsets.UTF_8));
        sha.update(secret);
        return sha.digest();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attempt(var theirs) && Arrays.equals(secret, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    /** The secret is nobody's to read. */
    @Override
    public String toString() {
        return "Attempt[]";
    }
}
