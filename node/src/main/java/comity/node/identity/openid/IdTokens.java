package comity.node.identity.openid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whether a signed token says what it must: the standard's own rules (OpenID Connect Core 1.0,
 * 3.1.3.7) are Spring's, and here stand those that only this node can ask, because it knows what it
 * asked for.
 */
final class IdTokens {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final int LONGEST_SUBJECT = 255;
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

    private final OpenIdSettings settings;
    private final InstantSource clock;

    IdTokens(OpenIdSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Issuer, audience, authorised party, expiry and issue. */
    OAuth2TokenValidator<Jwt> standard(ClientRegistration registration) {
        var standard = new OidcIdTokenValidator(registration);
        standard.setClock(clock.withZone(ZoneOffset.UTC));
        standard.setClockSkew(SKEW);
        return standard;
    }

    /** What else must be true of a token that answers one attempt. */
    void check(Jwt token, String nonce) throws Declined {
        if (!same(token.getClaimAsString("nonce"), nonce)) throw new Declined("openid.nonce");
        isForUsAlone(token);
        isYoung(token);
        var verified = token.getClaimAsInstant("auth_time");
        var now = clock.instant();
        if (verified == null
                || verified.isAfter(now.plus(SKEW))
                || verified.isBefore(now.minus(settings.verifiedWithin()).minus(SKEW)))
            throw new Declined("openid.auth-time");
        if (!settings.acr().isEmpty()
                && !settings.acr().contains(String.valueOf(token.getClaims().get("acr"))))
            throw new Declined("openid.acr");
        if (!settings.amr().isEmpty()
                && (!(token.getClaims().get("amr") instanceof Collection<?> used)
                        || used.stream()
                                .noneMatch(method -> settings.amr().contains(method.toString()))))
            throw new Declined("openid.acr");
    }

    /** What must be true of a logout token (Back-Channel Logout 1.0, 2.6). */
    void checkLogout(Jwt token) throws Declined {
        if (!settings.issuer().equals(token.getClaimAsString("iss")))
            throw new Declined("openid.token");
        isForUsAlone(token);
        isYoung(token);
        var says =
                token.getClaims().get("events") instanceof Map<?, ?> events
                        && events.get(LOGOUT) instanceof Map<?, ?>;
        var names = token.getClaimAsString("sub") != null || token.getClaimAsString("sid") != null;
        // A nonce would make it an ID token in disguise.
        if (!says || !names || token.hasClaim("nonce")) throw new Declined("openid.token");
    }

    private void isForUsAlone(Jwt token) throws Declined {
        if (!List.of(settings.clientId()).equals(token.getAudience()))
            throw new Declined("openid.token");
        var subject = token.getSubject();
        if (subject != null && (subject.isEmpty() || subject.length() > LONGEST_SUBJECT))
            throw new Declined("openid.token");
    }

    private void isYoung(Jwt token) throws Declined {
        var issued = token.getIssuedAt();
        var now = clock.instant();
        if (issued == null || issued.isAfter(now.plus(SKEW)) || issued.isBefore(now.minus(OLDEST)))
            throw new Declined("openid.token");
    }

    private static boolean same(@Nullable String said, String asked) {
        return said != null
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8),
                        asked.getBytes(StandardCharsets.UTF_8));
    }
}
