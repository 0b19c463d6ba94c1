package comity.node.oversight;

import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.finding.Finding;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What was reported as a mistake, for the inspectors of the oversight body. */
@Controller
@Serves(offices = Finding.OVERSIGHT)
class ErrorPages {
    private final Pages pages;
    private final ReportedErrors errors;

    ErrorPages(Pages pages, ReportedErrors errors) {
        this.pages = pages;
        this.errors = errors;
    }

    @GetMapping(path = "/oversight/errors", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(Officer officer) {
        return pages.of("reportedErrors", Map.of("view", errors.of(officer)));
    }
}
