package comity.node.desk;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is kept and until when, for programs. */
@RestController
class RetentionResource {
    private final RetentionViews retention;
    private final Offices offices;

    RetentionResource(RetentionViews retention, Offices offices) {
        this.offices = offices;
        this.retention = retention;
    }

    @Serves(offices = {"CAO", "CUS", "JUD"})
    @GetMapping(path = "/retention", produces = MediaType.APPLICATION_JSON_VALUE)
    RetentionView list(Person person) {
        return retention.view(offices.of(person));
    }
}
