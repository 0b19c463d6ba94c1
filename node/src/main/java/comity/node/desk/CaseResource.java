package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Composer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A docket's case file, as a stream. */
@RestController
class CaseResource {
    private static final String ZIP = "application/zip";

    private static final Set<String> OFFICES = Set.of("INV", "PRO", "CAO", "JUD", "DUT", "CUS");

    private final CaseFile caseFile;
    private final CasePapers papers;
    private final WhoActs whoActs;
    private final Composer composer;

    CaseResource(CaseFile caseFile, CasePapers papers, WhoActs whoActs, Composer composer) {
        this.caseFile = caseFile;
        this.papers = papers;
        this.whoActs = whoActs;
        this.composer = composer;
    }

    /**
     * The page that checks a case file in a browser without a network. Handed over as a file: here
     * it would run under this node's policy, and a court must not have to ask this node for it.
     */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/case-page")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "text/html",
                            schema = @Schema(type = "string", format = "binary")))
    void page(HttpServletResponse response) throws IOException {
        try (var page = CaseResource.class.getResourceAsStream("/comity/page/verify.html")) {
            if (page == null) throw Refused.unknown();
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename("verify.html").build().toString());
            page.transferTo(response.getOutputStream());
        }
    }

    /**
     * The case file, signed as a whole. Where a condition of the State of origin keeps an exhibit
     * back, it is refused: whoever asks that State, or leaves the exhibit out, decides so
     * knowingly.
     *
     * @param report languages in which a report on paper is to lie in it
     * @param without {@code bound} leaves out what conditions keep back; the file says so
     */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping("/dockets/{docket}/case")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void export(
            @PathVariable UUID docket,
            @RequestParam(required = false) @Nullable List<String> report,
            @RequestParam(required = false) @Nullable String without,
            Person person,
            HttpServletResponse response)
            throws IOException {
        var officers =
                whoActs.held(person).stream()
                        .filter(officer -> OFFICES.contains(officer.office()))
                        .toList();
        var bound = caseFile.bound(docket, officers, composer.today());
        if (!bound.isEmpty() && !"bound".equals(without))
            throw Refused.denied(bound.values().stream().flatMap(List::stream).toList());
        var whole =
                caseFile.of(docket, exhibit -> !bound.containsKey(exhibit))
                        .orElseThrow(Refused::unknown);
        var contents = papers.with(whole, report == null ? List.of() : report);
        response.setContentType(ZIP);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("case.comity").build().toString());
        caseFile.write(contents, response.getOutputStream());
    }
}
