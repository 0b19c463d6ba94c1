package comity.node.desk;

import comity.node.identity.Person;
import comity.node.identity.Serves;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What oversight opens, for programs; a page answers at the same address. */
@RestController
@Serves(offices = {"OVS", "CAO"})
class InspectionResource {
    private final Inspections inspections;

    InspectionResource(Inspections inspections) {
        this.inspections = inspections;
    }

    /**
     * Proposals and answers are acts: they are made at {@code /dockets/{docket}/proposals} like all
     * others, as {@code propose-opening} and {@code answer-opening}.
     */
    @GetMapping(path = "/oversight/openings", produces = MediaType.APPLICATION_JSON_VALUE)
    InspectionsView list(Person person) {
        return inspections.of(person);
    }
}
