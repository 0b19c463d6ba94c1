package comity.node.within;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Opening an exhibit, for people: where, under which act and why; and then its bytes. */
@Controller
@Serves(offices = {"CAO", "CUS", "JUD", "PRO", "INV", "FIL", "DEF"})
class OpeningPages {
    private final Pages pages;
    private final ExhibitSight sight;
    private final Openings openings;

    OpeningPages(Pages pages, ExhibitSight sight, Openings openings) {
        this.pages = pages;
        this.sight = sight;
        this.openings = openings;
    }

    @GetMapping(path = "/exhibits/{sha256}/opening", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView look(
            @PathVariable String sha256, @RequestParam Map<String, String> given, Officer officer) {
        return page(sight.of(sha256, officer, ""), officer, given, Optional.empty());
    }

    @PostMapping(
            path = "/exhibits/{sha256}/opening",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView open(
            @PathVariable String sha256, @RequestParam Map<String, String> given, Officer officer) {
        var seen = sight.of(sha256, officer, "");
        try {
            openings.open(seen, said(given), officer);
        } catch (Refused refused) {
            return page(seen, officer, given, Optional.of(refused.problem(Languages.current())));
        }
        return Pages.seeOther("/exhibits/" + sha256 + "/opening?office=" + officer.inOffice());
    }

    private static Openings.Said said(Map<String, String> given) {
        return new Openings.Said(
                Optional.of(docket(given.getOrDefault("docket", ""))),
                given.getOrDefault("place", "").strip(),
                ExhibitResource.digest(given.getOrDefault("under", "")),
                given.getOrDefault("reasons", "").strip());
    }

    private static UUID docket(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Refused.with(422, "exhibit.which-docket");
        }
    }

    private ModelAndView page(
            Sighted seen, Officer officer, Map<String, String> typed, Optional<Problem> problem) {
        var page =
                pages.of(
                        "opening",
                        Map.of(
                                "view", openings.view(seen, officer),
                                "office", officer.inOffice(),
                                "defends", officer.office().equals("DEF"),
                                "typed", typed,
                                "problem", problem));
        problem.ifPresent(said -> page.setStatus(HttpStatusCode.valueOf(said.status())));
        return page;
    }
}
