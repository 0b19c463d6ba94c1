package comity.node.oversight;

import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.finding.Finding;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The annual report of the oversight body, to read and to print. */
@Controller
@Serves(offices = Finding.OVERSIGHT)
class YearPages {
    private final Pages pages;
    private final Year years;

    YearPages(Pages pages, Year years) {
        this.pages = pages;
        this.years = years;
    }

    @GetMapping(path = "/oversight/report", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(@RequestParam(defaultValue = "") String year, Officer officer) {
        return pages.of(
                "annualReport",
                Map.of(
                        "view",
                        years.of(officer, year),
                        "years",
                        IntStream.rangeClosed(Year.FIRST, years.now()).boxed().toList()));
    }
}
