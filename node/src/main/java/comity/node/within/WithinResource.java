package comity.node.within;

import comity.node.frame.WhoActs;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of evidence waits for somebody, for programs: one view for each office that they hold. */
@RestController
@Serves(offices = {"CAO", "CUS", "JUD", "OVS", "FIL", "DEF"})
class WithinResource {
    private final WithinViews views;
    private final WhoActs whoActs;

    WithinResource(WithinViews views, WhoActs whoActs) {
        this.views = views;
        this.whoActs = whoActs;
    }

    @GetMapping(path = "/within", produces = MediaType.APPLICATION_JSON_VALUE)
    List<WithinView> list(Person person) {
        return views.of(whoActs.held(person));
    }
}
