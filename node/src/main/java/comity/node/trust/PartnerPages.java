package comity.node.trust;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.identity.SigningPage;
import comity.record.act.Json;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Partner States for people: who is heard, and how two persons change that. */
@Controller
class PartnerPages {
    private final Partners partners;
    private final SuspensionResource resource;
    private final Offices offices;
    private final Pages pages;

    PartnerPages(Partners partners, SuspensionResource resource, Offices offices, Pages pages) {
        this.partners = partners;
        this.resource = resource;
        this.offices = offices;
        this.pages = pages;
    }

    @Serves
    @GetMapping(path = "/directory/partners", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView all(Person person) {
        return page(person, TypedStatement.NOTHING);
    }

    /** Only who may speak for this State is offered to. */
    private ModelAndView page(Person person, TypedStatement typed) {
        var speaks =
                offices.of(person).stream().anyMatch(officer -> officer.office().equals("CAO"));
        return pages.of(
                "partners", Map.of("partners", partners.all(), "speaks", speaks, "typed", typed));
    }

    /** Composes the statement; its author signs it on the page where all is signed. */
    @Serves(offices = "CAO")
    @PostMapping(path = "/directory/partners", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView state(
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirms,
            Officer officer) {
        var said =
                Json.object()
                        .with("type", type)
                        .with("state", state)
                        .with("reason", reason.strip());
        try {
            var proposed =
                    resource.propose(
                            confirms.isEmpty() ? said : said.with("confirms", confirms), officer);
            return Pages.seeOther(
                    SigningPage.PATH
                            + "#"
                            + proposed.proposal()
                            + "."
                            + Languages.current().getLanguage());
        } catch (Refused e) {
            var problem = e.problem(Languages.current());
            var page =
                    page(
                            officer.person(),
                            new TypedStatement(
                                    state, reason, List.of(problem.title(), problem.remedy())));
            page.setStatus(HttpStatus.resolve(problem.status()));
            return page;
        }
    }
}
