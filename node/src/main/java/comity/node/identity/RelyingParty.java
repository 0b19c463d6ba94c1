package comity.node.identity;

import java.net.URI;
import java.util.Set;

/**
 * The web origin at which this node's people use their passkeys (WebAuthn Level 2, 5.1.2).
 *
 * @param id the host that passkeys are bound to
 * @param origin scheme, host and port as the browser says them
 */
public record RelyingParty(String id, String origin) {

    public static RelyingParty at(String origin) {
        return new RelyingParty(URI.create(origin).getHost(), origin);
    }

    public Set<String> origins() {
        return Set.of(origin);
    }

    public boolean secure() {
        return origin.startsWith("https:");
    }
}
