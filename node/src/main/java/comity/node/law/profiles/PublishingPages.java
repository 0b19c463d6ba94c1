package comity.node.law.profiles;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.WhoActs;
import comity.node.identity.Gazette;
import comity.node.identity.LawEntries;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.law.profiles.ProfilesView.Heard;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileReader;
import comity.treaty.law.ProfileTerms;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Entering a new version, for this State's registrar of laws: by a form for every member, or with a
 * document from elsewhere. Nothing is entered that its author has not first seen compared with what
 * stands: the button carries the digest of what was shown. Another registrar publishes it.
 */
@Controller
@Serves(offices = Gazette.OFFICE)
class PublishingPages {
    private final Pages pages;
    private final Shelf shelf;
    private final LawEntries entries;
    private final WhoActs whoActs;
    private final InstantSource clock;

    PublishingPages(
            Pages pages, Shelf shelf, LawEntries entries, WhoActs whoActs, InstantSource clock) {
        this.whoActs = whoActs;
        this.pages = pages;
        this.shelf = shelf;
        this.entries = entries;
        this.clock = clock;
    }

    @GetMapping(path = "/law/profiles/new", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView write(Officer registrar) {
        return form(next(), Heard.NOTHING, "");
    }

    @PostMapping(path = "/law/profiles/new", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView take(
            @RequestParam MultiValueMap<String, String> typed,
            Officer registrar,
            HttpServletRequest request) {
        var document = ProfileForm.document(shelf.own(), typed);
        var wanted = Optional.ofNullable(typed.getFirst("do")).orElse("");
        if (wanted.startsWith("more."))
            return form(document, Heard.NOTHING, wanted.substring("more.".length()));
        var read = ProfileReader.read(document, shelf.publisher());
        var heard = heard(read);
        if (publishes(wanted, typed.getFirst("checked"), heard))
            return entered(document, registrar, request);
        var view = form(document, heard, "");
        view.setStatus(
                read.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    @GetMapping(path = "/law/profiles/document", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView paste(Officer registrar) {
        return document("", Heard.NOTHING);
    }

    @PostMapping(
            path = "/law/profiles/document",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView takeDocument(
            @RequestParam(defaultValue = "") String json,
            @RequestParam(name = "do", defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String checked,
            Officer registrar,
            HttpServletRequest request) {
        // A browser sends line ends as CR LF; its author's lines are the same.
        var text = json.replace("\r\n", "\n");
        var read = ProfileReader.read(text.getBytes(StandardCharsets.UTF_8), shelf.publisher());
        var heard = heard(read);
        if (publishes(wanted, checked, heard))
            return entered(read.profile().orElseThrow().document(), registrar, request);
        var view = document(text, heard);
        view.setStatus(
                read.problems().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    private static boolean publishes(
            String wanted, @org.jspecify.annotations.Nullable String checked, Heard heard) {
        return wanted.equals("publish")
                && !heard.checked().isEmpty()
                && heard.checked().equals(checked);
    }

    private ModelAndView entered(Json.Obj document, Officer registrar, HttpServletRequest request) {
        entries.enter(Law.PROFILE, document, registrar, whoActs.verified(request));
        return Pages.seeOther("/law/entries");
    }

    /** What the next version starts from: what stands, with the next number and today's date. */
    private Json.Obj next() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        var standing = shelf.standing(shelf.own()).map(version -> version.profile());
        return standing.map(Profile::whole)
                .orElse(Json.EMPTY)
                .with("format", ProfileTerms.FORMAT)
                .with("state", shelf.own())
                .with("version", standing.map(Profile::version).orElse(0L) + 1)
                .with("asOf", today)
                .with("inForceFrom", today);
    }

    private Heard heard(ProfileReader.Read read) {
        if (read.profile().isEmpty()) return new Heard("", read.problems(), List.of());
        var profile = read.profile().get();
        var before =
                shelf.standing(shelf.own())
                        .map(version -> version.profile())
                        .orElseGet(() -> new Profile(shelf.own(), Json.EMPTY));
        return new Heard(
                Digest.of(profile.document()).hex(),
                List.of(),
                new Shown(Languages.current(), shelf.authorities(shelf.own()))
                        .differences(before, profile));
    }

    private ModelAndView form(Json.Obj document, Heard heard, String more) {
        var form =
                new ProfileForm(
                        Languages.current(), shelf.authorities(shelf.own()), heard.problems());
        return pages.of(
                "profileForm",
                Map.of(
                        "heard", heard,
                        "sections", form.sections(document, more),
                        "number", document.integer("version").orElse(0L)));
    }

    private ModelAndView document(String json, Heard heard) {
        return pages.of("profileDocument", Map.of("json", json, "heard", heard));
    }
}
