package comity.node.transparency;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A quarter's numbers for everybody: charts, and tables that say the same. */
@Controller
@Serves(Serves.Whom.ANYONE)
class TransparencyPages {
    private final Pages pages;
    private final Counts counts;
    private final Proven proven;
    private final Withholding withholding;

    TransparencyPages(Pages pages, Counts counts, Proven proven, Withholding withholding) {
        this.pages = pages;
        this.counts = counts;
        this.proven = proven;
        this.withholding = withholding;
    }

    @GetMapping(path = "/transparency", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView statistics(@RequestParam(defaultValue = "") String period) {
        var published = counts.published();
        var asked =
                published.stream()
                        .filter(one -> period.isEmpty() || one.period().equals(period))
                        .findFirst();
        if (asked.isEmpty() && !period.isEmpty()) throw Refused.unknown();
        var shown = new HashMap<String, Object>();
        shown.put("periods", Counts.periods(published));
        shown.put("threshold", withholding.threshold());
        asked.ifPresent(statement -> shown.put("view", new TransparencyView(statement)));
        shown.put("proven", asked.filter(proven::isProven).isPresent());
        return pages.of("transparency", Map.copyOf(shown));
    }
}
