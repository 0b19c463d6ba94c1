package comity.node.desk;

import comity.node.desk.work.Filter;
import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Worklist and dockets, for programs; pages answer at the same addresses. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class DocketResource {
    private final Worklist worklist;
    private final DocketViews dockets;
    private final Options options;
    private final DocketNumbers numbers;
    private final Sight sight;
    private final Linked linked;

    DocketResource(
            Worklist worklist,
            DocketViews dockets,
            Options options,
            DocketNumbers numbers,
            Sight sight,
            Linked linked) {
        this.linked = linked;
        this.worklist = worklist;
        this.dockets = dockets;
        this.options = options;
        this.numbers = numbers;
        this.sight = sight;
    }

    /** The number of a new docket. It exists once its first act is filed. */
    record NewDocket(UUID docket) {}

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping("/worklist")
    WorklistView worklist(@RequestParam Map<String, String> asked, Person person) {
        return worklist.of(person, Filter.of(asked));
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT"})
    @PostMapping("/dockets")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<NewDocket> open() {
        var docket = numbers.draw();
        return ResponseEntity.created(URI.create("/dockets/" + docket)).body(new NewDocket(docket));
    }

    /**
     * An inspector sees every step and what none of them says; a translator what they were given.
     */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRA", "OVS", "DEF"})
    @GetMapping("/dockets/{docket}")
    DocketView docket(@PathVariable UUID docket, HttpServletRequest request) {
        var seen = SightGate.seen(request);
        // Whoever has pages of their own knows that it exists, and sees nothing of it here.
        if (seen.reach() == Sight.Reach.OWN_PAGES) throw Refused.with(403, "sight.in-part");
        return dockets.shown(docket, seen).orElseThrow(Refused::unknown);
    }

    /** Dockets from which this one follows, and which follow from it. */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRA", "OVS"})
    @GetMapping("/dockets/{docket}/links")
    LinkedView links(@PathVariable UUID docket, HttpServletRequest request) {
        var seen = SightGate.seen(request);
        return seen.reach() == Sight.Reach.WHOLE
                ? linked.of(docket, List.of(seen.officer()))
                : LinkedView.NONE;
    }

    /** What may be done next by this person in this office, and why not. */
    @Serves(
            offices = {
                "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRN", "OVS", "TRA"
            })
    @GetMapping("/dockets/{docket}/options")
    List<OptionView> options(@PathVariable UUID docket, Officer officer) {
        sight.require(docket, officer);
        return options.of(docket, officer, Languages.current());
    }
}
