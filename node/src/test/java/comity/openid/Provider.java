package comity.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A whole OpenID provider (Spring Authorization Server) on a loopback port of its own, with its own
 * form to sign in. It goes by the tests' clock, signs what {@link #says} makes of the claims, and
 * {@link Tampering} sits on its line.
 */
public final class Provider implements AutoCloseable {
    public static final String CLIENT = "borduria";
    public static final String SECRET = "a-secret-of-the-tests";
    public static final String PASSWORD = "of-the-tests";

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final InMemoryRegisteredClientRepository clients;
    private final RSAKey key;
    private final Tampering tampering = new Tampering();
    private volatile InstantSource clock = InstantSource.system();
    private volatile Consumer<JwtClaimsSet.Builder> says = _ -> {};

    /**
     * @param users who can sign in there, with {@link #PASSWORD}
     */
    public Provider(String... users) {
        this.key = rsa("of-the-provider");
        this.clients = new InMemoryRegisteredClientRepository(client("http://127.0.0.1:1"));
        this.context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(InMemoryRegisteredClientRepository.class, () -> clients);
        context.registerBean(
                JWKSource.class, () -> new ImmutableJWKSet<SecurityContext>(new JWKSet(key)));
        context.registerBean(
                UserDetailsService.class,
                () -> {
                    var known = new InMemoryUserDetailsManager();
                    for (var user : users)
                        known.createUser(
                                User.withUsername(user)
                                        .password("{noop}" + PASSWORD)
                                        .roles("OFFICER")
                                        .build());
                    return known;
                });
        context.registerBean(Claims.class, () -> new Claims(this));
        context.registerBean("tampering", Tampering.OnTheLine.class, () -> tampering.onTheLine());
        context.register(Server.class);
        context.refresh();
    }

    /** By name, for Spring asks for it by its type to the letter. */
    record Claims(Provider of) implements OAuth2TokenCustomizer<JwtEncodingContext> {
        @Override
        public void customize(JwtEncodingContext token) {
            of.customize(token);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Server {
        @Bean
        TomcatServletWebServerFactory tomcat() {
            var server = new TomcatServletWebServerFactory(0);
            // Without any servlet the server asks no filter.
            server.setRegisterDefaultServlet(true);
            server.setAddress(InetAddress.getLoopbackAddress());
            return server;
        }

        @Bean
        AuthorizationServerSettings authorizationServerSettings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    private void customize(JwtEncodingContext token) {
        if (!token.getTokenType().getValue().equals("id_token")) return;
        var now = clock.instant();
        token.getClaims()
                .issuedAt(now)
                .expiresAt(now.plusSeconds(300))
                .claim("auth_time", now.getEpochSecond())
                .claim("name", "Name of " + token.getPrincipal().getName());
        says.accept(token.getClaims());
    }

    public String issuer() {
        return "http://127.0.0.1:" + context.getWebServer().getPort();
    }

    /** Registers the node at {@code origin}. */
    public void serve(String origin) {
        clients.save(client(origin));
    }

    public void goesBy(InstantSource time) {
        clock = time;
    }

    /** What its next tokens say differently. */
    public void says(Consumer<JwtClaimsSet.Builder> differently) {
        says = differently;
    }

    public Tampering tampering() {
        return tampering;
    }

    /** Honest and up again. */
    public void mend() {
        says = _ -> {};
        tampering.stop();
    }

    /** The key that it signs with. */
    public RSAKey key() {
        return key;
    }

    public Instant now() {
        return clock.instant();
    }

    public static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RegisteredClient client(String origin) {
        return RegisteredClient.withId(UUID.nameUUIDFromBytes(new byte[] {1}).toString())
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(origin + "/sign-in/openid/return")
                .postLogoutRedirectUri(origin + "/sign-in")
                .scope("openid")
                .scope("profile")
                .clientSettings(
                        ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                .build();
    }

    @Override
    public void close() {
        context.close();
    }
}
