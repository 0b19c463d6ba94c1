package comity.node.within;

import comity.node.frame.Pages;
import comity.node.frame.WhoActs;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What of evidence waits for somebody, for people. */
@Controller
@Serves(offices = {"CAO", "CUS", "JUD", "OVS", "FIL", "DEF"})
class WithinPages {
    private final Pages pages;
    private final WithinViews views;
    private final WhoActs whoActs;

    WithinPages(Pages pages, WithinViews views, WhoActs whoActs) {
        this.pages = pages;
        this.views = views;
        this.whoActs = whoActs;
    }

    @GetMapping(path = "/within", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(Person person) {
        return pages.of("within", Map.of("views", views.of(whoActs.held(person))));
    }
}
