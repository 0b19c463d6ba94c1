package comity.node.custody;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs. */
@RestController
@Serves(offices = "TRN")
class HandlerResource {
    private final Handlers handlers;

    HandlerResource(Handlers handlers) {
        this.handlers = handlers;
    }

    /**
     * A person as one docket knows them.
     *
     * @param holder what a certificate names
     */
    record HandlerView(UUID docket, String person, String holder) {}

    @GetMapping(
            path = "/custody/handlers/{docket}/{person}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    HandlerView handler(@PathVariable UUID docket, @PathVariable String person, Officer officer) {
        return handlers.on(docket, person, officer)
                .map(holder -> new HandlerView(docket, person, holder.hex()))
                .orElseThrow(Refused::unknown);
    }
}
