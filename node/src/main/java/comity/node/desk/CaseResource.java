package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.identity.Serves;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A docket's case file, as a stream. */
@RestController
class CaseResource {
    private static final String ZIP = "application/zip";

    private final CaseFile caseFile;

    CaseResource(CaseFile caseFile) {
        this.caseFile = caseFile;
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

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping("/dockets/{docket}/case")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void export(@PathVariable UUID docket, HttpServletResponse response) throws IOException {
        var contents = caseFile.of(docket).orElseThrow(Refused::unknown);
        response.setContentType(ZIP);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("case.comity").build().toString());
        CaseFile.write(contents, response.getOutputStream());
    }
}
