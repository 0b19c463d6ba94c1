package comity.node.desk;

import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drafts: a person's own papers. */
@RestController
@RequestMapping(path = "/drafts/{draft}", produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(
        offices = {
            "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRN", "OVS", "TRA"
        })
class DraftResource {
    private final Drafts drafts;

    DraftResource(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * @param docket empty while it is about a docket that does not exist yet
     */
    record DraftView(
            UUID draft, String docket, String type, Map<String, Object> content, Instant savedAt) {}

    /** What to keep; anything may still be missing. */
    record DraftBody(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String docket,
            String type,
            Map<String, Object> content) {}

    @PutMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            schema = @Schema(implementation = DraftBody.class)))
    DraftView keep(@PathVariable UUID draft, @RequestBody Json.Obj body, Person person) {
        var docket = body.text("docket").filter(text -> !text.isEmpty()).map(DraftResource::uuid);
        var type = body.text("type").filter(word -> word.length() <= 64).orElse("");
        var kept =
                drafts.keep(draft, person, docket, type, body.object("content").orElse(Json.EMPTY));
        if (!kept) throw Refused.with(409, "draft.not-kept");
        return view(drafts.of(draft, person));
    }

    @GetMapping
    DraftView draft(@PathVariable UUID draft, Person person) {
        return view(drafts.of(draft, person));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> drop(@PathVariable UUID draft, Person person) {
        if (!drafts.drop(draft, person)) throw Refused.unknown();
        return ResponseEntity.noContent().build();
    }

    private static DraftView view(Optional<Drafts.Draft> found) {
        var draft = found.orElseThrow(Refused::unknown);
        return new DraftView(
                draft.id(),
                draft.docket().map(UUID::toString).orElse(""),
                draft.type(),
                Plain.of(draft.content()),
                draft.savedAt());
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", "docket"));
        }
    }
}
