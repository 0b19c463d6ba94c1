package comity.node.oversight;

import comity.node.frame.NotDone;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.oversight.Draws.Written;
import comity.record.act.Json;
import comity.record.draw.Draw;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Draws, for the programs of the oversight body; pages answer at the same addresses. */
@RestController
@Serves(offices = Draw.OVERSIGHT)
class DrawResource {
    private final Draws draws;

    DrawResource(Draws draws) {
        this.draws = draws;
    }

    @GetMapping(path = "/oversight/draws", produces = MediaType.APPLICATION_JSON_VALUE)
    DrawsView list() {
        return draws.view();
    }

    /** A draw that was begun. */
    record Begun(UUID draw) {}

    /**
     * Binds the body to what is drawn from and to {@code seed}, the SHA-256 of a secret that stays
     * with whoever draws: 64 hexadecimal digits, hashed as they are written.
     */
    @PostMapping(path = "/oversight/draws", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Begun commit(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Written.class)))
                    @RequestBody
                    Json.Obj said,
            Officer officer) {
        try {
            return new Begun(
                    draws.commit(
                            new Written(
                                    said.text("direction").orElse(""),
                                    said.text("partner").orElse(""),
                                    said.text("measure").orElse(""),
                                    said.text("urgency").orElse(""),
                                    said.text("from").orElse(""),
                                    said.text("until").orElse(""),
                                    said.text("sample")
                                            .or(() -> said.integer("sample").map(String::valueOf))
                                            .orElse(""),
                                    said.text("seed").orElse("")),
                            officer));
        } catch (NotDone e) {
            throw e.in("draw");
        }
    }

    @GetMapping(path = "/oversight/draws/{draw}", produces = MediaType.APPLICATION_JSON_VALUE)
    DrawsView.One one(@PathVariable("draw") UUID docket) {
        return draws.one(docket);
    }

    /** How a draw ends: with the secret that it waits for, or given up with a reason. */
    record Ending(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String seed,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String reason) {}

    /** An act that was filed. */
    record Ended(String digest) {}

    @PostMapping(path = "/oversight/draws/{draw}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Ended end(
            @PathVariable("draw") UUID docket,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Ending.class)))
                    @RequestBody
                    Json.Obj said,
            Officer officer) {
        try {
            var reason = said.text("reason");
            return new Ended(
                    (reason.isPresent()
                                    ? draws.abandon(docket, reason.get(), officer)
                                    : draws.settle(docket, said.text("seed").orElse(""), officer))
                            .hex());
        } catch (NotDone e) {
            throw e.in("draw");
        }
    }

    /**
     * The file by which anybody recomputes the draw offline (docs/formats/draw.md).
     *
     * @param whole with the numbers of all dockets that it was drawn from
     */
    @GetMapping(path = "/oversight/draws/{draw}/file", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> file(
            @PathVariable("draw") UUID docket,
            @RequestParam(defaultValue = "false") boolean whole) {
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"draw-" + docket + ".json\"")
                    .body(draws.file(docket, whole).bytes());
        } catch (NotDone e) {
            throw e.in("draw");
        }
    }
}
