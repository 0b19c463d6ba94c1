package comity.node.trust;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The directory for people: its root, its keys, and what waits for the holders. */
@Controller
class DirectoryPages {
    private final DirectoryViews views;
    private final DirectoryResource resource;
    private final KeyUses uses;
    private final Pages pages;

    DirectoryPages(DirectoryViews views, DirectoryResource resource, KeyUses uses, Pages pages) {
        this.views = views;
        this.resource = resource;
        this.uses = uses;
        this.pages = pages;
    }

    @Serves
    @GetMapping(path = "/directory", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView directory() {
        return page("", List.of());
    }

    private ModelAndView page(String typed, List<String> problems) {
        return pages.of(
                "directory",
                Map.of("directory", views.now(), "typed", typed, "problems", problems));
    }

    /** What was pasted stays where it was if it is refused. */
    @Serves(offices = {"LAW", "ADM"})
    @PostMapping(path = "/directory/versions", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView publish(@RequestParam(defaultValue = "") String approved) {
        try {
            resource.published(
                    JsonReader.actObject(approved.strip().getBytes(StandardCharsets.UTF_8)));
            return Pages.seeOther("/directory");
        } catch (MalformedJson _) {
            return refused(approved, Refused.with(400, "directory.malformed"));
        } catch (Refused e) {
            return refused(approved, e);
        }
    }

    private ModelAndView refused(String typed, Refused why) {
        var problem = why.problem(Languages.current());
        var page = page(typed, List.of(problem.title(), problem.remedy()));
        page.setStatus(HttpStatus.resolve(problem.status()));
        return page;
    }

    @Serves(offices = {"LAW", "ADM"})
    @PostMapping(path = "/directory/rotations", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView rotate(@RequestParam(defaultValue = "") String authority) {
        resource.rotated(authority);
        return Pages.seeOther("/directory");
    }

    @Serves(offices = {"LAW", "ADM", "CAO"})
    @GetMapping(path = "/directory/uses", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView uses(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String since) {
        var shown = new HashMap<String, Object>();
        shown.put("key", key);
        shown.put("since", since);
        var asked = !since.isBlank();
        shown.put("asked", asked);
        shown.put(
                "uses", asked ? uses.of(key, DirectoryResource.instant(whole(since))) : List.of());
        return pages.of("directoryUses", shown);
    }

    /** What a browser's field for a moment sends, or an instant as programs write it. */
    private static String whole(String since) {
        if (since.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")) return since + ":00Z";
        return since.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? since + "T00:00:00Z" : since;
    }
}
