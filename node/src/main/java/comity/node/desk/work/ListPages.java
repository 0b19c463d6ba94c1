package comity.node.desk.work;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Filters to keep. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
class ListPages {
    private final KeptFilters kept;

    ListPages(KeptFilters kept) {
        this.kept = kept;
    }

    /** One button keeps what is asked for, another drops it. */
    @PostMapping(path = "/worklist/filters", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView keep(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(name = "do", defaultValue = "") String what,
            Person person) {
        switch (what) {
            case "keep" -> kept.keep(person, query);
            case "drop" -> kept.drop(person, query);
            default -> throw Refused.with(400, "list.filter");
        }
        var filter = Filter.of(KeptFilters.read(query)).from("").query();
        return Pages.seeOther(filter.isEmpty() ? "/worklist" : "/worklist?" + filter);
    }
}
