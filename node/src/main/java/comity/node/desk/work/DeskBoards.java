package comity.node.desk.work;

import comity.node.frame.Pages;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Duty desk and backlog, and for administrators the tables from which they are read. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
class DeskBoards {
    private final Pages pages;
    private final Duty duty;
    private final Backlog backlog;
    private final Offices offices;
    private final Following following;
    private final InstantSource clock;

    DeskBoards(
            Pages pages,
            Duty duty,
            Backlog backlog,
            Offices offices,
            Following following,
            InstantSource clock) {
        this.pages = pages;
        this.duty = duty;
        this.backlog = backlog;
        this.offices = offices;
        this.following = following;
        this.clock = clock;
    }

    /** Asks the browser to come back in a minute; whoever reads at leisure turns that off. */
    @GetMapping(path = "/duty", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView duty(
            @RequestParam(defaultValue = "yes") String refresh,
            Person person,
            HttpServletResponse response) {
        following.level();
        var refreshes = !refresh.equals("no");
        if (refreshes) response.setHeader("Refresh", "60");
        return pages.of(
                "duty", Map.of("view", duty.of(offices.of(person)), "refreshes", refreshes));
    }

    /** Sums alone: whoever works here may see where time goes. */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "OVS"})
    @GetMapping(path = "/backlog", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView backlog() {
        following.level();
        return pages.of("backlog", Map.of("view", backlog.of(clock.instant())));
    }

    @Serves(offices = "ADM")
    @GetMapping(path = "/desk-tables", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView tables() {
        return pages.of("deskTables", Map.of("standing", following.standing()));
    }

    @Serves(offices = "ADM")
    @PostMapping(path = "/desk-tables", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView rebuild() {
        following.rebuild();
        return Pages.seeOther("/desk-tables");
    }
}
