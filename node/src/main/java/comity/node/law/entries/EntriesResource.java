package comity.node.law.entries;

import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What waits for a second registrar of laws, for programs. Each answer needs a sign-in of the last
 * minute.
 */
@RestController
@Serves(offices = "LAW")
class EntriesResource {
    private final Entries entries;
    private final WhoActs whoActs;

    EntriesResource(Entries entries, WhoActs whoActs) {
        this.entries = entries;
        this.whoActs = whoActs;
    }

    @GetMapping(path = "/law/entries", produces = MediaType.APPLICATION_JSON_VALUE)
    List<EntriesView.Waiting> list(Officer registrar) {
        return entries.waiting(registrar);
    }

    /** The second registrar's yes: it is published. */
    @PostMapping(
            path = "/law/entries/{number}/activation",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    EntriesView.Activated activate(
            @PathVariable long number, Officer registrar, HttpServletRequest request) {
        return entries.activate(number, registrar, whoActs.verified(request));
    }

    /** No: from any registrar, who entered it among them. */
    @PostMapping(
            path = "/law/entries/{number}/refusal",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable long number, Officer registrar, HttpServletRequest request) {
        entries.refuse(number, registrar, whoActs.verified(request));
    }
}
