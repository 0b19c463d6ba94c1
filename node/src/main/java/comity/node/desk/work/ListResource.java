package comity.node.desk.work;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A list to take away: the same that the page shows, from its beginning. */
@RestController
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
class ListResource {
    /** A list for a meeting, not the register: whoever needs more narrows it. */
    private static final int MOST = 10_000;

    private static final int PART = 500;

    private final Lists lists;
    private final Offices offices;
    private final Following following;

    ListResource(Lists lists, Offices offices, Following following) {
        this.lists = lists;
        this.offices = offices;
        this.following = following;
    }

    /**
     * A list as a file.
     *
     * @param whole false if there was more than a list to take away holds
     */
    record Taken(boolean whole, List<Found> dockets) {}

    @GetMapping(path = "/worklist/list.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Taken json(@RequestParam Map<String, String> asked, Person person) {
        return taken(asked, person);
    }

    @GetMapping(path = "/worklist/list.csv", produces = "text/csv")
    ResponseEntity<byte[]> csv(@RequestParam Map<String, String> asked, Person person) {
        var csv =
                new Csv()
                        .row(
                                List.of(
                                        "docket",
                                        "requesting",
                                        "requested",
                                        "phase",
                                        "urgency",
                                        "latest",
                                        "latest_state",
                                        "latest_at",
                                        "stage",
                                        "turn",
                                        "authority",
                                        "office",
                                        "since",
                                        "due",
                                        "timer",
                                        "due_for",
                                        "days_left"));
        for (var one : taken(asked, person).dockets())
            csv.row(
                    Arrays.asList(
                            one.docket(),
                            one.requesting(),
                            one.requested(),
                            one.phase(),
                            one.urgency(),
                            one.latest(),
                            one.latestState(),
                            one.latestAt(),
                            one.stage(),
                            one.turn(),
                            one.authority(),
                            one.office(),
                            one.since(),
                            one.due(),
                            one.timer(),
                            one.dueFor(),
                            one.daysLeft()));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("dockets.csv").build().toString())
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Taken taken(Map<String, String> asked, Person person) {
        following.level();
        var held = offices.of(person);
        var filter = Filter.of(asked).from("");
        var all = new ArrayList<Found>();
        var part = lists.page(person, held, filter, PART);
        all.addAll(part.dockets());
        while (!part.next().isEmpty() && all.size() < MOST) {
            part = lists.page(person, held, filter.from(part.next()), PART);
            all.addAll(part.dockets());
        }
        return new Taken(part.next().isEmpty(), List.copyOf(all));
    }
}
