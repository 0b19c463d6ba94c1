package comity.node.desk;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs: of all dockets, and of one. */
@RestController
class ConditionsResource {
    private final ConditionsViews conditions;
    private final Offices offices;

    ConditionsResource(ConditionsViews conditions, Offices offices) {
        this.conditions = conditions;
        this.offices = offices;
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "OVS", "DEF"})
    @GetMapping(path = "/conditions", produces = MediaType.APPLICATION_JSON_VALUE)
    ConditionsView list(Person person) {
        return conditions.of(offices.of(person));
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping(path = "/dockets/{docket}/conditions", produces = MediaType.APPLICATION_JSON_VALUE)
    ConditionsView of(@PathVariable UUID docket, Person person) {
        return conditions.of(docket, offices.of(person));
    }
}
