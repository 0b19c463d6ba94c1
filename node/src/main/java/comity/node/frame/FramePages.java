package comity.node.frame;

import comity.node.identity.DemoPeople;
import comity.node.identity.Enrolment;
import comity.node.identity.Serves;
import comity.node.identity.Sessions;
import jakarta.servlet.http.HttpServletRequest;
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

    FramePages(
            Pages pages,
            ObjectProvider<DemoPeople> demo,
            SessionResource.Answers answers,
            Sessions sessions,
            Enrolment enrolment) {
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
        var offered = demo.getIfAvailable();
        return pages.of("signin", Map.of("people", offered == null ? List.of() : offered.all()));
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
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        SignedIn.token(request).ifPresent(sessions::close);
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, "/")
                .header(HttpHeaders.SET_COOKIE, answers.cookie("", 0).toString())
                .build();
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
