package comity.node.identity.openid;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0, 4.2), as far as it can be
 * trusted: it calls itself as the setting does, every address is safe, and it signs in a way that
 * we accept.
 *
 * @param authorization where people are sent
 * @param keys where its keys lie
 * @param algorithms ours and the provider's; never one that a shared secret signs
 * @param namesItself whether each of its answers carries its name (RFC 9207)
 * @param endSession where people end their session there too
 */
record Discovered(
        Instant at,
        ClientRegistration registration,
        URI authorization,
        URI keys,
        Set<SignatureAlgorithm> algorithms,
        boolean namesItself,
        Optional<URI> endSession) {
    private static final Set<SignatureAlgorithm> OURS = EnumSet.allOf(SignatureAlgorithm.class);

    /** Where the provider sends people back to. */
    static final String RETURN = "/sign-in/openid/return";

    static Discovered of(String document, OpenIdSettings settings, String origin, Instant at)
            throws Declined {
        var said = read(document);
        if (!settings.issuer().equals(said.get("issuer")))
            throw new Declined("openid.other-issuer");
        var endSession = address(said, "end_session_endpoint");
        var authorization = address(said, "authorization_endpoint");
        var keys = address(said, "jwks_uri");
        if (authorization.isEmpty() || keys.isEmpty() || address(said, "token_endpoint").isEmpty())
            throw new Declined("openid.unfit");
        var algorithms = algorithms(said.get("id_token_signing_alg_values_supported"));
        if (algorithms.isEmpty()) throw new Declined("openid.algorithms");
        try {
            return new Discovered(
                    at,
                    ClientRegistrations.fromOidcConfiguration(said)
                            .registrationId("openid")
                            .clientId(settings.clientId())
                            .clientSecret(settings.secret())
                            .redirectUri(origin + RETURN)
                            .scope(List.of("openid", "profile"))
                            .build(),
                    authorization.get(),
                    keys.get(),
                    algorithms,
                    Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")),
                    endSession);
        } catch (IllegalArgumentException _) {
            throw new Declined("openid.unfit");
        }
    }

    private static Map<String, Object> read(String document) throws Declined {
        try {
            return JSONObjectUtils.parse(document);
        } catch (ParseException _) {
            throw new Declined("openid.unfit");
        }
    }

    private static Optional<URI> address(Map<String, Object> said, String name) {
        try {
            return said.get(name) instanceof String address
                    ? Optional.of(URI.create(address)).filter(OpenIdSettings::isSafe)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Set<SignatureAlgorithm> algorithms(@Nullable Object said) {
        if (!(said instanceof Collection<?> names)) return Set.of();
        return OURS.stream()
                .filter(algorithm -> names.contains(algorithm.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
