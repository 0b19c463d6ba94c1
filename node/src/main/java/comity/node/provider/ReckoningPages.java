package comity.node.provider;

import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.provider.Reckoning.NotAList;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A provider's figures, and its list beside the State's record, for its agents. */
@Controller
@Serves(offices = "PRV")
class ReckoningPages {
    private final Pages pages;
    private final Reckoning reckoning;

    ReckoningPages(Pages pages, Reckoning reckoning) {
        this.pages = pages;
        this.reckoning = reckoning;
    }

    @GetMapping(path = "/provider/figures", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView figures(Officer officer) {
        return page(officer, Map.of());
    }

    /** Nothing is kept of what is sent: it is laid beside the record and answered. */
    @PostMapping(path = "/provider/figures", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView compare(
            @RequestParam(defaultValue = "") String listed,
            @RequestParam(defaultValue = "") String quarter,
            Officer officer) {
        try {
            if (!Reckoning.isQuarter(quarter)) throw new NotAList("quarter", 0);
            return page(
                    officer,
                    Map.of(
                            "listed",
                            listed,
                            "quarter",
                            quarter,
                            "compared",
                            reckoning.compare(
                                    officer.authority(), quarter, Reckoning.listed(listed))));
        } catch (NotAList e) {
            var page =
                    page(
                            officer,
                            Map.of(
                                    "listed", listed, "quarter", quarter, "wrong", e.word, "line",
                                    e.line));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    private ModelAndView page(Officer officer, Map<String, Object> more) {
        var shown = new HashMap<String, Object>(more);
        shown.put("figures", reckoning.figures(officer.authority()));
        shown.put("office", officer.inOffice());
        return pages.of("reckoning", Map.copyOf(shown));
    }
}
