package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who works on a docket, for people. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRA", "OVS"})
class PeoplePages {
    private final Pages pages;
    private final DocketPeople people;

    PeoplePages(Pages pages, DocketPeople people) {
        this.pages = pages;
        this.people = people;
    }

    @GetMapping(path = "/dockets/{docket}/people", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(@PathVariable UUID docket, HttpServletRequest request) {
        return page(docket, request, new LinkedMultiValueMap<>(), Optional.empty());
    }

    /** What was chosen comes back with what is wrong with it. */
    @PostMapping(
            path = "/dockets/{docket}/people",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView assign(
            @PathVariable UUID docket,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request) {
        try {
            var whom = Optional.ofNullable(typed.getFirst("whom")).orElse("").split("@", 2);
            var kind = Optional.ofNullable(typed.getFirst("kind")).orElse("");
            PeopleResource.take(
                    people,
                    docket,
                    kind,
                    whom[0],
                    whom.length == 2 ? whom[1] : "",
                    new TreeSet<>(typed.getOrDefault("sections", List.of())),
                    SightGate.seen(request).officer());
            // Whoever declared a conflict sees the docket no more.
            return Pages.seeOther(
                    kind.equals("CONFLICT") ? "/worklist" : "/dockets/" + docket + "/people");
        } catch (Refused refused) {
            return page(docket, request, typed, Optional.of(refused));
        }
    }

    private ModelAndView page(
            UUID docket,
            HttpServletRequest request,
            MultiValueMap<String, String> typed,
            Optional<Refused> refused) {
        var problem = refused.map(no -> no.problem(Languages.current()));
        var shown = new HashMap<String, Object>();
        shown.put("view", people.view(docket, SightGate.seen(request).officer()));
        shown.put("sections", DocketPeople.SECTIONS);
        shown.put("whom", Optional.ofNullable(typed.getFirst("whom")).orElse(""));
        shown.put("chosen", typed.getOrDefault("sections", List.of()));
        shown.put("problem", problem.map(one -> one.title()).orElse(""));
        shown.put("remedy", problem.map(one -> one.remedy()).orElse(""));
        var page = pages.of("docketPeople", shown);
        problem.ifPresent(one -> page.setStatus(HttpStatus.valueOf(one.status())));
        return page;
    }
}
