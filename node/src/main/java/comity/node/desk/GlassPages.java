package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.treaty.docket.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Breaking the glass, and confirming it, for people. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT"})
class GlassPages {
    static final String PATH = "/break-glass";

    private final Pages pages;
    private final Glass glass;
    private final WhoActs whoActs;

    GlassPages(Pages pages, Glass glass, WhoActs whoActs) {
        this.pages = pages;
        this.glass = glass;
        this.whoActs = whoActs;
    }

    /**
     * @param docket a number that the reader has just looked for
     * @param again a proposal that was overtaken: what it said stands in the form
     */
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(
            @RequestParam(defaultValue = "") String docket,
            @RequestParam(defaultValue = "") String again,
            Person person) {
        var asked =
                again.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                        ? glass.again(UUID.fromString(again), person)
                        : new GlassView.Asked(docket, "", "");
        return page(asked, person, Optional.empty());
    }

    /** What was typed comes back with what is wrong with it. */
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView ask(
            @RequestParam(defaultValue = "") String docket,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String reasons,
            @RequestParam(defaultValue = "") String as,
            Person person) {
        var asked = new GlassView.Asked(docket, purpose, reasons);
        return signing(asked, as, person, officer -> glass.propose(asked, officer));
    }

    @PostMapping(
            path = PATH + "/{act}/confirmation",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView confirm(
            @PathVariable String act, @RequestParam(defaultValue = "") String as, Person person) {
        return signing(GlassView.Asked.NOTHING, as, person, officer -> glass.confirm(act, officer));
    }

    private ModelAndView signing(
            GlassView.Asked asked,
            String as,
            Person person,
            Function<Officer, ProposalView> composing) {
        try {
            var officer = whoActs.officer(person, Optional.of(as), Glass.OFFICES);
            return Pages.seeOther("/proposals/" + composing.apply(officer).proposal());
        } catch (Refused refused) {
            return page(asked, person, Optional.of(refused.problem(Languages.current())));
        }
    }

    private ModelAndView page(GlassView.Asked asked, Person person, Optional<Problem> problem) {
        var page =
                pages.of(
                        "glass",
                        Map.of(
                                "view",
                                glass.of(person),
                                "asked",
                                asked,
                                "purposes",
                                Stream.of(Act.ReadingPurpose.values()).map(Enum::name).toList(),
                                "offices",
                                offices(person),
                                "problem",
                                problem.map(Problem::title).orElse(""),
                                "remedy",
                                problem.map(Problem::remedy).orElse(""),
                                "findings",
                                problem.map(Problem::findings).orElse(List.of())));
        problem.ifPresent(one -> page.setStatus(HttpStatus.valueOf(one.status())));
        return page;
    }

    private List<String> offices(Person person) {
        return whoActs.held(person).stream()
                .filter(officer -> Glass.OFFICES.contains(officer.office()))
                .map(Officer::inOffice)
                .toList();
    }
}
