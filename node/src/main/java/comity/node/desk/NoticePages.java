package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Telling whom a secret measure concerned, and who was not told: for people. */
@Controller
class NoticePages {
    private final Pages pages;
    private final Notices notices;
    private final Offices offices;

    NoticePages(Pages pages, Notices notices, Offices offices) {
        this.pages = pages;
        this.notices = notices;
        this.offices = offices;
    }

    @Serves(offices = {"CAO", "PRO"})
    @GetMapping(path = "/dockets/{docket}/notice", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView notice(
            @PathVariable UUID docket,
            @RequestParam(defaultValue = "PERSON") String told,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String error) {
        var tongue = into.isEmpty() ? Languages.current().getLanguage() : into;
        return pages.of(
                "notice",
                Map.of(
                        "view",
                        notices.of(docket, told, tongue, account, error),
                        "told",
                        told,
                        "into",
                        tongue,
                        "account",
                        account,
                        "error",
                        error));
    }

    @Serves(offices = {"OVS"})
    @GetMapping(path = "/oversight/unnotified", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView unnotified(Person person) {
        return pages.of("unnotified", Map.of("view", notices.unnotified(offices.of(person))));
    }
}
