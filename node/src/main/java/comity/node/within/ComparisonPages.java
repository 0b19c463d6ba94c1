package comity.node.within;

import comity.evidence.reading.Columns;
import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.vault.Held;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A comparison with an order, for people: how far it has come, and what came of it. */
@Controller
@Serves(offices = {"CAO", "CUS"})
class ComparisonPages {
    private static final List<String> COLUMNS = List.of("time", "form", "zone", "year", "account");

    private final Pages pages;
    private final ComparisonDesk desk;

    ComparisonPages(Pages pages, ComparisonDesk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    @GetMapping(path = "/exhibits/{sha256}/comparison", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView look(@PathVariable String sha256, Officer officer) {
        return page(desk.exhibit(sha256, officer), officer, new LinkedMultiValueMap<>(), false);
    }

    /** Has it compared, with the columns that were named if any were; or stopped. */
    @PostMapping(
            path = "/exhibits/{sha256}/comparison",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView ask(
            @PathVariable String sha256,
            @RequestParam MultiValueMap<String, String> given,
            Officer officer) {
        var exhibit = desk.exhibit(sha256, officer);
        if (text(given, "do").equals("stop")) {
            desk.stop(exhibit);
        } else {
            var columns = columns(given);
            if (columns.isEmpty() && !text(given, "time").isBlank())
                return page(exhibit, officer, given, true);
            desk.ask(exhibit, officer, columns);
        }
        return Pages.seeOther("/exhibits/" + sha256 + "/comparison?office=" + officer.inOffice());
    }

    private static Optional<Columns> columns(MultiValueMap<String, String> given) {
        return Columns.of(
                text(given, "time"),
                text(given, "form"),
                text(given, "zone"),
                text(given, "year"),
                text(given, "account"));
    }

    private ModelAndView page(
            Held exhibit, Officer officer, MultiValueMap<String, String> given, boolean misshapen) {
        var view = desk.seen(exhibit, officer);
        var typed = new LinkedHashMap<String, String>();
        for (var field : COLUMNS) typed.put(field, text(given, field));
        return pages.of(
                "comparison",
                Map.of(
                        "comparing",
                        view,
                        "name",
                        exhibit.name(),
                        "office",
                        officer.inOffice(),
                        "compared",
                        Optional.ofNullable(view.comparison())
                                .map(ComparisonPages::canonical)
                                .orElse(List.of()),
                        "typed",
                        typed,
                        "misshapen",
                        misshapen));
    }

    /** Each part as a form of an act carries an exhibit. */
    private static List<String> canonical(ComparisonView comparison) {
        return comparison.json().items("compared").stream()
                .map(part -> new String(bytes(part), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(Json part) {
        return CanonicalJson.bytes(part);
    }

    private static String text(MultiValueMap<String, String> given, String name) {
        return Optional.ofNullable(given.getFirst(name)).orElse("").strip();
    }
}
