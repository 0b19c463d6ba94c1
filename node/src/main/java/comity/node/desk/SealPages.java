package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How many dockets are sealed, for the oversight body. */
@Controller
@Serves(offices = "OVS")
class SealPages {
    private final Pages pages;
    private final SealedDockets sealed;

    SealPages(Pages pages, SealedDockets sealed) {
        this.pages = pages;
        this.sealed = sealed;
    }

    @GetMapping(path = "/oversight/seals", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView seals() {
        return pages.of("seals", Map.of("view", sealed.counts()));
    }
}
