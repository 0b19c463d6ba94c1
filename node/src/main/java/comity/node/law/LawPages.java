package comity.node.law;

import comity.node.frame.Pages;
import comity.node.identity.Serves;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where everybody finds the law: one card for each of its rooms. */
@Controller
@Serves(Serves.Whom.ANYONE)
class LawPages {
    private static final Map<String, String> ROOMS = new LinkedHashMap<>();

    static {
        // room of the message bundle, and where its first page is
        ROOMS.put("profiles", "/law/profiles");
        ROOMS.put("register", "/law/register");
        ROOMS.put("positions", "/law/positions");
        ROOMS.put("route", "/law/route");
        ROOMS.put("rules", "/law/rules");
    }

    private final Pages pages;

    LawPages(Pages pages) {
        this.pages = pages;
    }

    @GetMapping(path = "/law", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView law() {
        return pages.of("law", Map.of("rooms", ROOMS));
    }
}
