package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What was received or given, on which conditions, and what waits for somebody: for people. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "OVS", "DEF"})
class ConditionsPages {
    private final Pages pages;
    private final ConditionsViews conditions;
    private final Offices offices;

    ConditionsPages(Pages pages, ConditionsViews conditions, Offices offices) {
        this.pages = pages;
        this.conditions = conditions;
        this.offices = offices;
    }

    @GetMapping(path = "/conditions", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(Person person) {
        return pages.of("conditions", Map.of("view", conditions.of(offices.of(person))));
    }
}
