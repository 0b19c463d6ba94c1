package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a judge's bench shows, for programs; they decide by proposals like everybody else. */
@RestController
@Serves(offices = "JUD")
class BenchResource {
    private final Benches benches;

    BenchResource(Benches benches) {
        this.benches = benches;
    }

    @GetMapping(path = "/dockets/{docket}/bench", produces = MediaType.APPLICATION_JSON_VALUE)
    BenchView bench(@PathVariable UUID docket, HttpServletRequest request) {
        return benches.of(docket, SightGate.seen(request).officer(), Languages.current())
                .orElseThrow(Refused::unknown);
    }
}
