package comity.node.within;

import comity.node.frame.Problems;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Readings;
import comity.node.identity.Serves;
import comity.node.vault.FileVault;
import comity.record.act.Digest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Exhibits once they are sealed: opened by an act, and then taken, for programs. */
@RestController
@Serves(offices = {"CAO", "CUS", "JUD", "PRO", "INV", "FIL", "DEF"})
class ExhibitResource {
    private final FileVault vault;
    private final ExhibitSight sight;
    private final Openings openings;
    private final Readings readings;

    ExhibitResource(FileVault vault, ExhibitSight sight, Openings openings, Readings readings) {
        this.readings = readings;
        this.vault = vault;
        this.sight = sight;
        this.openings = openings;
    }

    /**
     * The exhibit's bytes, in the clear, for the officer whose opening stands on a docket. A reader
     * of pages who has not opened it is led to the form for it; asking files nothing by itself.
     */
    @GetMapping("/exhibits/{sha256}")
    void take(
            @PathVariable String sha256,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String why,
            Officer officer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var seen = sight.of(sha256, officer, text(purpose));
        if (!openings.stands(seen, officer) && Problems.wantsPage(request)) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(
                    "Location", "/exhibits/" + sha256 + "/opening?office=" + officer.inOffice());
            return;
        }
        openings.require(seen, officer);
        var exhibit = seen.exhibit();
        readings.add(
                officer,
                seen.dockets().getFirst().id(),
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

    /** How this officer's opening stands, and on which dockets one can be filed. */
    @GetMapping(path = "/exhibits/{sha256}/opening", produces = MediaType.APPLICATION_JSON_VALUE)
    OpeningView opening(@PathVariable String sha256, Officer officer) {
        return openings.view(sight.of(sha256, officer, ""), officer);
    }

    /**
     * An opening.
     *
     * @param docket on which it is filed; may be left out where one alone names the exhibit
     * @param under the act that permits it; the newest one if it is left out
     * @param reasons why; the defence owes none
     */
    record OpeningBody(
            @Nullable UUID docket, String place, @Nullable String under, @Nullable String reasons) {
        Openings.Said said() {
            return new Openings.Said(
                    Optional.ofNullable(docket),
                    text(place).strip(),
                    digest(text(under)),
                    text(reasons).strip());
        }
    }

    /** The act that was filed. */
    record OpenedView(String act) {}

    /** Opens an exhibit: files the act, after which its bytes can be taken for a day. */
    @PostMapping(path = "/exhibits/{sha256}/opening", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    OpenedView open(@PathVariable String sha256, @RequestBody OpeningBody body, Officer officer) {
        return new OpenedView(
                openings.open(sight.of(sha256, officer, ""), body.said(), officer).hex());
    }

    static Optional<Digest> digest(String hex) {
        if (hex.isBlank()) return Optional.empty();
        if (!hex.matches("[0-9a-f]{64}"))
            throw Refused.with(422, "upload.digest", Map.of("field", "under"));
        return Optional.of(new Digest(hex));
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }
}
