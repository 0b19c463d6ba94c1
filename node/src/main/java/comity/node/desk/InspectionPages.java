package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What oversight opens, for people: its inspectors, and the authorities that are looked at. */
@Controller
@Serves(offices = {"OVS", "CAO"})
class InspectionPages {
    private final Pages pages;
    private final Inspections inspections;

    InspectionPages(Pages pages, Inspections inspections) {
        this.pages = pages;
        this.inspections = inspections;
    }

    @GetMapping(path = "/oversight/openings", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(Person person) {
        return pages.of("openings", Map.of("view", inspections.of(person)));
    }
}
