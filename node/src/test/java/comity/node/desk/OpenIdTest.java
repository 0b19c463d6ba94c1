package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import comity.openid.Provider;
import comity.openid.Surfer;
import comity.record.act.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** People sign in through a real OpenID provider, and through nothing that only looks like one. */
class OpenIdTest extends Borduria {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{5}-[0-9A-Z]{5}");
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"([^\"]+)\"");

    @BeforeEach
    void provider() {
        PROVIDER.serve(relyingParty.origin());
        PROVIDER.goesBy(clock);
        PROVIDER.mend();
    }

    @AfterEach
    void mended() {
        PROVIDER.mend();
    }

    private URI at(String path) {
        return URI.create(relyingParty.origin() + path);
    }

    /** As far as the provider's answer, which has not been brought to the node yet. */
    private URI answered(Surfer surfer, String user) {
        var asks = surfer.go(at("/sign-in/openid"));
        assertThat(asks.status()).as(asks.text()).isEqualTo(303);
        var there = surfer.go(asks.leads());
        while (there.status() == 302 && !there.leads().getPath().equals("/login")) {
            if (there.leads().getPath().equals("/sign-in/openid/return")) return there.leads();
            there = surfer.go(there.leads());
        }
        var form = surfer.go(there.leads());
        var back =
                surfer.fill(
                        form, "/login", Map.of("username", user, "password", Provider.PASSWORD));
        while (!back.leads().getPath().equals("/sign-in/openid/return"))
            back = surfer.go(back.leads());
        return back.leads();
    }

    private Surfer.Seen signIn(Surfer surfer, String user) {
        return surfer.go(answered(surfer, user));
    }

    private String session(Surfer surfer) {
        return surfer.cookie(at("/"), "comity-session");
    }

    /** The code that whoever is unknown is given. */
    private String code(String user) {
        var surfer = new Surfer();
        var sent = signIn(surfer, user);
        assertThat(sent.status()).as(sent.text()).isEqualTo(303);
        assertThat(sent.leads().getPath()).isEqualTo("/sign-in/openid/unknown");
        assertThat(session(surfer)).isEmpty();
        var page = surfer.go(sent.leads());
        assertThat(page.status()).isEqualTo(200);
        var found = CODE.matcher(page.text());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group();
    }

    private Answer propose(Who by, String code, String person) {
        return post(
                by,
                "/offices/accounts",
                Json.object()
                        .with("code", code)
                        .with("person", person)
                        .with("reason", "She came with her passport."));
    }

    private static long number(Answer answer) {
        if (answer.object().get("number").orElseThrow() instanceof Json.Real(var number))
            return (long) number;
        throw new AssertionError(answer.text());
    }

    private Answer step(Who by, long number, String what) {
        return post(by, "/offices/accounts/" + number + "/" + what, Json.EMPTY);
    }

    /** Records {@code user}'s account as {@code person}'s, unless it is already. */
    private void record(String user, String person) {
        if (recorded(user) != 0) return;
        var number = number(propose(Who.WEISS, code(user), person).expect(201));
        step(Who.DUBE, number, "confirmation").expect(200);
    }

    private long recorded(String user) {
        return get(Who.WEISS, "/offices/accounts").expect(200).object().items("accounts").stream()
                .map(Json.Obj.class::cast)
                .filter(account -> account.text("subject").orElse("").equals(user))
                .map(account -> account.get("number").orElseThrow())
                .map(number -> (long) ((Json.Real) number).value())
                .findFirst()
                .orElse(0L);
    }

    private List<String> lately() {
        return get(Who.INSPECTOR, "/readings/sign-ins").object().items("signIns").stream()
                .map(Json.Obj.class::cast)
                .map(
                        one ->
                                String.join(
                                        " ",
                                        one.text("person").orElse(""),
                                        one.text("outcome").orElse(""),
                                        one.text("way").orElse("")))
                .toList();
    }

    @Test
    void lets_in_whom_two_registrars_named() {
        record("orban", "orban");
        var surfer = new Surfer();
        var page = surfer.go(at("/sign-in"));
        assertThat(page.text()).contains("href=\"/sign-in/openid\"").contains("Guild");

        var back = signIn(surfer, "orban");

        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.response().headers().firstValue("Refresh")).contains("0;url=/worklist");
        assertThat(back.response().headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("comity-session=")
                                        .contains("HttpOnly")
                                        .contains("SameSite=Strict"));
        assertThat(surfer.go(at("/worklist")).text()).contains("Ada Orban");
        assertThat(lately()).contains("orban admitted openid");
    }

    @Test
    void asks_with_a_proof_a_state_and_a_nonce_and_keeps_them_in_the_browser_alone() {
        var surfer = new Surfer();
        var first = surfer.go(at("/sign-in/openid"));
        var asked = first.leads().getQuery();
        assertThat(asked)
                .contains("response_type=code")
                .contains("code_challenge_method=S256")
                .contains("code_challenge=")
                .contains("nonce=")
                .contains("state=")
                .contains("max_age=900")
                .doesNotContain(surfer.cookie(at("/"), "comity-openid"));
        assertThat(first.response().headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("comity-openid=")
                                        .contains("HttpOnly")
                                        .contains("SameSite=Lax")
                                        .contains("Path=/sign-in/openid"));
        assertThat(new Surfer().go(at("/sign-in/openid")).leads().getQuery()).isNotEqualTo(asked);
    }

    @Nested
    class Whoever_is_unknown {

        @Test
        void is_given_a_code_that_two_registrars_need() {
            var code = code("stranger");
            assertThat(propose(Who.KATZ, code, "lund").status()).isEqualTo(403);
            assertThat(propose(Who.WEISS, "AAAAA-AAAAA", "lund").expect(409).code())
                    .isEqualTo("accounts.code");
            assertThat(propose(Who.WEISS, code, "nobody").expect(409).code())
                    .isEqualTo("accounts.person");
            assertThat(propose(Who.WEISS, code, "weiss").expect(409).code())
                    .isEqualTo("accounts.oneself");
            var spoken = code.toLowerCase(Locale.ROOT).replace("-", " ");
            var number = number(propose(Who.WEISS, spoken, "lund").expect(201));
            assertThat(propose(Who.DUBE, code, "lund").expect(409).code())
                    .as("a code is used once")
                    .isEqualTo("accounts.code");
            assertThat(code("stranger")).as("proposed is not recorded").isNotEqualTo(code);
            assertThat(step(Who.WEISS, number, "confirmation").expect(409).code())
                    .isEqualTo("offices.same-person");
            step(Who.DUBE, number, "confirmation").expect(200);

            var surfer = new Surfer();
            signIn(surfer, "stranger");
            assertThat(surfer.go(at("/worklist")).text()).contains("Petra Lund");

            step(Who.WEISS, number, "end").expect(200);
            assertThat(surfer.go(at("/worklist")).status())
                    .as("what is open ends with it")
                    .isEqualTo(401);
            code("stranger");
            assertThat(lately()).contains("lund ended openid", " openid.unknown openid");
        }

        @Test
        void finds_the_code_in_no_address() {
            assertThat(new Surfer().go(at("/sign-in/openid/unknown")).status()).isEqualTo(404);
        }

        @Test
        void is_refused_by_a_registrar_and_stays_unknown() {
            var number = number(propose(Who.WEISS, code("refused"), "holm").expect(201));
            step(Who.DUBE, number, "refusal").expect(200);
            assertThat(step(Who.DUBE, number, "confirmation").expect(409).code())
                    .isEqualTo("accounts.unknown");
            code("refused");
        }

        @Test
        void is_not_two_persons() {
            var first = number(propose(Who.WEISS, code("twice"), "holm").expect(201));
            var second = number(propose(Who.WEISS, code("twice"), "lund").expect(201));
            step(Who.DUBE, first, "confirmation").expect(200);
            assertThat(step(Who.DUBE, second, "confirmation").expect(409).code())
                    .isEqualTo("accounts.linked");
        }
    }

    @Nested
    class A_session_without_a_passkey {

        @Test
        void files_no_personal_act() {
            record("katz", "katz");
            var surfer = new Surfer();
            signIn(surfer, "katz");
            var docket = UUID.randomUUID();
            var request = arrived(docket);
            var proposal =
                    send(as(
                                    surfer,
                                    Who.KATZ,
                                    "/dockets/" + docket + "/proposals",
                                    Json.object()
                                            .with("type", "assess")
                                            .with("content", WalkTest.assessed(request))))
                            .expect(201)
                            .object();
            assertThat(proposal.bool("personal")).contains(true);

            var filed =
                    send(
                            as(
                                    surfer,
                                    Who.KATZ,
                                    "/proposals/"
                                            + proposal.text("proposal").orElseThrow()
                                            + "/filing",
                                    Json.EMPTY));

            assertThat(filed.status()).as(filed.text()).isEqualTo(400);
            assertThat(filed.code()).isEqualTo("passkey.missing");
        }

        @Test
        void takes_no_grave_step_however_young_it_is() {
            var grant =
                    post(
                                    Who.WEISS,
                                    "/offices/changes",
                                    Json.object()
                                            .with("kind", "GRANT")
                                            .with("person", "third")
                                            .with("name", "Third Registrar")
                                            .with("held", Who.WEISS.office)
                                            .with("reason", "So that there are three."))
                            .expect(201);
            post(Who.DUBE, "/offices/changes/" + number(grant) + "/confirmation", Json.EMPTY)
                    .expect(200);
            record("third", "third");
            var surfer = new Surfer();
            signIn(surfer, "third");
            assertThat(surfer.go(at("/offices")).status()).isEqualTo(200);
            for (var step : List.of("/offices/changes", "/offices/accounts"))
                assertThat(send(as(surfer, Who.WEISS, step, Json.EMPTY)).expect(401).code())
                        .as(step)
                        .isEqualTo("session.not-fresh");
        }

        private HttpRequest.Builder as(Surfer surfer, Who who, String path, Json.Obj body) {
            return json(
                    request(path)
                            .header("Authorization", "Bearer " + session(surfer))
                            .header("Comity-Office", who.office),
                    "POST",
                    body);
        }
    }

    @Nested
    class Refuses {

        private void refused(Surfer.Seen seen, Surfer surfer, String code) {
            assertThat(seen.status()).as(seen.text()).isGreaterThanOrEqualTo(400);
            assertThat(seen.text()).contains(">" + code + "<");
            assertThat(session(surfer)).isEmpty();
        }

        private void claims(String code, Consumer<JwtClaimsSet.Builder> lie) {
            record("orban", "orban");
            PROVIDER.says(lie);
            var surfer = new Surfer();
            refused(signIn(surfer, "orban"), surfer, code);
            assertThat(lately()).contains(" " + code + " openid");
        }

        private void token(UnaryOperator<String> forged) {
            record("orban", "orban");
            exchange(forged);
            var surfer = new Surfer();
            refused(signIn(surfer, "orban"), surfer, "openid.token");
        }

        private void exchange(UnaryOperator<String> forged) {
            PROVIDER.tampering()
                    .change(
                            "/oauth2/token",
                            answer ->
                                    ID_TOKEN.matcher(answer)
                                            .replaceFirst(
                                                    found ->
                                                            "\"id_token\":\""
                                                                    + forged.apply(found.group(1))
                                                                    + "\""));
        }

        @Test
        void the_nonce_of_another_attempt() {
            claims("openid.nonce", token -> token.claim("nonce", "another"));
            claims("openid.nonce", token -> token.claims(all -> all.remove("nonce")));
        }

        @Test
        void a_token_for_others() {
            claims("openid.token", token -> token.audience(List.of("another")));
            claims("openid.token", token -> token.audience(List.of(Provider.CLIENT, "another")));
            claims(
                    "openid.token",
                    token ->
                            token.audience(List.of(Provider.CLIENT, "another"))
                                    .claim("azp", Provider.CLIENT));
            claims("openid.token", token -> token.claim("azp", "another"));
        }

        @Test
        void a_token_of_another_issuer() {
            claims("openid.token", token -> token.issuer("https://elsewhere.example"));
            claims("openid.token", token -> token.issuer(PROVIDER.issuer() + "/"));
        }

        @Test
        void a_token_of_another_time() {
            var now = clock.instant();
            claims(
                    "openid.token",
                    token -> token.issuedAt(now.minusSeconds(300)).expiresAt(now.minusSeconds(90)));
            claims(
                    "openid.token",
                    token -> token.issuedAt(now.minusSeconds(3600)).expiresAt(now.plusSeconds(90)));
            claims(
                    "openid.token",
                    token -> token.issuedAt(now.plusSeconds(600)).expiresAt(now.plusSeconds(900)));
        }

        @Test
        void whom_the_provider_verified_long_ago_or_does_not_say_when() {
            var long_ago = clock.instant().minus(Duration.ofMinutes(17)).getEpochSecond();
            claims("openid.auth-time", token -> token.claim("auth_time", long_ago));
            claims("openid.auth-time", token -> token.claims(all -> all.remove("auth_time")));
        }

        /** What follows is refused for what it says, not because it was exchanged on the way. */
        @Test
        void not_what_the_provider_signed_anew() {
            record("orban", "orban");
            exchange(
                    real ->
                            signed(
                                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                                            .keyID(PROVIDER.key().getKeyID())
                                            .build(),
                                    said(real),
                                    signer(PROVIDER.key())));
            assertThat(signIn(new Surfer(), "orban").status()).isEqualTo(200);
        }

        @Test
        void a_token_that_nobody_signed() {
            token(real -> new PlainJWT(said(real)).serialize());
        }

        /** The provider's public key, taken for a secret that it shares. */
        @Test
        void a_token_signed_with_the_public_key_as_a_secret() {
            token(
                    real ->
                            signed(
                                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                                            .keyID(PROVIDER.key().getKeyID())
                                            .build(),
                                    said(real),
                                    mac(publicKey())));
            token(
                    real ->
                            signed(
                                    new JWSHeader.Builder(JWSAlgorithm.HS256).build(),
                                    said(real),
                                    mac(
                                            (Provider.SECRET + Provider.SECRET)
                                                    .getBytes(StandardCharsets.UTF_8))));
        }

        @Test
        void a_token_that_was_changed_after_it_was_signed() {
            token(
                    real -> {
                        var parts = real.split("\\.");
                        var said = new JWTClaimsSet.Builder(said(real)).subject("weiss").build();
                        return parts[0]
                                + "."
                                + new PlainJWT(said).getParsedParts()[1]
                                + "."
                                + parts[2];
                    });
        }

        @Test
        void a_token_signed_by_another_key_under_the_same_name() {
            var other = Provider.rsa(PROVIDER.key().getKeyID());
            token(
                    real ->
                            signed(
                                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                                            .keyID(other.getKeyID())
                                            .build(),
                                    said(real),
                                    signer(other)));
        }

        /** Where a key lies is never taken from the token. */
        @Test
        void a_token_that_brings_its_own_key() {
            var other = Provider.rsa("../../../dev/null");
            token(
                    real ->
                            signed(
                                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                                            .keyID(other.getKeyID())
                                            .jwk(other.toPublicJWK())
                                            .jwkURL(URI.create(PROVIDER.issuer() + "/mine"))
                                            .build(),
                                    said(real),
                                    signer(other)));
        }

        @Test
        void a_token_of_another_kind() {
            token(
                    real ->
                            signed(
                                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                                            .type(new JOSEObjectType("at+jwt"))
                                            .keyID(PROVIDER.key().getKeyID())
                                            .build(),
                                    said(real),
                                    signer(PROVIDER.key())));
            token(_ -> "");
        }

        @Test
        void an_answer_to_nothing_that_this_browser_asked() {
            record("orban", "orban");
            var surfer = new Surfer();
            var answer = answered(surfer, "orban");

            var other = new Surfer();
            refused(other.go(answer), other, "openid.not-begun");
            other.go(at("/sign-in/openid"));
            refused(other.go(answer), other, "openid.not-begun");

            var query = answer.getRawQuery();
            var without = at("/sign-in/openid/return?" + query.replaceAll("&?state=[^&]*", ""));
            var third = new Surfer();
            third.go(at("/sign-in/openid"));
            refused(third.go(without), third, "openid.not-begun");

            assertThat(surfer.go(answer).status()).as("it is still good here").isEqualTo(200);
        }

        @Test
        void an_answer_that_was_given_already() {
            record("orban", "orban");
            var surfer = new Surfer();
            var answer = answered(surfer, "orban");
            var kept = surfer.cookie(at("/"), "comity-openid");
            assertThat(surfer.go(answer).status()).isEqualTo(200);

            var again =
                    send(
                            request(answer.getPath() + "?" + answer.getRawQuery())
                                    .setHeader("Accept", "text/html")
                                    .header("Cookie", "comity-openid=" + kept)
                                    .GET());

            assertThat(again.status()).isEqualTo(401);
            assertThat(again.text()).contains("openid.not-begun");
        }

        @Test
        void an_answer_of_another_provider_than_was_asked() {
            record("orban", "orban");
            var surfer = new Surfer();
            var answer = answered(surfer, "orban").toString().replaceAll("&?iss=[^&]*", "");
            refused(
                    surfer.go(
                            URI.create(
                                    answer
                                            + "&iss="
                                            + URLEncoder.encode(
                                                    "https://elsewhere.example",
                                                    StandardCharsets.UTF_8))),
                    surfer,
                    "openid.mixed-up");
        }

        @Test
        void whom_the_provider_itself_refused() {
            var surfer = new Surfer();
            var state =
                    surfer.go(at("/sign-in/openid"))
                            .leads()
                            .getRawQuery()
                            .replaceAll(".*(state=[^&]*).*", "$1");
            refused(
                    surfer.go(at("/sign-in/openid/return?error=access_denied&" + state)),
                    surfer,
                    "openid.declined");
        }

        @Test
        void whoever_took_longer_than_ten_minutes() {
            record("orban", "orban");
            var surfer = new Surfer();
            var answer = answered(surfer, "orban");
            clock.pass(Duration.ofMinutes(11));
            refused(surfer.go(answer), surfer, "openid.not-begun");
        }
    }

    @Nested
    class While_the_provider_is_down {

        @Test
        void says_so_and_leaves_the_passkey() {
            PROVIDER.tampering().cut();
            clock.pass(Duration.ofMinutes(61));
            var surfer = new Surfer();

            var page = surfer.go(at("/sign-in/openid"));

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.text())
                    .contains("It does not answer now")
                    .contains("Sign in with a passkey");
            get(Who.KATZ, "/session").expect(200);
            PROVIDER.mend();
            assertThat(surfer.go(at("/sign-in/openid")).status()).isEqualTo(303);
        }

        @Test
        void loses_nobody_halfway() {
            record("orban", "orban");
            var surfer = new Surfer();
            var answer = answered(surfer, "orban");
            PROVIDER.tampering().cut();
            var page = surfer.go(answer);
            assertThat(page.status()).as(page.text()).isIn(401, 503);
            assertThat(page.text()).contains("Sign in with a passkey");
            assertThat(session(surfer)).isEmpty();
        }

        @Test
        void is_not_deceived_by_what_answers_in_its_place() {
            for (var lie :
                    Map.<String, UnaryOperator<String>>of(
                                    "openid.other-issuer",
                                    said -> said.replace("\"issuer\":\"", "\"issuer\":\"x"),
                                    "openid.algorithms",
                                    said -> said.replace("RS256", "HS256"),
                                    "openid.unfit",
                                    said ->
                                            said.replace(
                                                    "\"jwks_uri\":\"http://127.0.0.1",
                                                    "\"jwks_uri\":\"http://elsewhere.example"))
                            .entrySet()) {
                PROVIDER.tampering().change("/.well-known/openid-configuration", lie.getValue());
                clock.pass(Duration.ofMinutes(61));
                var page = new Surfer().go(at("/sign-in/openid"));
                assertThat(page.status()).as(lie.getKey()).isEqualTo(503);
                assertThat(page.text()).contains(lie.getKey());
            }
        }
    }

    @Nested
    class Signing_out {

        @Test
        void leads_to_the_providers_own_end() {
            record("orban", "orban");
            var surfer = new Surfer();
            signIn(surfer, "orban");
            var token = session(surfer);
            var out = surfer.fill(surfer.go(at("/worklist")), "/sign-out", Map.of());
            assertThat(out.status()).isEqualTo(200);
            assertThat(session(surfer)).isEmpty();
            send(request("/session").header("Authorization", "Bearer " + token)).expect(401);

            var link = Pattern.compile("href=\"(http[^\"]+id_token_hint[^\"]+)\"");
            var found = link.matcher(out.text());
            assertThat(found.find()).as(out.text()).isTrue();
            var there = surfer.go(URI.create(found.group(1).replace("&amp;", "&")));
            assertThat(there.status()).as(there.text()).isEqualTo(302);
            assertThat(there.leads()).isEqualTo(at("/sign-in"));
            var asked = surfer.go(surfer.go(at("/sign-in/openid")).leads());
            assertThat(asked.leads().getPath()).as("not signed in there").isEqualTo("/login");
        }

        @Test
        void is_heard_from_the_provider() throws Exception {
            record("orban", "orban");
            var surfer = new Surfer();
            signIn(surfer, "orban");
            for (var forged :
                    List.of(
                            logout(Provider.rsa("of-the-provider"), _ -> {}),
                            logout(PROVIDER.key(), said -> said.claim("nonce", "x")),
                            logout(PROVIDER.key(), said -> said.claim("events", Map.of())),
                            logout(PROVIDER.key(), said -> said.subject(null)),
                            logout(PROVIDER.key(), said -> said.audience("another")),
                            logout(PROVIDER.key(), said -> said.issuer("https://x.example")),
                            "nonsense",
                            "")) {
                assertThat(hear(forged).status()).as(forged).isEqualTo(400);
                assertThat(surfer.go(at("/worklist")).status()).as(forged).isEqualTo(200);
            }
            hear(logout(PROVIDER.key(), said -> said.subject("somebody-else"))).expect(200);
            assertThat(surfer.go(at("/worklist")).status()).isEqualTo(200);

            hear(logout(PROVIDER.key(), _ -> {})).expect(200);

            assertThat(surfer.go(at("/worklist")).status()).isEqualTo(401);
            assertThat(lately()).contains("orban ended openid");
        }

        private String logout(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
            var said =
                    new JWTClaimsSet.Builder()
                            .issuer(PROVIDER.issuer())
                            .subject("orban")
                            .audience(Provider.CLIENT)
                            .issueTime(Date.from(clock.instant()))
                            .expirationTime(Date.from(clock.instant().plusSeconds(120)))
                            .jwtID(UUID.randomUUID().toString())
                            .claim(
                                    "events",
                                    Map.of(
                                            "http://schemas.openid.net/event/backchannel-logout",
                                            Map.of()));
            change.accept(said);
            return signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(new JOSEObjectType("logout+jwt"))
                            .keyID(key.getKeyID())
                            .build(),
                    said.build(),
                    signer(key));
        }

        private Answer hear(String token) {
            return send(
                    request("/sign-in/openid/logout")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token)));
        }
    }

    private static JWTClaimsSet said(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(token, e);
        }
    }

    private static String signed(JWSHeader header, JWTClaimsSet said, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, said);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWSSigner mac(byte[] secret) {
        try {
            return new MACSigner(secret);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] publicKey() {
        try {
            return PROVIDER.key().toPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
