package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What is kept and until when, and the certificates of what is gone: for people. */
@Controller
@Serves(offices = {"CAO", "CUS", "JUD"})
class RetentionPages {
    private static final Set<String> CERTIFICATES =
            Set.of("certify-deletion", "certify-disposal", "certify-destruction");

    private final Pages pages;
    private final RetentionViews retention;
    private final DocketViews dockets;
    private final Offices offices;

    RetentionPages(Pages pages, RetentionViews retention, DocketViews dockets, Offices offices) {
        this.offices = offices;
        this.pages = pages;
        this.retention = retention;
        this.dockets = dockets;
    }

    @GetMapping(path = "/retention", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(Person person) {
        return pages.of("retention", Map.of("retention", retention.view(offices.of(person))));
    }

    /** A certificate of deletion as it is handed out: on paper, or as the browser prints it. */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping(path = "/dockets/{docket}/certificates/{act}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView certificate(
            @PathVariable UUID docket, @PathVariable String act, HttpServletRequest request) {
        var view = dockets.shown(docket, SightGate.seen(request)).orElseThrow(Refused::unknown);
        var shown =
                view.acts().stream()
                        .filter(one -> one.digest().equals(act))
                        .filter(one -> CERTIFICATES.contains(one.type()))
                        .findFirst()
                        .orElseThrow(Refused::unknown);
        return pages.of(
                shown.type().equals("certify-deletion") ? "certificate" : "disposed",
                Map.of("docket", view, "act", shown));
    }
}
