package comity.node.offices;

import comity.node.identity.Person;
import comity.node.identity.Serves;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who read what and who signed in, for programs; pages answer at the same addresses. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(
        offices = {
            "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRA", "TRN", "LAW",
            "REG", "OVS"
        })
class ReadingsResource {
    private final ReadingsViews views;

    ReadingsResource(ReadingsViews views) {
        this.views = views;
    }

    @GetMapping("/readings")
    ReadingsView readings(@RequestParam(required = false) @Nullable Long before, Person person) {
        return views.readings(person, before);
    }

    @GetMapping("/readings/sign-ins")
    ReadingsView.SignIns signIns(
            @RequestParam(required = false) @Nullable Long before, Person person) {
        return views.signIns(person, before);
    }
}
