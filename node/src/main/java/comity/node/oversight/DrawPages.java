package comity.node.oversight;

import comity.node.frame.NotDone;
import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.oversight.Draws.Written;
import comity.record.draw.Draw;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Samples that nobody steers, for the inspectors of the oversight body. */
@Controller
@Serves(offices = Draw.OVERSIGHT)
class DrawPages {
    private final Pages pages;
    private final Draws draws;

    DrawPages(Pages pages, Draws draws) {
        this.pages = pages;
        this.draws = draws;
    }

    @GetMapping(path = "/oversight/draws", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list() {
        return list(new Written("", "", "", "", "", "", "", ""), null);
    }

    private ModelAndView list(Written typed, @Nullable NotDone why) {
        var shown = new HashMap<String, Object>();
        shown.put("view", draws.view());
        shown.put(
                "typed",
                Map.of(
                        "direction", typed.direction(),
                        "partner", typed.partner(),
                        "measure", typed.measure(),
                        "urgency", typed.urgency(),
                        "from", typed.from(),
                        "until", typed.until(),
                        "sample", typed.sample(),
                        "seed", typed.seed()));
        shown.put("wrong", why == null ? "" : why.word());
        return answered("draws", shown, why);
    }

    private ModelAndView answered(
            String template, Map<String, Object> shown, @Nullable NotDone why) {
        var page = pages.of(template, shown);
        if (why != null) page.setStatus(HttpStatus.valueOf(why.status()));
        return page;
    }

    /** What was typed stays, whatever is wrong with it. */
    @PostMapping(path = "/oversight/draws", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView commit(
            @RequestParam(defaultValue = "") String direction,
            @RequestParam(defaultValue = "") String partner,
            @RequestParam(defaultValue = "") String measure,
            @RequestParam(defaultValue = "") String urgency,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String sample,
            @RequestParam(defaultValue = "") String seed,
            Officer officer) {
        var typed =
                new Written(
                        direction,
                        partner,
                        measure,
                        urgency,
                        from.strip(),
                        until.strip(),
                        sample.strip(),
                        seed.strip());
        try {
            return Pages.seeOther("/oversight/draws/" + draws.commit(typed, officer));
        } catch (NotDone e) {
            return list(typed, e);
        }
    }

    @GetMapping(path = "/oversight/draws/{draw}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView one(@PathVariable("draw") UUID docket) {
        return one(docket, "", "", null);
    }

    private ModelAndView one(UUID docket, String seed, String reason, @Nullable NotDone why) {
        var shown = new HashMap<String, Object>();
        shown.put("view", draws.one(docket));
        shown.put("seed", seed);
        shown.put("reason", reason);
        shown.put("wrong", why == null ? "" : why.word());
        return answered("draw", shown, why);
    }

    /** Opens the secret, or gives the draw up. */
    @PostMapping(
            path = "/oversight/draws/{draw}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView end(
            @PathVariable("draw") UUID docket,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String seed,
            @RequestParam(defaultValue = "") String reason,
            Officer officer) {
        try {
            if (act.equals("abandon")) draws.abandon(docket, reason, officer);
            else draws.settle(docket, seed.strip(), officer);
            return Pages.seeOther("/oversight/draws/" + docket);
        } catch (NotDone e) {
            return one(docket, seed, reason, e);
        }
    }
}
