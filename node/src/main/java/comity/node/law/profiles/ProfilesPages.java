package comity.node.law.profiles;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.law.profiles.ProfilesView.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The States' profiles, for whoever wants to read them. */
@Controller
@Serves(Serves.Whom.ANYONE)
class ProfilesPages {
    private final Pages pages;
    private final Shelf shelf;

    ProfilesPages(Pages pages, Shelf shelf) {
        this.pages = pages;
        this.shelf = shelf;
    }

    @GetMapping(path = "/law/profiles", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list() {
        var standing =
                shelf.all().keySet().stream()
                        .flatMap(state -> shelf.standing(state).stream())
                        .toList();
        return pages.of("profiles", Map.of("standing", standing, "own", shelf.own()));
    }

    @GetMapping(path = "/law/profiles/{state}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView one(@PathVariable String state, @RequestParam(defaultValue = "") String act) {
        var standing = shelf.standing(state);
        var wanted =
                act.isEmpty()
                        ? standing
                        : shelf.of(state).stream()
                                .filter(version -> version.digest().equals(act))
                                .findFirst();
        var published = wanted.orElseThrow(Refused::unknown);
        var shown = shown(state);
        return pages.of(
                "profile",
                Map.of(
                        "published", published,
                        "authority", shown.authority(published.authority()),
                        "standing", standing.filter(published::equals).isPresent(),
                        "parts", shown.parts(published.profile()),
                        "own", shelf.own()));
    }

    @GetMapping(path = "/law/profiles/{state}/versions", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView versions(@PathVariable String state) {
        var versions = shelf.of(state);
        if (versions.isEmpty()) throw Refused.unknown();
        var standing = shelf.standing(state);
        var shown = shown(state);
        var steps = new ArrayList<Step>();
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            steps.add(
                    new Step(
                            version,
                            shown.authority(version.authority()),
                            standing.filter(version::equals).isPresent(),
                            i == 0
                                    ? List.of()
                                    : shown.differences(
                                            versions.get(i - 1).profile(), version.profile())));
        }
        return pages.of("profileVersions", Map.of("state", state, "steps", steps.reversed()));
    }

    @GetMapping(path = "/law/profiles/comparison", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView comparison(@RequestParam String one, @RequestParam String other) {
        var first = shelf.standing(one).orElseThrow(Refused::unknown);
        var second = shelf.standing(other).orElseThrow(Refused::unknown);
        return pages.of(
                "profileComparison",
                Map.of(
                        "one", one,
                        "other", other,
                        "differences", shown(one).differences(first.profile(), second.profile())));
    }

    private Shown shown(String state) {
        return new Shown(Languages.current(), shelf.authorities(state));
    }
}
