package comity.node.desk;

import comity.node.identity.Serves;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs. */
@RestController
@Serves(offices = "OVS")
class SealResource {
    private final SealedDockets sealed;

    SealResource(SealedDockets sealed) {
        this.sealed = sealed;
    }

    /** How many dockets judges keep sealed, court by court; never which. */
    @GetMapping(path = "/oversight/seals", produces = MediaType.APPLICATION_JSON_VALUE)
    SealsView seals() {
        return sealed.counts();
    }
}
