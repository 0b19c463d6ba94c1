package comity.node.desk.work;

import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search, for programs. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
class SearchResource {
    private final Search search;
    private final Lookups lookups;
    private final Offices offices;
    private final Following following;

    SearchResource(Search search, Lookups lookups, Offices offices, Following following) {
        this.search = search;
        this.lookups = lookups;
        this.offices = offices;
        this.following = following;
    }

    @GetMapping("/search")
    SearchView search(@RequestParam(defaultValue = "") String q, Person person) {
        following.level();
        return SearchView.of(search, offices.of(person), q, false);
    }

    /** For a person or an account: with a reason, which is kept. */
    @PostMapping("/search/persons")
    SearchView persons(@RequestBody Json.Obj asked, Officer officer) {
        following.level();
        return SearchPages.asked(
                search,
                lookups,
                asked.text("q").orElse(""),
                asked.text("reason").orElse(""),
                officer);
    }
}
