package comity.node.desk;

import comity.node.frame.WhoActs;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs. */
@RestController
@Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT"})
class GlassResource {
    private final Glass glass;
    private final WhoActs whoActs;

    GlassResource(Glass glass, WhoActs whoActs) {
        this.glass = glass;
        this.whoActs = whoActs;
    }

    /**
     * @param docket its number
     * @param purpose CONDUCT, REVIEW or DECISION
     * @param reasons why it has to be read now, and whom nobody reached
     */
    record GlassBody(String docket, String purpose, String reasons) {}

    /** What the reader asked for, and what waits for them as the second person. */
    @GetMapping(path = GlassPages.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    GlassView list(Person person) {
        return glass.of(person);
    }

    /**
     * Composes the act by which the glass is broken, to be signed and filed like any other. A
     * docket that cannot be opened so answers as one that does not exist.
     */
    @PostMapping(path = GlassPages.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = GlassBody.class)))
    ResponseEntity<ProposalView> ask(
            @RequestBody Json.Obj body,
            @RequestHeader(name = WhoActs.HEADER, required = false) @Nullable String office,
            Person person) {
        var asked =
                new GlassView.Asked(
                        body.text("docket").orElse(""),
                        body.text("purpose").orElse(""),
                        body.text("reasons").orElse(""));
        return composed(
                glass.propose(
                        asked,
                        whoActs.officer(person, Optional.ofNullable(office), Glass.OFFICES)));
    }

    /** Composes the second person's act: once it is filed the first reads for four hours. */
    @PostMapping(
            path = GlassPages.PATH + "/{act}/confirmation",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProposalView> confirm(
            @PathVariable String act,
            @RequestHeader(name = WhoActs.HEADER, required = false) @Nullable String office,
            Person person) {
        return composed(
                glass.confirm(
                        act, whoActs.officer(person, Optional.ofNullable(office), Glass.OFFICES)));
    }

    private static ResponseEntity<ProposalView> composed(ProposalView view) {
        return ResponseEntity.created(URI.create("/proposals/" + view.proposal())).body(view);
    }
}
