package comity.node.frame;

import comity.node.identity.DemoPeople;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.RelyingParty;
import comity.node.identity.Serves;
import comity.node.identity.Sessions;
import comity.node.identity.SignIn;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with a passkey, and out. */
@RestController
@RequestMapping(path = "/session", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionResource {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Answers answers;
    private final Offices offices;
    private final RelyingParty relyingParty;
    private final ObjectProvider<DemoPeople> demo;

    SessionResource(
            SignIn signIn,
            Sessions sessions,
            Answers answers,
            Offices offices,
            RelyingParty relyingParty,
            ObjectProvider<DemoPeople> demo) {
        this.demo = demo;
        this.signIn = signIn;
        this.sessions = sessions;
        this.answers = answers;
        this.offices = offices;
        this.relyingParty = relyingParty;
    }

    /**
     * @param challenge 32 bytes in base64url, to be answered once within five minutes
     */
    record ChallengeView(String challenge, String relyingParty) {}

    /**
     * @param token what a program sends as its bearer token; empty for a browser, which has a
     *     cookie
     */
    record SessionView(String token, String person, String name, List<OfficeView> offices) {}

    /** A WebAuthn assertion, its members in base64url. */
    record AssertionBody(
            String credential, String authenticatorData, String clientDataJSON, String signature) {}

    @Serves(Serves.Whom.ANYONE)
    @PostMapping("/challenge")
    @ResponseStatus(HttpStatus.CREATED)
    ChallengeView challenge() {
        return new ChallengeView(Base64Url.encode(signIn.challenge()), relyingParty.id());
    }

    @Serves(Serves.Whom.ANYONE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = AssertionBody.class)))
    ResponseEntity<SessionView> open(@RequestBody Json.Obj body, HttpServletRequest request) {
        return answers.admission(signIn.admit(assertion(body)), request);
    }

    static Assertion assertion(Json.Obj body) {
        try {
            return Assertion.of(body);
        } catch (MalformedAct e) {
            throw Refused.with(400, "assertion.malformed", Map.of("part", e.part()));
        }
    }

    /**
     * What the signing page has to send along with a form, since its own bytes hold nothing of its
     * reader's.
     *
     * @param csrf the mark of {@code X-XSRF-TOKEN}; empty for whom no browser serves
     * @param demo whether this node offers a demo's people
     */
    record MarkView(String csrf, boolean demo) {}

    @Serves
    @GetMapping("/mark")
    MarkView mark(HttpServletRequest request) {
        return new MarkView(
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? token.getToken()
                        : "",
                demo.getIfAvailable() != null);
    }

    @Serves
    @GetMapping
    SessionView who(Person person) {
        return Answers.session("", person, offices);
    }

    @Serves
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> close(HttpServletRequest request) {
        SignedIn.token(request).ifPresent(sessions::close);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, answers.cookie("", 0).toString())
                .build();
    }

    /** What every way of signing in answers. */
    @Component
    static class Answers {
        private final Offices offices;
        private final RelyingParty relyingParty;

        Answers(Offices offices, RelyingParty relyingParty) {
            this.offices = offices;
            this.relyingParty = relyingParty;
        }

        ResponseEntity<SessionView> admission(
                SignIn.Admission admission, HttpServletRequest request) {
            return switch (admission) {
                case SignIn.Admission.Refused(var code) -> throw Refused.with(401, code);
                case SignIn.Admission.Admitted(var person, var token) -> {
                    // A page's script never sees the token: what it cannot read, it cannot lose.
                    var browser = request.getHeader("Sec-Fetch-Mode") != null;
                    var answer = ResponseEntity.status(HttpStatus.CREATED);
                    if (browser)
                        answer.header(
                                HttpHeaders.SET_COOKIE,
                                cookie(token, Sessions.LONGEST.toSeconds()).toString());
                    yield answer.body(session(browser ? "" : token, person, offices));
                }
            };
        }

        static SessionView session(String token, Person person, Offices offices) {
            return new SessionView(
                    token,
                    person.id(),
                    person.name(),
                    offices.of(person).stream().map(OfficeView::of).toList());
        }

        ResponseCookie cookie(String token, long seconds) {
            return ResponseCookie.from(SignedIn.COOKIE, token)
                    .httpOnly(true)
                    .secure(relyingParty.secure())
                    .sameSite("Strict")
                    .path("/")
                    .maxAge(seconds)
                    .build();
        }
    }
}
