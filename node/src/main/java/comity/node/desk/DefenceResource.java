package comity.node.desk;

import comity.node.desk.DefenceView.Counsel;
import comity.node.frame.Refused;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs; and the case file in the part that was opened. */
@RestController
class DefenceResource {
    private static final String ZIP = "application/zip";

    private final Defending defending;

    DefenceResource(Defending defending) {
        this.defending = defending;
    }

    /** The dockets to which the reader is or was admitted as counsel. */
    @Serves(offices = {"DEF"})
    @GetMapping(path = "/defence", produces = MediaType.APPLICATION_JSON_VALUE)
    DefenceView defence(Person person) {
        return defending.of(person);
    }

    /** Whom a judge can admit, by the pseudonym that {@code admit} names them by. */
    @Serves(offices = {"JUD"})
    @GetMapping(path = "/dockets/{docket}/counsel", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Counsel> counsel(@PathVariable UUID docket) {
        return defending.counsel(docket);
    }

    /**
     * The case file in the part that a judge opened to the reader, signed as a whole: what is
     * withheld shows as withheld, and everything else verifies as before.
     */
    @Serves(offices = {"DEF"})
    @GetMapping("/dockets/{docket}/defence/case")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void export(@PathVariable UUID docket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var seen = SightGate.seen(request);
        if (seen.reach() != Sight.Reach.ADMITTED) throw Refused.unknown();
        var contents = defending.caseOf(docket, seen.officer());
        response.setContentType(ZIP);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("case.comity").build().toString());
        defending.write(contents, response.getOutputStream());
    }
}
