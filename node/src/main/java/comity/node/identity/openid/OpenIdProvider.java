package comity.node.identity.openid;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import comity.node.identity.RelyingParty;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The provider itself, over the network: what it says of itself, where people are sent, and what
 * its signed answers say. It is asked when somebody needs it, never at the start: a provider that
 * is down keeps nobody's node down.
 */
final class OpenIdProvider {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int LARGEST = 256 * 1024;

    private final OpenIdSettings settings;
    private final RelyingParty relyingParty;
    private final InstantSource clock;
    private final IdTokens idTokens;
    private final JdkClientHttpRequestFactory requests;
    private final RestClient plain;
    private final RestClientAuthorizationCodeTokenResponseClient tokens;
    private volatile @Nullable Keys keys;

    /** What was discovered, with who checks its signatures. */
    private record Keys(Discovered of, NimbusJwtDecoder sign, NimbusJwtDecoder logout) {}

    OpenIdProvider(OpenIdSettings settings, RelyingParty relyingParty, InstantSource clock) {
        this.settings = settings;
        this.relyingParty = relyingParty;
        this.clock = clock;
        this.idTokens = new IdTokens(settings, clock);
        this.requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(PATIENCE)
                                .build());
        requests.setReadTimeout(PATIENCE);
        this.plain = RestClient.builder().requestFactory(requests).build();
        this.tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(
                RestClient.builder()
                        .requestFactory(requests)
                        .configureMessageConverters(
                                converters ->
                                        converters
                                                .disableDefaults()
                                                .addCustomConverter(new FormHttpMessageConverter())
                                                .addCustomConverter(
                                                        new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        settings.secret();
    }

    String issuer() {
        return settings.issuer();
    }

    String name() {
        return settings.shownName();
    }

    /** Whether each answer of the provider carries its name (RFC 9207). */
    boolean namesItself() throws Declined {
        return keys().of().namesItself();
    }

    /** Where a browser is sent for this attempt. */
    URI asks(Attempt attempt) throws Declined {
        return URI.create(asked(keys().of(), attempt).getAuthorizationRequestUri());
    }

    private OAuth2AuthorizationRequest asked(Discovered provider, Attempt attempt) {
        var registration = provider.registration();
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(provider.authorization().toString())
                .clientId(registration.getClientId())
                .redirectUri(relyingParty.origin() + Discovered.RETURN)
                .scopes(Set.copyOf(registration.getScopes()))
                .state(attempt.shownState())
                .attributes(Map.of("code_verifier", attempt.verifier()))
                .additionalParameters(
                        more -> {
                            more.put("nonce", attempt.nonce());
                            more.put("code_challenge", attempt.challenge());
                            more.put("code_challenge_method", "S256");
                            more.put(
                                    "max_age",
                                    Long.toString(settings.verifiedWithin().toSeconds()));
                            if (!settings.acr().isEmpty())
                                more.put("acr_values", String.join(" ", settings.acr()));
                        })
                .build();
    }

    /** Who the provider says has signed in, when this node hands it the code. */
    Jwt redeem(String code, Attempt attempt) throws Declined {
        var provider = keys();
        var request = asked(provider.of(), attempt);
        var answer =
                OAuth2AuthorizationResponse.success(code)
                        .redirectUri(relyingParty.origin() + Discovered.RETURN)
                        .state(attempt.shownState())
                        .build();
        try {
            var said =
                    tokens.getTokenResponse(
                            new OAuth2AuthorizationCodeGrantRequest(
                                    provider.of().registration(),
                                    new OAuth2AuthorizationExchange(request, answer)));
            if (!(said.getAdditionalParameters().get("id_token") instanceof String token))
                throw new Declined("openid.token");
            var claims = checked(provider.sign(), token);
            idTokens.check(claims, attempt.nonce());
            return claims;
        } catch (OAuth2AuthorizationException e) {
            LOG.warn("the OpenID provider gives no token: {}", e.getError().getErrorCode());
            throw new Declined("openid.token");
        } catch (RestClientException e) {
            LOG.warn("the OpenID provider does not answer: {}", e.toString());
            throw new Declined("openid.unreachable");
        }
    }

    /** What a logout token says (OpenID Connect Back-Channel Logout 1.0, 2.6). */
    Jwt loggedOut(String token) throws Declined {
        var claims = checked(keys().logout(), token);
        idTokens.checkLogout(claims);
        return claims;
    }

    private static Jwt checked(NimbusJwtDecoder decoder, String token) throws Declined {
        try {
            return decoder.decode(token);
        } catch (JwtException | IllegalArgumentException e) {
            LOG.warn("a token of the OpenID provider is refused: {}", e.getMessage());
            throw new Declined("openid.token");
        }
    }

    /**
     * Where a browser ends its session at the provider too (RP-Initiated Logout 1.0, 2).
     *
     * @param idToken with which the person had come
     */
    Optional<URI> endSession(String idToken) {
        try {
            return keys().of()
                    .endSession()
                    .map(
                            address ->
                                    UriComponentsBuilder.fromUri(address)
                                            .queryParam("id_token_hint", "{token}")
                                            .queryParam("client_id", "{client}")
                                            .queryParam("post_logout_redirect_uri", "{back}")
                                            .encode()
                                            .buildAndExpand(
                                                    idToken,
                                                    settings.clientId(),
                                                    relyingParty.origin() + "/sign-in")
                                            .toUri());
        } catch (Declined _) {
            return Optional.empty();
        }
    }

    private Keys keys() throws Declined {
        var known = keys;
        if (known != null && clock.instant().isBefore(known.of().at().plus(REMEMBERED)))
            return known;
        var found = discover();
        known =
                new Keys(
                        found,
                        decoder(
                                found,
                                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null),
                                idTokens.standard(found.registration())),
                        decoder(
                                found,
                                new DefaultJOSEObjectTypeVerifier<>(
                                        new JOSEObjectType("logout+jwt"), JOSEObjectType.JWT, null),
                                timely()));
        keys = known;
        return known;
    }

    private OAuth2TokenValidator<Jwt> timely() {
        var times = new JwtTimestampValidator();
        times.setClock(clock.withZone(ZoneOffset.UTC));
        return times;
    }

    private NimbusJwtDecoder decoder(
            Discovered found,
            DefaultJOSEObjectTypeVerifier<SecurityContext> types,
            OAuth2TokenValidator<Jwt> validator) {
        var decoder =
                NimbusJwtDecoder.withJwkSetUri(found.keys().toString())
                        .jwsAlgorithms(allowed -> allowed.addAll(found.algorithms()))
                        .restOperations(new RestTemplate(requests))
                        .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(types))
                        .build();
        decoder.setJwtValidator(validator);
        return decoder;
    }

    private Discovered discover() throws Declined {
        var address = settings.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration";
        try {
            return Discovered.of(fetch(address), settings, relyingParty.origin(), clock.instant());
        } catch (Declined e) {
            LOG.warn("the OpenID provider at {} is not fit to sign in by: {}", address, e.code());
            throw e;
        } catch (RestClientException e) {
            LOG.warn("the OpenID provider at {} does not answer: {}", address, e.toString());
            throw new Declined("openid.unreachable");
        }
    }

    private String fetch(String address) throws Declined {
        var document =
                plain.get()
                        .uri(URI.create(address))
                        .exchange(
                                (_, answer) ->
                                        answer.getStatusCode().value() == 200
                                                ? read(answer.getBody())
                                                : "");
        if (document == null || document.isEmpty()) throw new Declined("openid.unreachable");
        return document;
    }

    private static String read(InputStream body) throws IOException {
        var bytes = body.readNBytes(LARGEST + 1);
        return bytes.length > LARGEST ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
