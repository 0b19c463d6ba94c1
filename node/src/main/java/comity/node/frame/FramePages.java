package comity.node.frame;

import comity.node.identity.DemoPeople;
import comity.node.identity.Enrolment;
import comity.node.identity.Serves;
import comity.node.identity.Sessions;
import comity.node.identity.openid.OpenIdSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What this node is, signing in and out, and the registration of a passkey, for people. */
@Controller
@Serves(Serves.Whom.ANYONE)
class FramePages {
    private final Pages pages;
    private final ObjectProvider<DemoPeople> demo;
    private final SessionResource.Answers answers;
    private final Sessions sessions;
    private final Enrolment enrolment;
    private final ObjectProvider<OpenIdSignIn> openId;

    FramePages(
            Pages pages,
            ObjectProvider<DemoPeople> demo,
            SessionResource.Answers answers,
            Sessions sessions,
            Enrolment enrolment,
            ObjectProvider<OpenIdSignIn> openId) {
        this.openId = openId;
        this.pages = pages;
        this.demo = demo;
        this.answers = answers;
        this.sessions = sessions;
        this.enrolment = enrolment;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView about() {
        return pages.of("about", Map.of());
    }

    @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView signIn() {
        return signInPage("");
    }

    /**
     * @param problem why the State's OpenID provider let nobody in just now; empty if it did not
     */
    ModelAndView signInPage(String problem) {
        var offered = demo.getIfAvailable();
        var provider = openId.getIfAvailable();
        return pages.of(
                "signin",
                Map.of(
                        "people",
                        offered == null ? List.of() : offered.all(),
                        "provider",
                        provider == null ? "" : provider.name(),
                        "problem",
                        problem));
    }

    /** A demo's person, by the form alone. */
    @PostMapping(path = "/sign-in", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> signIn(@RequestParam String person, HttpServletRequest request) {
        var offered = demo.getIfAvailable();
        if (offered == null) throw Refused.unknown();
        var admission =
                offered.signIn(person).orElseThrow(() -> Refused.with(404, "demo.person-unknown"));
        var answer = answers.admission(admission, request);
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/worklist")
                .header(
                        HttpHeaders.SET_COOKIE,
                        answer.getHeaders()
                                .getOrEmpty(HttpHeaders.SET_COOKIE)
                                .toArray(String[]::new))
                .build();
    }

    @PostMapping(path = "/sign-out", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView signOut(HttpServletRequest request, HttpServletResponse response) {
        var token = SignedIn.token(request);
        var idToken = token.flatMap(sessions::idToken);
        token.ifPresent(sessions::close);
        response.addHeader(HttpHeaders.SET_COOKIE, answers.cookie("", 0).toString());
        request.removeAttribute(SignedIn.class.getName());
        var provider = openId.getIfAvailable();
        if (provider == null || idToken.isEmpty()) return Pages.seeOther("/");
        // A form may lead nowhere but here (the pages' policy): what goes on is a link.
        return pages.of(
                "openidSignedOut",
                Map.of(
                        "provider",
                        provider.name(),
                        "there",
                        provider.endSession(idToken.get()).map(URI::toString).orElse("")));
    }

    @GetMapping(path = "/enrolments/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView enrol(@PathVariable String code) {
        var invitation =
                enrolment
                        .invitation(code)
                        .orElseThrow(() -> Refused.with(404, "enrolment.unknown"));
        return pages.of("enrol", Map.of("invitation", invitation, "code", code));
    }
}
