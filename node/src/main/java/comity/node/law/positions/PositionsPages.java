package comity.node.law.positions;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.law.positions.PositionsView.SourceView;
import comity.node.law.positions.PositionsView.StateView;
import comity.node.registry.Registry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The world's map, the table that says the same, and one State's page with where its law is. */
@Controller
@Serves(Serves.Whom.ANYONE)
class PositionsPages {
    private final Pages pages;
    private final Listing listing;
    private final WorldMap map;
    private final Registry registry;

    PositionsPages(Pages pages, Listing listing, WorldMap map, Registry registry) {
        this.pages = pages;
        this.listing = listing;
        this.map = map;
        this.registry = registry;
    }

    @GetMapping(path = "/law/positions", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView positions(
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String sort) {
        var asked = Asked.of(filter, region, sort);
        var view = listing.of(asked, Languages.current());
        var byCode = new TreeMap<String, StateView>();
        view.states().forEach(state -> byCode.put(state.state(), state));
        return pages.of(
                "positions", Map.of("view", view, "asked", asked, "map", map, "byCode", byCode));
    }

    @GetMapping(path = "/law/positions/{state}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView state(@PathVariable String state) {
        var language = Languages.current();
        var view = listing.of(state, language).orElseThrow(Refused::unknown);
        var motions = new TreeMap<String, PositionsView.MotionView>();
        view.positions()
                .forEach(
                        position ->
                                listing.motion(position.motion(), language)
                                        .ifPresent(motion -> motions.put(motion.id(), motion)));
        return pages.of(
                "positionsState",
                Map.of(
                        "view",
                        view,
                        "asOf",
                        listing.asOf(),
                        "motions",
                        motions,
                        "profile",
                        registry.profiles(Set.of(state)).of(state).isPresent(),
                        "register",
                        registry.provisions().states().contains(state),
                        "sources",
                        listing.sources().stream()
                                .collect(Collectors.toMap(SourceView::id, source -> source))));
    }
}
