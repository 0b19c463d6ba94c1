package comity.node.desk.work;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Duty desk, backlog and the state of the tables, for programs. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class BoardResource {
    private final Duty duty;
    private final Backlog backlog;
    private final Offices offices;
    private final Following following;
    private final InstantSource clock;

    BoardResource(
            Duty duty, Backlog backlog, Offices offices, Following following, InstantSource clock) {
        this.duty = duty;
        this.backlog = backlog;
        this.offices = offices;
        this.following = following;
        this.clock = clock;
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping("/duty")
    Duty.View duty(Person person) {
        following.level();
        return duty.of(offices.of(person));
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS", "OVS"})
    @GetMapping("/backlog")
    Backlog.View backlog() {
        following.level();
        return backlog.of(clock.instant());
    }

    @Serves(offices = "ADM")
    @GetMapping("/desk-tables")
    Projection.Standing tables() {
        return following.standing();
    }

    /** Begins to make them anew; asking again while that goes on changes nothing. */
    @Serves(offices = "ADM")
    @PostMapping("/desk-tables")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Projection.Standing rebuild() {
        following.rebuild();
        return following.standing();
    }
}
