package comity.node.admin;

import comity.node.frame.Languages;
import comity.node.identity.Serves;
import java.time.InstantSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs that watch many machines. */
@RestController
@Serves(offices = NodeAwaiting.OFFICE)
class AdminResource {
    private final Watch watch;
    private final InstantSource clock;

    AdminResource(Watch watch, InstantSource clock) {
        this.watch = watch;
        this.clock = clock;
    }

    @GetMapping(path = "/admin", produces = MediaType.APPLICATION_JSON_VALUE)
    AdminView admin() {
        return AdminView.of(clock.instant(), watch.look(), Languages.current());
    }
}
