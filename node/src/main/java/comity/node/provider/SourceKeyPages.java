package comity.node.provider;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of a provider's source keys, for its agents. */
@Controller
class SourceKeyPages {
    private final SourceKeys keys;
    private final Pages pages;

    SourceKeyPages(SourceKeys keys, Pages pages) {
        this.keys = keys;
        this.pages = pages;
    }

    @Serves(offices = {"PRV", "CUS"})
    @GetMapping(path = "/provider/keys", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(Officer officer) {
        return page(officer, "", "", Optional.empty());
    }

    private ModelAndView page(
            Officer officer, String label, String written, Optional<String> wrong) {
        return pages.of(
                "sourceKeys",
                Map.of(
                        "keys",
                        keys.of(officer.authority()).stream()
                                .map(SourceKeyResource.KeyView::of)
                                .toList(),
                        "office",
                        officer.inOffice(),
                        "label",
                        label,
                        "written",
                        written,
                        "wrong",
                        wrong.orElse("")));
    }

    /** The line that {@code ./comity send --new-key} printed: algorithm and key. */
    @Serves(offices = {"PRV", "CUS"})
    @PostMapping(path = "/provider/keys", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView enter(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String label,
            Officer officer) {
        var words = key.strip().split("\\s+");
        var entered =
                words.length == 2
                        ? keys.enter(words[0], words[1], label, officer)
                        : Optional.<SourceKeys.SourceKey>empty();
        if (entered.isPresent())
            return Pages.seeOther("/provider/keys?office=" + officer.inOffice());
        var page = page(officer, label, key, Optional.of("provider.keys.wrong"));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @Serves(offices = {"PRV", "CUS"})
    @PostMapping(path = "/provider/keys/{id}/end", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView end(@PathVariable String id, Officer officer) {
        if (!id.matches("[0-9a-f]{64}") || !keys.end(new Digest(id), officer.authority()))
            throw Refused.unknown();
        return Pages.seeOther("/provider/keys?office=" + officer.inOffice());
    }
}
