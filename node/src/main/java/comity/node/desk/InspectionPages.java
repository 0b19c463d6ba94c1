package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

    /**
     * @param docket the number of a docket to go to; anything else shows the list again
     */
    @GetMapping(path = "/oversight/openings", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list(@RequestParam(defaultValue = "") String docket, Person person) {
        if (docket.strip().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
            return Pages.seeOther("/dockets/" + UUID.fromString(docket.strip()));
        return pages.of("openings", Map.of("view", inspections.of(person), "asked", docket));
    }
}
