package comity.node.identity.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** The strength of sign-in that an administrator asks for. */
class IdTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static IdTokens asking(List<String> acr, List<String> amr) {
        return new IdTokens(
                new OpenIdSettings(
                        "https://login.example",
                        "",
                        "borduria",
                        Path.of("secret"),
                        acr,
                        amr,
                        Duration.ofMinutes(15)),
                InstantSource.fixed(NOW));
    }

    private static Jwt token(Consumer<Jwt.Builder> more) {
        var token =
                Jwt.withTokenValue("x")
                        .header("alg", "ES256")
                        .subject("somebody")
                        .audience(List.of("borduria"))
                        .issuedAt(NOW)
                        .expiresAt(NOW.plusSeconds(60))
                        .claim("nonce", "once")
                        .claim("auth_time", NOW.minusSeconds(60));
        more.accept(token);
        return token.build();
    }

    private static String refusal(IdTokens tokens, Jwt token) {
        return catchThrowableOfType(Declined.class, () -> tokens.check(token, "once")).code();
    }

    @Test
    void one_of_the_contexts_is_enough_and_none_is_not() {
        var tokens = asking(List.of("high", "substantial"), List.of());
        assertThatCode(() -> tokens.check(token(said -> said.claim("acr", "substantial")), "once"))
                .doesNotThrowAnyException();
        assertThat(refusal(tokens, token(said -> said.claim("acr", "low"))))
                .isEqualTo("openid.acr");
        assertThat(refusal(tokens, token(_ -> {}))).isEqualTo("openid.acr");
        assertThat(refusal(tokens, token(said -> said.claim("acr", List.of("high")))))
                .isEqualTo("openid.acr");
    }

    @Test
    void one_of_the_methods_is_enough_and_a_password_is_not() {
        var tokens = asking(List.of(), List.of("hwk", "sc"));
        assertThatCode(
                        () ->
                                tokens.check(
                                        token(said -> said.claim("amr", List.of("pwd", "hwk"))),
                                        "once"))
                .doesNotThrowAnyException();
        assertThat(refusal(tokens, token(said -> said.claim("amr", List.of("pwd")))))
                .isEqualTo("openid.acr");
        assertThat(refusal(tokens, token(said -> said.claim("amr", "hwk"))))
                .isEqualTo("openid.acr");
        assertThat(refusal(tokens, token(_ -> {}))).isEqualTo("openid.acr");
    }
}
