package comity.node.desk;

import comity.node.desk.DocketPeople.PeopleView;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who works on a docket, for programs; the page answers at the same address. */
@RestController
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRA", "OVS"})
class PeopleResource {
    private final DocketPeople people;

    PeopleResource(DocketPeople people) {
        this.people = people;
    }

    /**
     * @param kind GIVEN, ENDED, or CONFLICT, which everybody declares for themselves
     * @param office such as {@code XB.prosecution/INV}
     * @param sections what a translator is given
     */
    record AssignmentBody(
            String kind,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String person,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String office,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<String> sections) {}

    @GetMapping(path = "/dockets/{docket}/people", produces = MediaType.APPLICATION_JSON_VALUE)
    PeopleView list(@PathVariable UUID docket, HttpServletRequest request) {
        return people.view(docket, SightGate.seen(request).officer());
    }

    @PostMapping(path = "/dockets/{docket}/people", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequestBody(content = @Content(schema = @Schema(implementation = AssignmentBody.class)))
    PeopleView assign(
            @PathVariable UUID docket,
            @org.springframework.web.bind.annotation.RequestBody Json.Obj body,
            HttpServletRequest request) {
        var by = SightGate.seen(request).officer();
        take(
                people,
                docket,
                body.text("kind").orElse(""),
                body.text("person").orElse(""),
                body.text("office").orElse(""),
                new TreeSet<>(body.texts("sections")),
                by);
        return people.view(docket, by);
    }

    /** The same for the page. */
    static void take(
            DocketPeople people,
            UUID docket,
            String kind,
            String person,
            String inOffice,
            Set<String> sections,
            Officer by) {
        switch (kind) {
            case "GIVEN" -> people.give(docket, person, inOffice, sections, by);
            case "ENDED" -> people.end(docket, person, inOffice, by);
            case "CONFLICT" -> people.declare(docket, by);
            default -> throw Refused.with(422, "people.kind");
        }
    }
}
