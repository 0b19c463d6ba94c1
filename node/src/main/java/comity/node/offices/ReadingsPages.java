package comity.node.offices;

import comity.node.frame.Pages;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who read what and who signed in, for people. */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
@Serves(
        offices = {
            "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRA", "TRN", "LAW",
            "REG", "OVS"
        })
class ReadingsPages {
    private final Pages pages;
    private final ReadingsViews views;

    ReadingsPages(Pages pages, ReadingsViews views) {
        this.pages = pages;
        this.views = views;
    }

    @GetMapping("/readings")
    ModelAndView readings(@RequestParam(required = false) @Nullable Long before, Person person) {
        return pages.of("readings", Map.of("view", views.readings(person, before)));
    }

    @GetMapping("/readings/sign-ins")
    ModelAndView signIns(@RequestParam(required = false) @Nullable Long before, Person person) {
        return pages.of("signIns", Map.of("view", views.signIns(person, before)));
    }
}
