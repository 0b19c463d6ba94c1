package comity.node.desk;

import comity.node.frame.Pages;
import comity.node.identity.Serves;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The State's log, for people. */
@Controller
@Serves(Serves.Whom.ANYONE)
class LogPages {
    private final LogViews log;
    private final Pages pages;

    LogPages(LogViews log, Pages pages) {
        this.log = log;
        this.pages = pages;
    }

    @GetMapping(path = "/log", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView log() {
        return pages.of("log", Map.of("log", log.now()));
    }
}
