package comity.node.completeness;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whether anything is missing, for oversight and for the central authority. */
@Controller
@Serves(offices = {"OVS", "CAO"})
class CompletenessPages {
    private final Pages pages;
    private final Overview overview;
    private final Rounds rounds;

    CompletenessPages(Pages pages, Overview overview, Rounds rounds) {
        this.pages = pages;
        this.overview = overview;
        this.rounds = rounds;
    }

    @GetMapping(path = "/completeness", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView overview() {
        return pages.of("completeness", Map.of("view", overview.view()));
    }

    @PostMapping(
            path = "/completeness/comparisons",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView compare(@RequestParam(defaultValue = "") String partner) {
        if (!rounds.partners().contains(partner)) throw Refused.with(404, "partner.unknown");
        rounds.with(partner);
        return Pages.seeOther("/completeness");
    }
}
