package comity.node.identity.openid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which provider people may sign in through: {@code comity.openid.issuer} and the rest. Without an
 * issuer there is none, and passkeys alone open the door.
 *
 * @param issuer as the provider calls itself, to the letter; https, or a loopback address
 * @param name what the button calls it
 * @param clientId what the provider calls this node
 * @param clientSecretFile a file of mode 0600 that holds nothing but the secret
 * @param acr the authentication contexts that are enough, one of which the provider must name;
 *     empty for any
 * @param amr the authentication methods of which the provider must name one; empty for any
 * @param verifiedWithin how long ago the provider may have verified the person
 */
@ConfigurationProperties("comity.openid")
public record OpenIdSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String name,
        @DefaultValue("") String clientId,
        @Nullable Path clientSecretFile,
        @DefaultValue List<String> acr,
        @DefaultValue List<String> amr,
        @DefaultValue("15m") Duration verifiedWithin) {
    private static final Duration LONGEST = Duration.ofHours(12);

    /**
     * @throws IllegalArgumentException with a sentence for the administrator, if they cannot be
     *     used
     */
    public OpenIdSettings {
        acr = List.copyOf(acr);
        amr = List.copyOf(amr);
        if (!issuer.isEmpty()) {
            if (!isFit(issuer))
                throw new IllegalArgumentException(
                        "comity.openid.issuer is not an https address without query and fragment"
                                + " (http is for loopback alone): "
                                + issuer);
            if (clientId.isBlank() || clientSecretFile == null)
                throw new IllegalArgumentException(
                        "comity.openid.issuer needs comity.openid.client-id and"
                                + " comity.openid.client-secret-file beside it");
            if (name.length() > 60)
                throw new IllegalArgumentException(
                        "comity.openid.name is longer than 60 characters: " + name);
            if (verifiedWithin.compareTo(Duration.ofMinutes(1)) < 0
                    || verifiedWithin.compareTo(LONGEST) > 0)
                throw new IllegalArgumentException(
                        "comity.openid.verified-within is not between 1m and 12h: "
                                + verifiedWithin);
        }
    }

    /** What the button calls the provider: its name, or its host. */
    String shownName() {
        return name.isBlank() ? URI.create(issuer).getHost() : name;
    }

    /**
     * What this node proves itself to the provider with.
     *
     * @throws IllegalArgumentException if others than its owner may read the file
     */
    String secret() {
        if (clientSecretFile == null)
            throw new IllegalArgumentException(
                    "comity.openid.issuer is empty: name a provider, or take the setting away");
        try {
            var open =
                    Set.of(
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE);
            if (Files.getPosixFilePermissions(clientSecretFile).stream().anyMatch(open::contains))
                throw new IllegalArgumentException(
                        "comity.openid.client-secret-file may be read by others than its owner"
                                + " (chmod 600): "
                                + clientSecretFile);
            var secret = Files.readString(clientSecretFile, StandardCharsets.UTF_8).strip();
            if (secret.isEmpty())
                throw new IllegalArgumentException(
                        "comity.openid.client-secret-file is empty: " + clientSecretFile);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("comity.openid.client-secret-file cannot be read", e);
        }
    }

    /** https, or http to this machine itself; no query, no fragment, nobody's password. */
    static boolean isFit(String address) {
        try {
            var uri = URI.create(address);
            return uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && isSafe(uri);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Whether nobody on the way can read what is sent there. */
    static boolean isSafe(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) return false;
        if ("https".equals(uri.getScheme())) return true;
        return "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
    }

    /** Literal addresses and {@code localhost} alone: no name is asked for. */
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) return true;
        try {
            return host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
