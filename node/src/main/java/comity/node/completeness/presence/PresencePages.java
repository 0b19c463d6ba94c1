package comity.node.completeness.presence;

import comity.node.courier.Introduction;
import comity.node.courier.Peers;
import comity.node.frame.Languages;
import comity.node.frame.OfficeView;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whether an act names a file, for people: the question, its answer, and what was asked before. */
@Controller
@Serves(offices = {"CAO", "JUD", "PRO", "OVS"})
class PresencePages {
    private static final Set<String> SERVED = Set.of("CAO", "JUD", "PRO", "OVS");

    private final Pages pages;
    private final Asking asking;
    private final PresenceViews views;
    private final Peers peers;
    private final WhoActs who;

    PresencePages(Pages pages, Asking asking, PresenceViews views, Peers peers, WhoActs who) {
        this.pages = pages;
        this.asking = asking;
        this.views = views;
        this.peers = peers;
        this.who = who;
    }

    @GetMapping(path = "/presence/questions", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView questions(Person person) {
        return form(person, new HashMap<>(), "", "", "", "");
    }

    private ModelAndView form(
            Person person,
            HashMap<String, Object> shown,
            String sha256,
            String reason,
            String partner,
            String docket) {
        shown.put("questions", views.of(person));
        shown.put(
                "typed",
                Map.of("sha256", sha256, "reason", reason, "partner", partner, "docket", docket));
        shown.put("partners", peers.all().stream().map(Introduction::state).sorted().toList());
        shown.put(
                "offices",
                who.held(person).stream()
                        .filter(officer -> SERVED.contains(officer.office()))
                        .map(OfficeView::of)
                        .toList());
        return pages.of("presence", shown);
    }

    /** What was typed stays, whatever is wrong with it. */
    @PostMapping(
            path = "/presence/questions",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView ask(
            @RequestParam(defaultValue = "") String sha256,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String partner,
            @RequestParam(defaultValue = "") String docket,
            Person person,
            Officer officer) {
        try {
            var id = asking.ask(new Asking.Typed(sha256, reason, partner, docket), officer);
            return Pages.seeOther("/presence/questions/" + id);
        } catch (Asking.NotAsked e) {
            var shown = new HashMap<String, Object>();
            shown.put("problem", Problem.of(e.status(), e.code(), e.facts(), Languages.current()));
            var page = form(person, shown, sha256, reason, partner, docket);
            page.setStatus(HttpStatus.valueOf(e.status()));
            return page;
        }
    }

    @GetMapping(path = "/presence/questions/{question}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView question(@PathVariable UUID question, Person person) {
        var shown = new HashMap<String, Object>();
        shown.put("asked", PresenceViews.view(views.question(question, person)));
        return pages.of("presenceAnswer", shown);
    }
}
