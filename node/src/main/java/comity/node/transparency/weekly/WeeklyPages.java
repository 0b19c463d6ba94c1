package comity.node.transparency.weekly;

import comity.node.frame.Admission;
import comity.node.frame.Again;
import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.mail.MailAddress;
import comity.node.mail.MailServer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.HashMap;
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

/**
 * To ask for the weekly digest, to confirm it and to end it. For everybody, without account or
 * cookie; what follows a letter's links by itself (a mail scanner) has changed nothing.
 */
@Controller
@Serves(Serves.Whom.ANYONE)
class WeeklyPages {
    private static final String LINK = "[A-Za-z0-9_-]{43}";

    private final Pages pages;
    private final Readers readers;
    private final Admission admission;
    private final Schedule schedule;
    private final MailServer server;
    private final Again weekly;
    private final InstantSource clock;

    WeeklyPages(
            Pages pages,
            Readers readers,
            Admission weeklyAdmission,
            Schedule weeklySchedule,
            MailServer server,
            Again weekly,
            InstantSource clock) {
        this.pages = pages;
        this.readers = readers;
        this.admission = weeklyAdmission;
        this.schedule = weeklySchedule;
        this.server = server;
        this.weekly = weekly;
        this.clock = clock;
    }

    /** What a visitor typed. */
    private record Typed(String address, String language) {}

    @GetMapping(path = Wording.PATH, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView form() {
        return form(HttpStatus.OK, new Typed("", ""), Map.of());
    }

    /** The answer is the same whether or not the address has the digest already. */
    @PostMapping(path = Wording.PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView ask(
            @RequestParam(defaultValue = "") String address,
            @RequestParam(name = "in", defaultValue = "") String language,
            @RequestParam(defaultValue = "") String ticket,
            HttpServletRequest request) {
        var typed = new Typed(address, language);
        if (!server.isNamed())
            return form(HttpStatus.SERVICE_UNAVAILABLE, typed, Map.of("wrong", "none"));
        var to = MailAddress.of(address);
        if (to.isEmpty())
            return form(HttpStatus.UNPROCESSABLE_CONTENT, typed, Map.of("wrong", "address"));
        if (admission.ask(request.getRemoteAddr(), to.get().text(), ticket)
                instanceof Admission.Entry.Later later)
            return form(
                    HttpStatus.TOO_MANY_REQUESTS,
                    typed,
                    Map.of(
                            "wrong",
                            "later",
                            "minutes",
                            later.minutes(clock.instant()),
                            "ticket",
                            later.ticket()));
        readers.ask(
                to.get(),
                language.isEmpty() ? Languages.current() : Languages.nearest(Locale.of(language)));
        weekly.wake();
        return pages.unrecognised(
                "weeklyAsked",
                Map.of(
                        "address",
                        to.get().text(),
                        "hours",
                        Readers.LASTS.toHours(),
                        "most",
                        Readers.MOST_WISHES));
    }

    private ModelAndView form(HttpStatus status, Typed typed, Map<String, ?> more) {
        var shown = new HashMap<String, Object>(more);
        shown.put("offered", server.isNamed());
        shown.put("typed", typed.address());
        shown.put(
                "in",
                typed.language().isEmpty() ? Languages.current().getLanguage() : typed.language());
        shown.put("next", schedule.next(clock.instant()));
        shown.put("hours", Readers.LASTS.toHours());
        var page = pages.unrecognised("weekly", shown);
        page.setStatus(status);
        return page;
    }

    @GetMapping(path = Wording.PATH + "/confirm/{link}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView confirm(@PathVariable String link) {
        sound(link);
        return confirmation(link, readers.isGood(link) ? "ask" : "old");
    }

    /** Twice is the same as once. */
    @PostMapping(path = Wording.PATH + "/confirm/{link}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView confirmed(@PathVariable String link) {
        sound(link);
        return confirmation(link, readers.confirm(link) ? "done" : "old");
    }

    private ModelAndView confirmation(String link, String state) {
        var page =
                pages.unrecognised(
                        "weeklyConfirm",
                        Map.of(
                                "action",
                                Wording.PATH + "/confirm/" + link,
                                "state",
                                state,
                                "next",
                                schedule.next(clock.instant())));
        if (state.equals("old")) page.setStatus(HttpStatus.GONE);
        return page;
    }

    @GetMapping(path = Wording.PATH + "/off/{link}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView off(@PathVariable String link) {
        sound(link);
        return ended(link, false);
    }

    /**
     * RFC 8058, 3.2: a mail program posts here, without a cookie and without asking. Whether a link
     * was ever one is not said.
     */
    @PostMapping(path = Wording.PATH + "/off/{link}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView end(@PathVariable String link) {
        sound(link);
        readers.off(link);
        return ended(link, true);
    }

    private ModelAndView ended(String link, boolean done) {
        return pages.unrecognised(
                "weeklyOff", Map.of("action", Wording.PATH + "/off/" + link, "done", done));
    }

    private static void sound(String link) {
        if (!link.matches(LINK)) throw Refused.unknown();
    }
}
