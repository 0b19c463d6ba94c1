package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where counsel begin: what judges opened to them, and until when. */
@Controller
@Serves(offices = {"DEF"})
class DefencePages {
    private final Pages pages;
    private final Defending defending;

    DefencePages(Pages pages, Defending defending) {
        this.pages = pages;
        this.defending = defending;
    }

    @GetMapping(path = "/defence", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView defence(Person person) {
        return pages.of("defence", Map.of("view", defending.of(person)));
    }
}
