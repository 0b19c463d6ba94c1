package comity.node.oversight;

import comity.node.frame.NotDone;
import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.oversight.Findings.Raised;
import comity.node.oversight.Findings.Written;
import comity.record.finding.Finding;
import java.util.HashMap;
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

/** Findings: the body raises them, the authorities that they name answer. */
@Controller
class FindingPages {
    private final Pages pages;
    private final Findings findings;
    private final Offices offices;

    FindingPages(Pages pages, Findings findings, Offices offices) {
        this.pages = pages;
        this.findings = findings;
        this.offices = offices;
    }

    /** What the reader's body raised; a draw or a pattern leads here with what it is about. */
    @Serves(offices = Finding.OVERSIGHT)
    @GetMapping(path = "/oversight/findings", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView raised(
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String on,
            Officer officer) {
        return raised(new Raised("", about, on, "", "", "", ""), officer, null);
    }

    private ModelAndView raised(Raised typed, Officer officer, @Nullable NotDone why) {
        var shown = new HashMap<String, Object>();
        shown.put("view", findings.raised(officer));
        shown.put(
                "typed",
                Map.of(
                        "to", typed.to(),
                        "about", typed.about(),
                        "on", typed.on(),
                        "article", typed.article(),
                        "text", typed.text(),
                        "demand", typed.demand(),
                        "until", typed.until()));
        return answered("watchFindings", shown, why);
    }

    private ModelAndView answered(
            String template, Map<String, Object> shown, @Nullable NotDone why) {
        shown.put("wrong", why == null ? "" : why.word());
        var page = pages.of(template, shown);
        if (why != null) page.setStatus(HttpStatus.valueOf(why.status()));
        return page;
    }

    /** What was typed stays, whatever is wrong with it. */
    @Serves(offices = Finding.OVERSIGHT)
    @PostMapping(
            path = "/oversight/findings",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView raise(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String demand,
            @RequestParam(defaultValue = "") String until,
            Officer officer) {
        var typed = new Raised(to, about, on.strip(), article.strip(), text, demand, until.strip());
        try {
            return Pages.seeOther("/findings/" + findings.raise(typed, officer));
        } catch (NotDone e) {
            return raised(typed, officer, e);
        }
    }

    /** What is addressed to the reader's authorities. */
    @Serves
    @GetMapping(path = "/findings", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView addressed(Person person) {
        return pages.of("watchAddressed", Map.of("view", findings.addressed(offices.of(person))));
    }

    @Serves
    @GetMapping(path = "/findings/{finding}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView one(@PathVariable UUID finding, Person person) {
        return one(finding, person, new Written("", "", "", "", ""), null);
    }

    private ModelAndView one(UUID finding, Person person, Written typed, @Nullable NotDone why) {
        var shown = new HashMap<String, Object>();
        shown.put("view", findings.one(finding, offices.of(person)));
        shown.put(
                "typed",
                Map.of(
                        "act", typed.act(),
                        "text", typed.text(),
                        "until", typed.until(),
                        "outcome", typed.outcome()));
        return answered("watchFinding", shown, why);
    }

    /** What was typed stays, and what came in between is shown. */
    @Serves
    @PostMapping(
            path = "/findings/{finding}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView say(
            @PathVariable UUID finding,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String seen,
            Person person) {
        var typed = new Written(act, text, until.strip(), outcome, seen);
        try {
            findings.say(finding, typed, offices.of(person));
            return Pages.seeOther("/findings/" + finding);
        } catch (NotDone e) {
            return one(finding, person, typed, e);
        }
    }
}
