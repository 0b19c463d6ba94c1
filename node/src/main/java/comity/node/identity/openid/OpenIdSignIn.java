package comity.node.identity.openid;

import comity.node.identity.Challenges;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Readings;
import comity.node.identity.Sessions;
import comity.record.act.Base64Url;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Signing in through the provider. It opens a session in which nobody has shown a passkey: what
 * only a person may do, and whatever needs a sign-in of the last minute, asks for the passkey
 * still.
 */
public final class OpenIdSignIn {
    /** How long somebody may take at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String WAY = "openid";

    private final OpenIdProvider provider;
    private final Accounts accounts;
    private final Challenges challenges;
    private final Sessions sessions;
    private final Offices offices;
    private final Readings readings;
    private final SecureRandom random;

    OpenIdSignIn(
            OpenIdProvider provider,
            Accounts accounts,
            Challenges challenges,
            Sessions sessions,
            Offices offices,
            Readings readings,
            SecureRandom random) {
        this.provider = provider;
        this.accounts = accounts;
        this.challenges = challenges;
        this.sessions = sessions;
        this.offices = offices;
        this.readings = readings;
        this.random = random;
    }

    /** What the button calls the provider. */
    public String name() {
        return provider.name();
    }

    /** Where an attempt leads, or why it cannot begin. */
    public sealed interface Beginning {
        /**
         * @param secret what the browser keeps until it comes back
         */
        record Leads(URI to, String secret) implements Beginning {}

        record Refused(String code) implements Beginning {}
    }

    public Beginning begin() {
        var secret = new byte[32];
        random.nextBytes(secret);
        var attempt = new Attempt(secret);
        try {
            var to = provider.asks(attempt);
            challenges.keep(attempt.state(), PATIENCE);
            return new Beginning.Leads(to, attempt.kept());
        } catch (Declined e) {
            return new Beginning.Refused(e.code());
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Admitted(Person person, String token) implements Outcome {}

        /**
         * The provider knows who it is, and this node does not.
         *
         * @param code what two registrars need to record whose account it is
         */
        record Unknown(String code) implements Outcome {}

        /**
         * @param why a stable word such as {@code openid.nonce}
         */
        record Refused(String why) implements Outcome {}
    }

    /**
     * What the provider's answer says, once for each attempt.
     *
     * @param answer as it stands in the address that the browser was sent back to
     * @param secret what the browser kept
     */
    public Outcome finish(Answer answer, Optional<String> secret) {
        try {
            var attempt =
                    secret.flatMap(Attempt::of)
                            .filter(one -> isAnswered(one, answer.state()))
                            .orElseThrow(() -> new Declined("openid.not-begun"));
            return judge(answer, attempt);
        } catch (Declined e) {
            // Whoever began nothing here is not written down: anybody could fill the list.
            if (!e.code().equals("openid.not-begun"))
                readings.signedIn(Optional.empty(), e.code(), WAY);
            return new Outcome.Refused(e.code());
        }
    }

    /**
     * The provider's answer (OpenID Connect Core 1.0, 3.1.2.5 and 3.1.2.6; RFC 9207).
     *
     * @param issuer which provider says that it answers; empty where it does not say
     * @param error the provider's word for why not; empty where there is a code
     */
    public record Answer(String state, String code, String issuer, String error) {}

    private boolean isAnswered(Attempt attempt, String state) {
        try {
            return MessageDigest.isEqual(attempt.state(), Base64Url.decode(state))
                    && challenges.answered(attempt.state());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Outcome judge(Answer answer, Attempt attempt) throws Declined {
        var named = !answer.issuer().isEmpty();
        if (named ? !answer.issuer().equals(provider.issuer()) : provider.namesItself())
            throw new Declined("openid.mixed-up");
        if (!answer.error().isEmpty() || answer.code().isEmpty())
            throw new Declined("openid.declined");
        var token = provider.redeem(answer.code(), attempt);
        var subject = token.getSubject();
        if (subject == null) throw new Declined("openid.token");
        var account = accounts.linked(provider.issuer(), subject);
        if (account.isEmpty()) {
            readings.signedIn(Optional.empty(), "openid.unknown", WAY);
            return new Outcome.Unknown(accounts.code(provider.issuer(), subject, called(token)));
        }
        var person = account.get().person();
        if (offices.of(person).isEmpty()) {
            readings.signedIn(Optional.of(person), "openid.no-office", WAY);
            return new Outcome.Refused("openid.no-office");
        }
        var opened =
                sessions.openByAccount(
                        person,
                        account.get().number(),
                        Optional.ofNullable(token.getClaimAsString("sid")),
                        token.getTokenValue());
        readings.signedIn(Optional.of(person), "admitted", WAY);
        return new Outcome.Admitted(person, opened);
    }

    /** What the provider calls whoever it is: for a registrar's eyes, and no proof of anything. */
    private static String called(Jwt token) {
        return Stream.of("name", "preferred_username", "email")
                .map(token.getClaims()::get)
                .filter(String.class::isInstance)
                .map(said -> ((String) said).replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip())
                .filter(said -> !said.isEmpty())
                .map(said -> said.substring(0, Math.min(200, said.length())))
                .findFirst()
                .orElse("");
    }

    /**
     * Where a browser ends its session at the provider too; empty if that cannot be said.
     *
     * @param idToken with which the session was opened
     */
    public Optional<URI> endSession(String idToken) {
        return provider.endSession(idToken);
    }

    /**
     * Ends what the provider says has ended there; false if it is not the provider that says so.
     */
    public boolean loggedOut(String logoutToken) {
        try {
            var token = provider.loggedOut(logoutToken);
            var account =
                    Optional.ofNullable(token.getSubject())
                            .flatMap(subject -> accounts.linked(provider.issuer(), subject));
            // Of somebody whom nobody here knows, nothing is open.
            if (token.getSubject() != null && account.isEmpty()) return true;
            sessions.closeByAccount(
                    account.map(Accounts.Linked::number),
                    Optional.ofNullable(token.getClaimAsString("sid")));
            return true;
        } catch (Declined _) {
            return false;
        }
    }
}
