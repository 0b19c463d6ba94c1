package comity.node.within;

import comity.evidence.reading.Columns;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.vault.FileVault;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.rules.Marked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What of evidence waits for somebody, and a comparison with the order: for people. */
@Controller
@Serves(offices = {"CAO", "CUS", "JUD", "OVS", "FIL", "DEF"})
class WithinPages {
    private final Pages pages;
    private final WithinViews views;
    private final WhoActs whoActs;
    private final FileVault vault;
    private final Comparing comparing;
    private final Namings namings;

    WithinPages(
            Pages pages,
            WithinViews views,
            WhoActs whoActs,
            FileVault vault,
            Comparing comparing,
            Namings namings) {
        this.pages = pages;
        this.views = views;
        this.whoActs = whoActs;
        this.vault = vault;
        this.comparing = comparing;
        this.namings = namings;
    }

    @GetMapping(path = "/within", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(Person person) {
        return pages.of("within", Map.of("views", views.of(whoActs.held(person))));
    }

    /** Compares now; with the columns that were named, if any were. */
    @Serves(offices = {"CAO", "CUS"})
    @PostMapping(
            path = "/exhibits/{sha256}/comparison",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView compare(
            @PathVariable String sha256,
            @RequestParam MultiValueMap<String, String> given,
            Officer officer)
            throws IOException {
        if (!sha256.matches("[0-9a-f]{64}")) throw Refused.unknown();
        var exhibit = vault.held(new Digest(sha256)).orElseThrow(Refused::unknown);
        var order = namings.order(exhibit.sha256(), officer.state()).orElseThrow(Refused::unknown);
        var frozen = Marked.frozen(order.docket(), exhibit.sha256());
        if (frozen.isPresent()) throw Refused.denied(List.of(frozen.get()));
        var named = text(given, "time");
        var columns =
                named.isBlank()
                        ? Optional.<Columns>empty()
                        : Columns.of(
                                named,
                                text(given, "form"),
                                text(given, "zone"),
                                text(given, "year"),
                                text(given, "account"));
        var view =
                ComparisonView.of(
                        exhibit, order, comparing.compare(exhibit, order.order().scope(), columns));
        var typed = new LinkedHashMap<String, String>();
        for (var field : List.of("time", "form", "zone", "year", "account"))
            typed.put(field, text(given, field));
        return pages.of(
                "comparison",
                Map.of(
                        "exhibit",
                        exhibit.sha256().hex(),
                        "name",
                        exhibit.name(),
                        "office",
                        officer.inOffice(),
                        "comparison",
                        view,
                        "compared",
                        view.compared().stream().map(WithinPages::canonical).toList(),
                        "typed",
                        typed,
                        "misshapen",
                        !named.isBlank() && columns.isEmpty()));
    }

    private static String text(MultiValueMap<String, String> given, String name) {
        return Optional.ofNullable(given.getFirst(name)).orElse("").strip();
    }

    /** As a form of an act carries an exhibit. */
    private static String canonical(Map<String, Object> exhibit) {
        var json = new LinkedHashMap<String, Json>();
        exhibit.forEach(
                (name, value) ->
                        json.put(
                                name,
                                switch (value) {
                                    case Long number -> new Json.Int(number);
                                    case Collection<?> many ->
                                            Json.strings(
                                                    many.stream().map(Object::toString).toList());
                                    default -> new Json.Str(value.toString());
                                }));
        return new String(CanonicalJson.bytes(new Json.Obj(json)), StandardCharsets.UTF_8);
    }
}
