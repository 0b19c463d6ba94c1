package comity.node.transparency;

import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import comity.record.figures.FiguresFile;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files by which published numbers are checked offline (docs/formats/figures.md). */
@RestController
class ProofResource {
    private final Proven proven;

    ProofResource(Proven proven) {
        this.proven = proven;
    }

    /** That the numbers of a quarter are the sums of what was committed to for each act. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/transparency/{period}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> proof(@PathVariable String period) {
        return answer("figures-" + period, proven.of(period));
    }

    /**
     * The same, with in which numbers the acts of a docket count.
     *
     * @param period the latest in which one of its acts lies, unless it is given
     * @param act shown in any case, also that it counts nowhere
     */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT"})
    @GetMapping(path = "/dockets/{docket}/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> opened(
            @PathVariable UUID docket,
            @RequestParam(required = false) Optional<String> period,
            @RequestParam(required = false) Optional<String> act) {
        if (act.filter(text -> !text.matches("[0-9a-f]{64}")).isPresent())
            throw Refused.with(404, "figures.none");
        return answer("figures-" + docket, proven.of(docket, period, act.map(Digest::new)));
    }

    private static ResponseEntity<byte[]> answer(String name, FiguresFile file) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + ".json\"")
                .body(file.bytes());
    }
}
