package comity.node.transparency;

import comity.node.identity.Keystore;
import comity.node.identity.Serves;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The published statistics for programs: all quarters at once, so that nobody asks for a cut. */
@RestController
@Serves(Serves.Whom.ANYONE)
class TransparencyResource {
    static final String FORMAT = "comity-statistics/1";

    private final Counts counts;
    private final Keystore keys;

    TransparencyResource(Counts counts, Keystore keys) {
        this.counts = counts;
        this.keys = keys;
    }

    /**
     * @param published the latest first
     */
    record Data(String format, String state, List<Statement> published) {}

    @GetMapping(path = "/transparency/data.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Data data() {
        return new Data(FORMAT, keys.state(), counts.published());
    }

    @GetMapping(path = "/transparency/data.csv", produces = "text/csv")
    ResponseEntity<byte[]> sheet() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("statistics-" + keys.state() + ".csv")
                                .build()
                                .toString())
                .body(Sheet.of(counts.published()).getBytes(StandardCharsets.UTF_8));
    }
}
