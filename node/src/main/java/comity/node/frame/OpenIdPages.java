package comity.node.frame;

import comity.node.identity.RelyingParty;
import comity.node.identity.Serves;
import comity.node.identity.Sessions;
import comity.node.identity.openid.OpenIdSignIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The way to the State's OpenID provider and back. People go there by a link, not by a form, so
 * that forms need lead nowhere but here; and nothing in an address says where they end up.
 */
@Controller
@RequestMapping("/sign-in/openid")
@Serves(Serves.Whom.ANYONE)
class OpenIdPages {
    static final String COOKIE = "comity-openid";

    private final ObjectProvider<OpenIdSignIn> openId;
    private final FramePages frame;
    private final Pages pages;
    private final SessionResource.Answers answers;
    private final RelyingParty relyingParty;

    OpenIdPages(
            ObjectProvider<OpenIdSignIn> openId,
            FramePages frame,
            Pages pages,
            SessionResource.Answers answers,
            RelyingParty relyingParty) {
        this.openId = openId;
        this.frame = frame;
        this.pages = pages;
        this.answers = answers;
        this.relyingParty = relyingParty;
    }

    private OpenIdSignIn provider() {
        var provider = openId.getIfAvailable();
        if (provider == null) throw Refused.unknown();
        return provider;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView begin(HttpServletResponse response) {
        return switch (provider().begin()) {
            case OpenIdSignIn.Beginning.Leads(var to, var secret) -> {
                response.addHeader(
                        HttpHeaders.SET_COOKIE, cookie(secret, OpenIdSignIn.PATIENCE).toString());
                yield Pages.seeOther(to.toString());
            }
            case OpenIdSignIn.Beginning.Refused(var code) -> refused(code);
        };
    }

    /** Where the provider sends people back to, with a code or with a reason. */
    @GetMapping(path = "/return", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView finish(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String iss,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        var answer = new OpenIdSignIn.Answer(state, code, iss, error);
        var outcome = provider().finish(answer, kept(request));
        if (!(outcome instanceof OpenIdSignIn.Outcome.Unknown))
            response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO).toString());
        return switch (outcome) {
            case OpenIdSignIn.Outcome.Admitted(var person, var token) -> {
                response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        answers.cookie(token, Sessions.LONGEST.toSeconds()).toString());
                // A redirect would still count as the provider's visit, for which the browser keeps
                // the session's cookie back; this page's own visit does not.
                response.addHeader("Refresh", "0;url=/worklist");
                yield pages.of("openidSignedIn", Map.of("name", person.name()));
            }
            case OpenIdSignIn.Outcome.Unknown(var forRegistrars) -> {
                response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        cookie(forRegistrars, OpenIdSignIn.PATIENCE).toString());
                yield Pages.seeOther("/sign-in/openid/unknown");
            }
            case OpenIdSignIn.Outcome.Refused(var why) -> refused(why);
        };
    }

    /**
     * What to do for whom nobody here knows. The code comes from the browser that was given it, and
     * from no address: else somebody could have another's code brought to the registrars.
     */
    @GetMapping(path = "/unknown", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView unknown(HttpServletRequest request) {
        var name = provider().name();
        var code =
                kept(request)
                        .filter(said -> said.matches("[0-9A-Z]{5}-[0-9A-Z]{5}"))
                        .orElseThrow(Refused::unknown);
        return pages.of("openidUnknown", Map.of("provider", name, "code", code));
    }

    /** The provider's own word that somebody signed out there (Back-Channel Logout 1.0, 2.5). */
    @PostMapping(path = "/logout", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> loggedOut(
            @RequestParam(name = "logout_token", defaultValue = "") String token) {
        if (!provider().loggedOut(token)) throw Refused.with(400, "openid.token");
        return ResponseEntity.ok().build();
    }

    /** The page for signing in with what went wrong: the passkey's way is open still. */
    private ModelAndView refused(String code) {
        var page = frame.signInPage(code);
        if (page.getModel().get("page") instanceof Page shown)
            page.addObject("page", shown.insteadAt("/sign-in"));
        page.setStatus(
                switch (code) {
                    case "openid.unreachable",
                            "openid.other-issuer",
                            "openid.unfit",
                            "openid.algorithms" ->
                            HttpStatus.SERVICE_UNAVAILABLE;
                    case "openid.no-office" -> HttpStatus.FORBIDDEN;
                    default -> HttpStatus.UNAUTHORIZED;
                });
        return page;
    }

    private static Optional<String> kept(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Lax, for it is the provider's visit that brings it back. */
    private ResponseCookie cookie(String secret, Duration life) {
        return ResponseCookie.from(COOKIE, secret)
                .httpOnly(true)
                .secure(relyingParty.secure())
                .sameSite("Lax")
                .path("/sign-in/openid")
                .maxAge(life)
                .build();
    }
}
