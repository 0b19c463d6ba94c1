package comity.node.oversight;

import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.finding.Finding;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was reported as a mistake, for programs; its page answers at the same address. */
@RestController
class ErrorResource {
    private final ReportedErrors errors;

    ErrorResource(ReportedErrors errors) {
        this.errors = errors;
    }

    @Serves(offices = Finding.OVERSIGHT)
    @GetMapping(path = "/oversight/errors", produces = MediaType.APPLICATION_JSON_VALUE)
    ErrorsView errors(Officer officer) {
        return errors.of(officer);
    }
}
