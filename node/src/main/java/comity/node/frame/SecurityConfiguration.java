package comity.node.frame;

import comity.node.identity.RelyingParty;
import comity.node.identity.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * The frame's outer wall: the headers of each answer, forged forms, and who is asking. There are no
 * passwords and no server-side session of Spring's: people sign in with passkeys, and {@link Guard}
 * decides.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types default";
    static final String PERMISSIONS =
            "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(),"
                    + " encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(),"
                    + " magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(),"
                    + " publickey-credentials-get=(self), publickey-credentials-create=(self)";

    @Bean
    SecurityFilterChain wall(
            HttpSecurity http, Sessions sessions, RelyingParty relyingParty, InstantSource clock)
            throws Exception {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("comity-csrf");
        tokens.setCookieCustomizer(
                cookie ->
                        cookie.httpOnly(true)
                                .secure(relyingParty.secure())
                                .sameSite("Strict")
                                .path("/"));
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(
                        csrf ->
                                csrf.csrfTokenRepository(tokens)
                                        .requireCsrfProtectionMatcher(
                                                SecurityConfiguration::browserChangesSomething))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                CONTENT_SECURITY_POLICY))
                                        .referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                                        .httpStrictTransportSecurity(
                                                strict -> strict.maxAgeInSeconds(63_072_000))
                                        .frameOptions(frame -> frame.deny())
                                        .cacheControl(Customizer.withDefaults())
                                        .addHeaderWriter(
                                                new StaticHeadersWriter(
                                                        "Permissions-Policy", PERMISSIONS))
                                        .addHeaderWriter(
                                                new StaticHeadersWriter(
                                                        "Cross-Origin-Opener-Policy",
                                                        "same-origin"))
                                        .addHeaderWriter(
                                                new StaticHeadersWriter(
                                                        "Cross-Origin-Embedder-Policy",
                                                        "require-corp"))
                                        .addHeaderWriter(
                                                new StaticHeadersWriter(
                                                        "Cross-Origin-Resource-Policy",
                                                        "same-origin")))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        refused ->
                                refused.accessDeniedHandler(
                                        (_, response, _) -> response.sendError(403)))
                .addFilterAfter(new FetchMetadata(), HeaderWriterFilter.class)
                .addFilterAfter(new SignedIn(sessions), CsrfFilter.class)
                .addFilterAfter(new SentTwice(clock), SignedIn.class)
                .build();
    }

    /**
     * Whoever complains, or asks for the digest, is not recognised: no cookie is looked at there,
     * and none is set.
     */
    private static final Set<String> UNRECOGNISED = Set.of("/complaint", "/transparency/weekly");

    /**
     * A browser sends its cookie whoever asked it to; a program sends its token only on purpose.
     */
    private static boolean browserChangesSomething(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                && !isUnrecognised(request.getRequestURI())
                && SignedIn.bearer(request).isEmpty()
                && SignedIn.cookie(request).isPresent();
    }

    private static boolean isUnrecognised(String path) {
        return UNRECOGNISED.stream()
                .anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
    }

    /** Nobody has a password here; without this bean Spring would invent a user with one. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("there are no passwords here");
        };
    }
}
