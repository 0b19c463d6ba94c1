package comity.node.desk;

import comity.node.desk.work.Filter;
import comity.node.frame.Calls;
import comity.node.frame.Figures;
import comity.node.frame.Languages;
import comity.node.frame.OfficeView;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Worklist, docket and proof of an act, for people. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
class DeskPages {
    /** Offices that take steps on a proceeding; to others none are offered here. */
    private static final Set<String> ACTING =
            Set.of("INV", "PRO", "CAO", "JUD", "DUT", "CUS", "OVS", "DEF");

    private final Pages pages;
    private final List<Calls> calls;
    private final Worklist worklist;
    private final DocketViews dockets;
    private final Options options;
    private final Offices offices;
    private final DocketNumbers numbers;
    private final CustodyView custody;
    private final ConditionsViews conditions;
    private final Linked linked;
    private final Figures figures;
    private final Sight sight;
    private final Translating translating;

    DeskPages(
            Linked linked,
            Figures figures,
            Pages pages,
            List<Calls> calls,
            Worklist worklist,
            DocketViews dockets,
            Options options,
            Offices offices,
            DocketNumbers numbers,
            CustodyView custody,
            ConditionsViews conditions,
            Sight sight,
            Translating translating) {
        this.linked = linked;
        this.figures = figures;
        this.sight = sight;
        this.translating = translating;
        this.conditions = conditions;
        this.custody = custody;
        this.pages = pages;
        this.calls = calls;
        this.worklist = worklist;
        this.dockets = dockets;
        this.options = options;
        this.offices = offices;
        this.numbers = numbers;
    }

    /** Whoever works for a provider alone has orders instead of dockets. */
    @Serves
    @GetMapping(path = "/worklist", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView worklist(@RequestParam Map<String, String> asked, Person person) {
        var held = offices.of(person);
        var own = ownPage(held);
        if (own.isPresent()) return Pages.seeOther(own.get());
        return pages.of(
                "worklist",
                Map.of(
                        "worklist",
                        worklist.of(person, Filter.of(asked)),
                        "waiting",
                        conditions.waiting(held),
                        "calls",
                        calls.stream().flatMap(room -> room.of(held).stream()).toList()));
    }

    /** Where those begin who have to do with no docket's page; empty for everybody else. */
    private static Optional<String> ownPage(List<Officer> held) {
        var codes = held.stream().map(Officer::office).collect(Collectors.toSet());
        if (codes.isEmpty()) return Optional.empty();
        if (codes.equals(Set.of("PRV"))) return Optional.of("/provider/orders");
        // Of an inspector one thing is awaited: to answer what a colleague proposes to open.
        if (codes.equals(Set.of("OVS"))) return Optional.of("/oversight/openings");
        if (codes.equals(Set.of("DEF"))) return Optional.of("/defence");
        if (Set.of("FIL", "DEF").containsAll(codes)) return Optional.of("/within");
        if (codes.equals(Set.of("TRN"))) return Optional.of("/custody/certificates");
        if (codes.equals(Set.of("TRA"))) return Optional.of("/translations");
        return Optional.empty();
    }

    /**
     * A new docket begins with an application to the court, with the court's authorisation, or with
     * a form of the guided writer.
     */
    @PostMapping(path = "/dockets", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView open(
            @RequestParam(name = "begin", defaultValue = "") String begin, Person person) {
        if (begin.equals("apply"))
            return Pages.seeOther("/dockets/" + numbers.draw() + "/acts/apply");
        var judge = offices.of(person).stream().anyMatch(officer -> officer.office().equals("JUD"));
        return Pages.seeOther(judge ? "/dockets/" + numbers.draw() + "/acts/authorise" : "/writer");
    }

    /** Whoever signs something without seeing the docket is led back here by the signing page. */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRA", "OVS", "FIL", "DEF", "TRN"})
    @GetMapping(path = "/dockets/{docket}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView docket(@PathVariable UUID docket, Person person, HttpServletRequest request) {
        var seen = SightGate.seen(request);
        if (seen.reach() == Sight.Reach.OWN_PAGES)
            return Pages.seeOther(
                    !seen.officer().office().equals("DEF")
                            ? ownPage(offices.of(person)).orElse("/within")
                            : sight.wasAdmitted(docket, seen.officer()) ? "/defence" : "/within");
        var view = dockets.shown(docket, seen).orElseThrow(Refused::unknown);
        var next = new LinkedHashMap<OfficeView, List<OptionView>>();
        var whole = seen.reach() == Sight.Reach.WHOLE;
        var custodyToo =
                whole || Set.of(Sight.Reach.CUSTODY, Sight.Reach.BROKEN).contains(seen.reach());
        for (var officer : offices.of(person))
            if (sight.sees(docket, officer) && ACTING.contains(officer.office()))
                next.put(OfficeView.of(officer), options.of(docket, officer, Languages.current()));
        return pages.of(
                "docket",
                Map.of(
                        "docket",
                        view,
                        "next",
                        next,
                        "custody",
                        custodyToo ? custody.of(docket, Languages.current()) : "",
                        "conditions",
                        whole || seen.reach() == Sight.Reach.CUSTODY
                                ? conditions.of(docket, offices.of(person))
                                : ConditionsView.NONE,
                        "reach",
                        seen.reach().name(),
                        "translating",
                        seen.reach() == Sight.Reach.GIVEN
                                ? translating.open(docket, seen.officer())
                                : List.of(),
                        "awaited",
                        whole ? translating.awaited(docket) : List.of(),
                        "linked",
                        whole ? linked.of(docket, offices.of(person)) : LinkedView.NONE));
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "OVS", "DEF"})
    @GetMapping(path = "/dockets/{docket}/proofs/{act}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView proof(
            @PathVariable UUID docket, @PathVariable String act, HttpServletRequest request) {
        var seen = SightGate.seen(request);
        var view = dockets.shown(docket, seen).orElseThrow(Refused::unknown);
        var shown =
                view.acts().stream()
                        .filter(one -> one.digest().equals(act))
                        .findFirst()
                        .orElseThrow(Refused::unknown);
        return pages.of(
                "proof",
                Map.of(
                        "docket",
                        view,
                        "act",
                        shown,
                        "counted",
                        seen.reach() == Sight.Reach.WHOLE && figures.areProven(new Digest(act))));
    }
}
