package comity.node.oversight;

import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.finding.Finding;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The annual report for programs; its page answers at the same address. */
@RestController
class YearResource {
    private final Year years;

    YearResource(Year years) {
        this.years = years;
    }

    @Serves(offices = Finding.OVERSIGHT)
    @GetMapping(path = "/oversight/report", produces = MediaType.APPLICATION_JSON_VALUE)
    Year.View report(@RequestParam(defaultValue = "") String year, Officer officer) {
        return years.of(officer, year);
    }
}
