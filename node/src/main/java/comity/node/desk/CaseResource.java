package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.identity.Serves;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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

    private final CaseFile caseFile;
    private final CasePapers papers;

    CaseResource(CaseFile caseFile, CasePapers papers) {
        this.caseFile = caseFile;
        this.papers = papers;
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
     * The case file, signed as a whole.
     *
     * @param report languages in which a report on paper is to lie in it
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
            HttpServletResponse response)
            throws IOException {
        var whole = caseFile.of(docket).orElseThrow(Refused::unknown);
        var contents = papers.with(whole, report == null ? List.of() : report);
        response.setContentType(ZIP);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("case.comity").build().toString());
        caseFile.write(contents, response.getOutputStream());
    }
}
