package comity.node.oversight;

import comity.node.frame.Pages;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What stands out over many dockets, for the oversight body. */
@Controller
@Serves(offices = "OVS")
class AlertPages {
    private final Pages pages;
    private final Alerts alerts;

    AlertPages(Pages pages, Alerts alerts) {
        this.pages = pages;
        this.alerts = alerts;
    }

    @GetMapping(path = "/oversight/alerts", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView alerts() {
        return pages.of("alerts", Map.of("view", alerts.view()));
    }
}
