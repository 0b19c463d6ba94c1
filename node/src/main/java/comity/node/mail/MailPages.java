package comity.node.mail;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whether I am told by e-mail, and where. */
@Controller
@Serves
class MailPages {
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String TOKEN = "[A-Za-z0-9_-]{43}";

    private final Pages pages;
    private final Subscriptions subscriptions;
    private final Queue queue;
    private final MailServer server;
    private final Rounds rounds;

    MailPages(
            Pages pages,
            Subscriptions subscriptions,
            Queue queue,
            MailServer server,
            Rounds rounds) {
        this.pages = pages;
        this.subscriptions = subscriptions;
        this.queue = queue;
        this.server = server;
        this.rounds = rounds;
    }

    @GetMapping(path = "/mail", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView mail(Person person) {
        return page(person, "", "");
    }

    @PostMapping(path = "/mail", consumes = FORM)
    ModelAndView change(
            @RequestParam(name = "do", defaultValue = "") String what,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(name = "in", defaultValue = "") String language,
            @RequestParam(defaultValue = "") String code,
            Person person) {
        return switch (what) {
            case "ask" -> ask(person, address, language);
            case "confirm" ->
                    subscriptions.confirm(person, code)
                            ? taken()
                            : wrong(person, "mail.wrong.code", "");
            case "off" -> {
                subscriptions.off(person);
                yield Pages.seeOther("/mail");
            }
            default -> throw Refused.with(400, "mail.form");
        };
    }

    private ModelAndView ask(Person person, String typed, String language) {
        if (!server.isNamed()) throw Refused.with(409, "mail.none");
        var address = MailAddress.of(typed);
        if (address.isEmpty()) return wrong(person, "mail.wrong.address", typed);
        var in = Languages.nearest(Locale.of(language.isEmpty() ? "en" : language));
        if (!subscriptions.ask(person, address.get(), in))
            return wrong(person, "mail.wrong.often", typed);
        return taken();
    }

    private ModelAndView taken() {
        rounds.wake();
        return Pages.seeOther("/mail");
    }

    /** The form again, as it was filled. */
    private ModelAndView wrong(Person person, String why, String typed) {
        var page = page(person, why, typed);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(Person person, String wrong, String typed) {
        return pages.of(
                "mail",
                Map.of(
                        "mail",
                        MailView.of(server, subscriptions, queue, person),
                        "wrong",
                        wrong,
                        "typed",
                        typed));
    }

    /** What follows links by itself (a mail scanner) has ended nothing: the page asks. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/mail/off/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView ask(@PathVariable String token) {
        return off(token, false);
    }

    /**
     * RFC 8058, 3.2: a mail program posts here, without a cookie and without asking. Whether a
     * token was ever one is not said.
     */
    @Serves(Serves.Whom.ANYONE)
    @PostMapping(path = "/mail/off/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView end(@PathVariable String token) {
        var page = off(token, true);
        subscriptions.off(token);
        return page;
    }

    private ModelAndView off(String token, boolean done) {
        if (!token.matches(TOKEN)) throw Refused.unknown();
        return pages.of("mailOff", Map.of("action", "/mail/off/" + token, "done", done));
    }
}
