package comity.node.admin;

import comity.node.frame.Pages;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How the node is, for whoever keeps it. */
@Controller
@Serves(offices = NodeAwaiting.OFFICE)
class AdminPages {
    private final Pages pages;
    private final AdminResource resource;

    AdminPages(Pages pages, AdminResource resource) {
        this.pages = pages;
        this.resource = resource;
    }

    @GetMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView admin() {
        return pages.of("admin", Map.of("view", resource.admin()));
    }
}
