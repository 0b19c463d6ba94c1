package comity.node.desk.work;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The address of a person's calendar, and the calendar. */
@Controller
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "DEF"})
class CalendarPages {
    private final Pages pages;
    private final Calendars calendars;
    private final Offices offices;
    private final Following following;

    CalendarPages(Pages pages, Calendars calendars, Offices offices, Following following) {
        this.pages = pages;
        this.calendars = calendars;
        this.offices = offices;
        this.following = following;
    }

    @GetMapping(path = "/calendar", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView calendar(Person person) {
        return page(person, "");
    }

    /** The answer to the form shows the address: nothing keeps it to show it later. */
    @PostMapping(path = "/calendar", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView change(@RequestParam(name = "do", defaultValue = "") String what, Person person) {
        switch (what) {
            case "make" -> {
                return page(person, calendars.make(person, Languages.current()));
            }
            case "end" -> {
                calendars.end(person);
                return Pages.seeOther("/calendar");
            }
            default -> throw Refused.with(400, "calendar.form");
        }
    }

    private ModelAndView page(Person person, String address) {
        return pages.of("calendar", Map.of("address", address, "made", calendars.made(person)));
    }

    /** Calendars sign in nowhere: whoever has the address may read it. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/calendar/feed/{token}", produces = "text/calendar")
    ResponseEntity<byte[]> feed(@PathVariable String token) {
        var owner = calendars.owner(token).orElseThrow(Refused::unknown);
        following.level();
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=900")
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .body(
                        calendars
                                .feed(owner, offices.of(owner.person()))
                                .getBytes(StandardCharsets.UTF_8));
    }
}
