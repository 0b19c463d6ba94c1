package comity.node.oversight;

import comity.node.identity.Serves;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs. */
@RestController
@Serves(offices = "OVS")
class AlertResource {
    private final Alerts alerts;

    AlertResource(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Who stands out in the last year, pattern by pattern, with numbers and method. */
    @GetMapping(path = "/oversight/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    AlertsView alerts() {
        return alerts.view();
    }
}
