package comity.node.within;

import comity.node.frame.Refused;
import comity.node.frame.Seeing;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Readings;
import comity.node.identity.Serves;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Exculpatory;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Marked;
import comity.treaty.rules.SetAside;
import comity.treaty.rules.UseLimits;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exhibits once they are sealed: opened for those who may. */
@RestController
class ExhibitResource {
    private final FileVault vault;
    private final Namings namings;
    private final Restricted restricted;
    private final Composer composer;
    private final Seeing sight;
    private final Readings readings;

    ExhibitResource(
            FileVault vault,
            Namings namings,
            Restricted restricted,
            Composer composer,
            Seeing sight,
            Readings readings) {
        this.sight = sight;
        this.readings = readings;
        this.vault = vault;
        this.namings = namings;
        this.restricted = restricted;
        this.composer = composer;
    }

    /**
     * The exhibit's bytes, in the clear, for those on whose dockets an act names it; to all others
     * it does not exist. What was set aside, and what it was taken from, opens for a judge alone;
     * what is frozen, for the filter reviewer and after their report for a judge; what a list of
     * hashes names as abuse of children, for nobody.
     */
    @Serves(offices = {"CAO", "CUS", "JUD", "PRO", "INV", "FIL", "DEF"})
    @GetMapping("/exhibits/{sha256}")
    void open(
            @PathVariable String sha256,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String why,
            Officer officer,
            HttpServletResponse response)
            throws IOException {
        var exhibit = held(sha256);
        var dockets =
                namings.naming(exhibit, officer.state()).stream()
                        .filter(docket -> sight.sees(docket.id(), officer))
                        .toList();
        if (dockets.isEmpty()) throw Refused.unknown();
        switch (officer.office()) {
            case "FIL" -> filters(dockets, exhibit, officer);
            case "DEF" -> defends(dockets, exhibit, officer);
            default -> {
                reads(dockets, exhibit, officer);
                keeps(dockets, exhibit, officer, text(purpose));
            }
        }
        if (restricted.holds(exhibit.sha256())) throw Refused.with(403, "exhibit.restricted");
        readings.add(
                officer,
                dockets.getFirst().id(),
                exhibit.sha256().hex(),
                "/exhibits/{sha256}",
                Set.of(),
                Readings.Purpose.of(text(why)).orElse(Readings.Purpose.UNSAID));
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(exhibit.size());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(exhibit.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        vault.open(exhibit.sha256(), response.getOutputStream());
    }

    /** A filter reviewer sees what is marked and not ruled on, and is not on the case. */
    private void filters(List<Docket> dockets, Held exhibit, Officer officer) {
        for (var docket : dockets) {
            if (!Marked.awaitsRuling(docket, exhibit.sha256())) continue;
            var pseudonym = composer.author(docket.id(), officer).officer();
            if (Marked.isOnTheCase(docket, pseudonym))
                throw Refused.with(403, "filter.on-the-case");
            return;
        }
        throw Refused.unknown();
    }

    /** 40(19): what was disclosed to this defence, and nothing else of the case. */
    private static void defends(List<Docket> dockets, Held exhibit, Officer officer) {
        for (var docket : dockets) {
            if (!Exculpatory.isDisclosed(docket, exhibit.sha256(), officer.authority())) continue;
            var frozen = Marked.frozen(docket, exhibit.sha256());
            if (frozen.isPresent()) throw Refused.denied(List.of(frozen.get()));
            return;
        }
        throw Refused.unknown();
    }

    /** 36, 40(19): each docket's conditions stand for themselves; one that permits it is enough. */
    private void keeps(List<Docket> dockets, Held exhibit, Officer officer, String purpose) {
        var wish =
                new UseLimits.Wish(Act.Doing.USE, exhibit.sha256(), purpose, officer.office(), "");
        permits(dockets, officer, wish);
    }

    private void permits(List<Docket> dockets, Officer officer, UseLimits.Wish wish) {
        var refused = List.<Finding>of();
        for (var docket : dockets) {
            refused = UseLimits.refuse(docket, officer.state(), wish, composer.today());
            if (refused.isEmpty()) return;
        }
        throw Refused.denied(refused);
    }

    private static void reads(List<Docket> dockets, Held exhibit, Officer officer) {
        var judge = officer.office().equals("JUD");
        for (var docket : dockets) {
            var frozen = Marked.frozen(docket, exhibit.sha256());
            var shown = judge && Marked.isReviewed(docket, exhibit.sha256());
            if (frozen.isPresent() && !shown) throw Refused.denied(List.of(frozen.get()));
        }
        var aside =
                dockets.stream()
                        .anyMatch(
                                docket -> SetAside.holdsWhatWasSetAside(docket, exhibit.sha256()));
        var released =
                dockets.stream()
                        .anyMatch(
                                docket ->
                                        SetAside.decision(docket, exhibit.sha256())
                                                .filter(Act.Decision.RELEASE::equals)
                                                .isPresent());
        if ((aside || !exhibit.transmissible() && !released) && !judge) throw Refused.unknown();
    }

    private Held held(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) throw Refused.unknown();
        return vault.held(new Digest(sha256)).orElseThrow(Refused::unknown);
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }
}
