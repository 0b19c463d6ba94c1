package comity.node.offices;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Granting, ending and moving offices, for people. */
@Controller
@Serves(offices = "REG")
class ChangesPages {
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private final Pages pages;
    private final Changes changes;
    private final WhoActs whoActs;

    ChangesPages(Pages pages, Changes changes, WhoActs whoActs) {
        this.pages = pages;
        this.changes = changes;
        this.whoActs = whoActs;
    }

    @GetMapping(path = "/offices", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list() {
        return page(Map.of(), Optional.empty(), Optional.empty());
    }

    @PostMapping(path = "/offices/changes", consumes = FORM)
    ModelAndView propose(
            @RequestParam Map<String, String> typed, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(
                typed,
                () -> changes.propose(name -> typed.getOrDefault(name, ""), officer, device));
    }

    @PostMapping(path = "/offices/changes/{number}/confirmation", consumes = FORM)
    ModelAndView confirm(@PathVariable long number, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(Map.of(), () -> changes.confirm(number, officer, device));
    }

    @PostMapping(path = "/offices/changes/{number}/refusal", consumes = FORM)
    ModelAndView refuse(@PathVariable long number, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(Map.of(), () -> changes.refuse(number, officer, device));
    }

    /** What was typed comes back with what is wrong with it; a code is shown this once. */
    private ModelAndView taken(Map<String, String> typed, Supplier<ChangesView.Done> step) {
        try {
            var done = step.get();
            return done.code().isEmpty()
                    ? Pages.seeOther("/offices")
                    : page(Map.of(), Optional.of(done), Optional.empty());
        } catch (Refused refused) {
            return page(typed, Optional.empty(), Optional.of(refused));
        }
    }

    private ModelAndView page(
            Map<String, String> typed, Optional<ChangesView.Done> done, Optional<Refused> refused) {
        var problem = refused.map(no -> no.problem(Languages.current()));
        var shown = new HashMap<String, Object>();
        shown.put("view", changes.view());
        shown.put("typed", typed);
        shown.put("code", done.map(ChangesView.Done::code).orElse(""));
        shown.put("problem", problem.map(one -> one.title()).orElse(""));
        shown.put("remedy", problem.map(one -> one.remedy()).orElse(""));
        var page = pages.of("offices", shown);
        problem.ifPresent(one -> page.setStatus(HttpStatus.valueOf(one.status())));
        return page;
    }
}
