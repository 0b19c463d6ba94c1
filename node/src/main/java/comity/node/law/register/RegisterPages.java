package comity.node.law.register;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Keystore;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.treaty.register.Article;
import comity.treaty.register.Matrix;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The register for reading, which is everybody's: States by articles, two States, one provision.
 */
@Controller
@Serves(Serves.Whom.ANYONE)
class RegisterPages {
    private final Registry registry;
    private final Pages pages;
    private final Keystore keys;
    private final InstantSource clock;

    RegisterPages(Registry registry, Pages pages, Keystore keys, InstantSource clock) {
        this.registry = registry;
        this.pages = pages;
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping(path = "/law/register", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView matrix(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String day) {
        var register = registry.provisions();
        var asked = Asked.day(day, clock);
        var articles = Asked.articles(article);
        var standing = register.on(asked);
        var states =
                state.isBlank() ? register.states() : Set.of(Asked.state(state, register.states()));
        return pages.of(
                "register",
                Map.of(
                        "matrix", Matrix.of(standing, states, articles),
                        "states", register.states(),
                        "state", state,
                        "article", article,
                        "day", asked.toString(),
                        "uncovered",
                                Matrix.uncovered(standing).stream()
                                        .filter(one -> states.contains(one.provision().state()))
                                        .toList()));
    }

    @GetMapping(path = "/law/register/compare", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView compare(
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String second,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) List<String> conduct,
            @RequestParam Map<String, String> fields) {
        var register = registry.provisions();
        var states = register.states();
        var one = first.isBlank() ? keys.state() : first;
        var other =
                second.isBlank()
                        ? states.stream().filter(code -> !code.equals(one)).findFirst().orElse(one)
                        : second;
        var shown = new HashMap<String, Object>();
        shown.put("states", states);
        shown.put("article", article);
        shown.put(
                "sides",
                SideBySide.of(
                        register,
                        Asked.state(one, states),
                        Asked.state(other, states),
                        Asked.day(day, clock),
                        Asked.articles(article),
                        Asked.facts(Objects.requireNonNullElse(conduct, List.of()), fields)));
        return pages.of("register_compare", shown);
    }

    /** Everything that stands of one State's law, with its differences in words. */
    @GetMapping(path = "/law/register/{state:[A-Z][A-Z]}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView state(@PathVariable String state, @RequestParam(defaultValue = "") String day) {
        var register = registry.provisions();
        Asked.state(state, register.states());
        var asked = Asked.day(day, clock);
        var standing = register.on(asked, state);
        var row =
                Matrix.of(standing, Set.of(state), EnumSet.allOf(Article.class)).cells().get(state);
        return pages.of(
                "register_state",
                Map.of(
                        "state", state,
                        "day", asked.toString(),
                        "row", Objects.requireNonNull(row),
                        "uncovered", Matrix.uncovered(standing),
                        "complete", register.complete(state)));
    }

    @GetMapping(
            path = "/law/register/{state:[A-Z][A-Z]}/{name}",
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView provision(
            @PathVariable String state,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String day) {
        var register = registry.provisions();
        var history = register.history(state + "/" + name);
        if (history.isEmpty()) throw Refused.unknown();
        var asked = Asked.day(day, clock);
        var standing = register.on(asked, state, name);
        return pages.of(
                "register_provision",
                Map.of(
                        "version", standing.orElseGet(history::getLast),
                        "stands", standing.isPresent(),
                        "day", asked.toString(),
                        "own", state.equals(keys.state()),
                        "history", history.reversed()));
    }
}
