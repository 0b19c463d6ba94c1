package comity.node.desk.work;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Search, for people. What is typed about a person travels in a form, and stands in no address. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
class SearchPages {
    private final Pages pages;
    private final Search search;
    private final Lookups lookups;
    private final Offices offices;
    private final Following following;

    SearchPages(Pages pages, Search search, Lookups lookups, Offices offices, Following following) {
        this.pages = pages;
        this.search = search;
        this.lookups = lookups;
        this.offices = offices;
        this.following = following;
    }

    @GetMapping(path = "/search", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView search(@RequestParam(defaultValue = "") String q, Person person) {
        var standing = following.level();
        return page(SearchView.of(search, offices.of(person), q, false), person, "", standing);
    }

    @PostMapping(path = "/search/persons", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView persons(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String reason,
            Officer officer) {
        if (q.isBlank()) return Pages.seeOther("/search");
        var standing = following.level();
        return page(asked(search, lookups, q, reason, officer), officer.person(), reason, standing);
    }

    /** Kept before anything is shown. */
    static SearchView asked(
            Search search, Lookups lookups, String q, String reason, Officer officer) {
        var why = Lookups.reason(reason);
        lookups.requireRoom(officer);
        var view = SearchView.of(search, List.of(officer), q, true);
        lookups.keep(officer, why, view.asked(), view.hits().size());
        return view;
    }

    private ModelAndView page(
            SearchView view, Person person, String reason, Projection.Standing standing) {
        return pages.of(
                "search",
                Map.of(
                        "view",
                        view,
                        "reason",
                        reason,
                        "reasons",
                        Stream.of(Lookups.Reason.values()).map(Enum::name).toList(),
                        "offices",
                        offices.of(person).stream()
                                .filter(officer -> Reach.LISTED.contains(officer.office()))
                                .map(Officer::inOffice)
                                .toList(),
                        "percent",
                        standing.isLevel() ? 100L : standing.percent()));
    }

    /** Oversight sees all, a central authority what its own people searched for. */
    @Serves(offices = {"OVS", "CAO"})
    @GetMapping(path = "/search/lookups", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView kept(Officer officer) {
        return pages.of(
                "lookups",
                Map.of(
                        "kept",
                        switch (officer.office()) {
                            case "OVS" -> lookups.latest(Optional.empty());
                            case "CAO" -> lookups.latest(Optional.of(officer.authority()));
                            default -> throw Refused.with(403, "office.not-served");
                        }));
    }
}
