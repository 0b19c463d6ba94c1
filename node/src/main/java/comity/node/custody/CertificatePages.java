package comity.node.custody;

import comity.node.frame.Pages;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the training authority begins a certificate: it names the docket and the person, and never
 * sees what is on the docket.
 */
@Controller
@Serves(offices = "TRN")
class CertificatePages {
    private final Pages pages;
    private final Handlers handlers;

    CertificatePages(Pages pages, Handlers handlers) {
        this.pages = pages;
        this.handlers = handlers;
    }

    @GetMapping(path = "/custody/certificates", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView begin(Officer officer) {
        return page(officer, "", "", false);
    }

    /** On to the form of the act, which holds the person's pseudonym. */
    @PostMapping(
            path = "/custody/certificates",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView take(@RequestParam MultiValueMap<String, String> given, Officer officer) {
        var docket = Optional.ofNullable(given.getFirst("docket")).orElse("").strip();
        var person = Optional.ofNullable(given.getFirst("person")).orElse("").strip();
        var holder = uuid(docket).flatMap(id -> handlers.on(id, person, officer));
        if (holder.isEmpty()) {
            var again = page(officer, docket, person, true);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return Pages.seeOther(
                "/dockets/%s/acts/certify-handler?office=%s&terms.holder=%s"
                        .formatted(docket, officer.inOffice(), holder.get().hex()));
    }

    private ModelAndView page(Officer officer, String docket, String person, boolean unknown) {
        return pages.of(
                "certificates",
                Map.of(
                        "office", officer.inOffice(),
                        "people", handlers.all(),
                        "docket", docket,
                        "person", person,
                        "unknown", unknown));
    }

    static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
