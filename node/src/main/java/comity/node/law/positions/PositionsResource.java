package comity.node.law.positions;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.law.positions.PositionsView.StateView;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where States stand, for programs; pages answer at the same addresses. */
@RestController
@Serves(Serves.Whom.ANYONE)
class PositionsResource {
    private final Listing listing;

    PositionsResource(Listing listing) {
        this.listing = listing;
    }

    @GetMapping(path = "/law/positions", produces = MediaType.APPLICATION_JSON_VALUE)
    PositionsView positions(
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String sort) {
        return listing.of(Asked.of(filter, region, sort), Languages.current());
    }

    @GetMapping(path = "/law/positions/{state}", produces = MediaType.APPLICATION_JSON_VALUE)
    StateView state(@PathVariable String state) {
        return listing.of(state, Languages.current()).orElseThrow(Refused::unknown);
    }

    /** One line for each position, for a spreadsheet; a State without any has a line of its own. */
    @GetMapping(path = "/law/positions.csv", produces = "text/csv")
    ResponseEntity<byte[]> sheet(
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String sort) {
        var view = listing.of(Asked.of(filter, region, sort), Languages.current());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("positions-" + view.asOf() + ".csv")
                                .build()
                                .toString())
                .body(Sheet.of(view).getBytes(StandardCharsets.UTF_8));
    }
}
