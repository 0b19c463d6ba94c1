package comity.node.custody;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Custody of a docket's exhibits, for people: who holds what, what is made of it, what comes in.
 * What was typed comes back with whatever is wrong with it; a file has to be chosen again.
 */
@Controller
@Serves(offices = {"CAO", "CUS", "INV", "PRO"})
class CustodyPages {
    /** What a form takes; anything larger is delivered with {@code ./comity send}. */
    private static final int MOST_BYTES = 12 << 20;

    private final Pages pages;
    private final HoldingViews views;
    private final Derivations derivations;
    private final Imports imports;

    CustodyPages(Pages pages, HoldingViews views, Derivations derivations, Imports imports) {
        this.pages = pages;
        this.views = views;
        this.derivations = derivations;
        this.imports = imports;
    }

    @GetMapping(path = "/dockets/{docket}/custody", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(@PathVariable UUID docket, HttpServletRequest request, Officer officer) {
        return page(docket, officer, request, Optional.empty());
    }

    private ModelAndView page(
            UUID docket, Officer officer, HttpServletRequest request, Optional<Problem> problem) {
        var shown = new HashMap<String, Object>();
        var typed = new HashMap<String, String>();
        request.getParameterMap()
                .forEach((name, values) -> typed.put(name, values.length == 0 ? "" : values[0]));
        shown.put("view", views.of(docket, officer).orElseThrow(Refused::unknown));
        shown.put("office", officer.inOffice());
        shown.put("code", officer.office());
        shown.put("typed", typed);
        shown.put("problem", problem);
        var page = pages.of("custody", shown);
        problem.ifPresent(said -> page.setStatus(HttpStatusCode.valueOf(said.status())));
        return page;
    }

    /** What a form does once it is sent. */
    @FunctionalInterface
    private interface Deed {
        Digest of(Touching touching) throws IOException, ServletException;
    }

    private ModelAndView done(UUID docket, HttpServletRequest request, Officer officer, Deed deed)
            throws IOException {
        try {
            var touching =
                    new Touching(
                            text(request, "place"),
                            CustodyResource.digest(text(request, "under"), "under").hex(),
                            text(request, "reasons"));
            var act = deed.of(touching);
            return Pages.seeOther("/dockets/" + docket + "#act-" + act.hex());
        } catch (Refused refused) {
            return page(
                    docket, officer, request, Optional.of(refused.problem(Languages.current())));
        } catch (ServletException _) {
            throw Refused.with(415, "media-type.not-taken");
        }
    }

    /** Another's container, as it is. */
    @Serves(offices = {"CAO", "CUS"})
    @PostMapping(
            path = "/dockets/{docket}/custody/containers",
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView take(@PathVariable UUID docket, HttpServletRequest request, Officer officer)
            throws IOException {
        return done(
                docket,
                request,
                officer,
                touching ->
                        imports.take(
                                docket,
                                text(request, "giver"),
                                brought(request),
                                touching,
                                officer));
    }

    /** What somebody made of an exhibit elsewhere. */
    @PostMapping(
            path = "/dockets/{docket}/custody/derivations",
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView derive(@PathVariable UUID docket, HttpServletRequest request, Officer officer)
            throws IOException {
        return done(
                docket,
                request,
                officer,
                touching ->
                        derivations.file(
                                docket,
                                origin(request),
                                new Derivations.Said(
                                        made(text(request, "made")),
                                        text(request, "tool"),
                                        text(request, "version"),
                                        text(request, "parameters")),
                                brought(request),
                                touching,
                                officer));
    }

    /** What the node makes by itself: a redacted copy, or a list of hashes. */
    @PostMapping(
            path = "/dockets/{docket}/custody/redactions",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView redact(@PathVariable UUID docket, HttpServletRequest request, Officer officer)
            throws IOException {
        return done(
                docket,
                request,
                officer,
                touching ->
                        derivations.redact(
                                docket,
                                origin(request),
                                CustodyResource.cuts(
                                        text(request, "unit"), text(request, "removed")),
                                touching,
                                officer));
    }

    @PostMapping(
            path = "/dockets/{docket}/custody/hash-lists",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView list(@PathVariable UUID docket, HttpServletRequest request, Officer officer)
            throws IOException {
        return done(
                docket,
                request,
                officer,
                touching -> derivations.hashList(docket, origin(request), touching, officer));
    }

    private static Act.Making made(String word) {
        for (var known : Act.Making.values())
            if (known.name().equals(word) && known != Act.Making.REDACTION) return known;
        throw Refused.with(422, "field.misshapen", Map.of("field", "made"));
    }

    private static String text(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
    }

    private static Digest origin(HttpServletRequest request) {
        return CustodyResource.digest(text(request, "exhibit"), "exhibit");
    }

    /** The file that the form sent; without one, what was chosen among what was delivered. */
    private static Brought brought(HttpServletRequest request)
            throws IOException, ServletException {
        var file = Optional.ofNullable(request.getPart("file")).filter(part -> part.getSize() > 0);
        if (file.isPresent()) return new Brought.Sent(name(file.get()), bytes(file.get()));
        return new Brought.Delivered(CustodyResource.digest(text(request, "delivered"), "file"));
    }

    private static String name(Part file) {
        var name = Optional.ofNullable(file.getSubmittedFileName()).orElse("");
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.isBlank()
                        || last.length() > 255
                        || last.chars().anyMatch(Character::isISOControl)
                ? "file"
                : last;
    }

    private static byte[] bytes(Part file) throws IOException {
        try (var in = file.getInputStream()) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw Refused.with(413, "custody.too-large");
            return bytes;
        }
    }
}
