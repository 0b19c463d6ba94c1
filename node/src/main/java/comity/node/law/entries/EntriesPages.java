package comity.node.law.entries;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** What waits for a second registrar of laws, for people. */
@Controller
@Serves(offices = "LAW")
class EntriesPages {
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private final Pages pages;
    private final Entries entries;
    private final WhoActs whoActs;

    EntriesPages(Pages pages, Entries entries, WhoActs whoActs) {
        this.pages = pages;
        this.entries = entries;
        this.whoActs = whoActs;
    }

    @GetMapping(path = "/law/entries", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(Officer registrar) {
        return page(registrar, Optional.empty());
    }

    @PostMapping(path = "/law/entries/{number}/activation", consumes = FORM)
    ModelAndView activate(
            @PathVariable long number, Officer registrar, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(registrar, () -> entries.activate(number, registrar, device));
    }

    @PostMapping(path = "/law/entries/{number}/refusal", consumes = FORM)
    ModelAndView refuse(@PathVariable long number, Officer registrar, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(registrar, () -> entries.refuse(number, registrar, device));
    }

    private ModelAndView taken(Officer registrar, Runnable step) {
        try {
            step.run();
            return Pages.seeOther("/law/entries");
        } catch (Refused refused) {
            return page(registrar, Optional.of(refused));
        }
    }

    private ModelAndView page(Officer registrar, Optional<Refused> refused) {
        var problem = refused.map(no -> no.problem(Languages.current()));
        var page =
                pages.of(
                        "lawEntries",
                        Map.of(
                                "entries", entries.waiting(registrar),
                                "problem", problem.map(one -> one.title()).orElse(""),
                                "remedy", problem.map(one -> one.remedy()).orElse("")));
        problem.ifPresent(one -> page.setStatus(HttpStatus.valueOf(one.status())));
        return page;
    }
}
