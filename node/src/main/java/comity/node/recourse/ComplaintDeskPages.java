package comity.node.recourse;

import comity.node.frame.Languages;
import comity.node.frame.NotDone;
import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.recourse.ComplaintDesk.Written;
import comity.record.complaint.Complaint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Complaints, for the inspectors of the oversight body. */
@Controller
@Serves(offices = Complaint.OVERSIGHT)
class ComplaintDeskPages {
    private static final Written NOTHING = new Written("", "", "", "", "", "", List.of(), "");

    private final Pages pages;
    private final ComplaintDesk desk;

    ComplaintDeskPages(Pages pages, ComplaintDesk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    @GetMapping(path = "/oversight/complaints", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(@RequestParam(defaultValue = "-1") long after, Officer officer) {
        return pages.of("complaintDesk", Map.of("view", desk.list(officer, after)));
    }

    @GetMapping(path = "/oversight/complaints/{complaint}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView read(@PathVariable("complaint") UUID docket, Officer officer) {
        return read(docket, officer, NOTHING, null);
    }

    private ModelAndView read(
            UUID docket, Officer officer, Written written, @Nullable NotDone why) {
        var talk = desk.read(docket, officer);
        var shown = new HashMap<String, Object>();
        shown.put("talk", talk);
        shown.put("standing", desk.standing(talk));
        shown.put("chosen", written.accounts());
        shown.put("wrong", why == null ? "" : why.word());
        shown.put(
                "typed",
                Map.of(
                        "type", written.type(),
                        "text", written.text(),
                        "outcome", written.outcome(),
                        "means", written.means(),
                        "next", written.next().isEmpty() ? next(talk.language()) : written.next(),
                        "until",
                                written.until().isEmpty()
                                        ? desk.proposedUntil().toString()
                                        : written.until()));
        var page = pages.of("complaintCase", shown);
        if (why != null) page.setStatus(HttpStatus.valueOf(why.status()));
        return page;
    }

    /** The usual next remedy, in the language in which the person wrote. */
    private static String next(String language) {
        return Languages.text(
                        "messages.complaint",
                        "complaint.desk.next.usual",
                        Languages.nearest(Locale.of(language)))
                .orElse("");
    }

    /** What was typed stays, whatever is wrong with it, and what came in between is shown. */
    @PostMapping(
            path = "/oversight/complaints/{complaint}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView say(
            @PathVariable("complaint") UUID docket,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String means,
            @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request,
            Officer officer) {
        // As they were sent: Spring would take a comma in an account for two.
        var chosen = request.getParameterValues("accounts");
        var accounts = chosen == null ? List.<String>of() : List.of(chosen);
        var written = new Written(type, text, outcome, next, until, means, accounts, seen);
        try {
            desk.say(docket, written, officer);
            return Pages.seeOther("/oversight/complaints/" + docket);
        } catch (NotDone e) {
            return read(docket, officer, written, e);
        }
    }
}
