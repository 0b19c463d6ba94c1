package comity.node.completeness.presence;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether an act names a file, for programs. */
@RestController
@Serves(offices = {"CAO", "JUD", "PRO", "OVS"})
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class PresenceResource {
    private final Asking asking;
    private final PresenceViews views;

    PresenceResource(Asking asking, PresenceViews views) {
        this.asking = asking;
        this.views = views;
    }

    /** One's own questions, newest first; to oversight, everybody's. */
    @GetMapping("/presence/questions")
    List<QuestionView> questions(Person person) {
        return views.of(person);
    }

    /**
     * A file's hash, why it is asked, and, if a partner is asked or one docket alone is meant,
     * which.
     */
    record Wanted(String sha256, String reason, String partner, String docket) {}

    /** Asks; the answer is a document that anybody can check offline, of one length always. */
    @PostMapping("/presence/questions")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<byte[]> ask(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Wanted.class)))
                    @RequestBody
                    Json.Obj wanted,
            Officer officer,
            Person person) {
        try {
            var id = asking.ask(Asking.Typed.of(wanted), officer);
            return ResponseEntity.created(URI.create("/presence/questions/" + id + "/answer"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(document(id, person));
        } catch (Asking.NotAsked e) {
            throw e.refused();
        }
    }

    /** The answer as it was given. */
    @GetMapping("/presence/questions/{question}/answer")
    ResponseEntity<byte[]> answer(@PathVariable UUID question, Person person) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"presence-" + question + ".json\"")
                .body(document(question, person));
    }

    private byte[] document(UUID question, Person person) {
        return views.question(question, person).document().orElseThrow(Refused::unknown);
    }
}
