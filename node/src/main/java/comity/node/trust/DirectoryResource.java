package comity.node.trust;

import comity.node.frame.Refused;
import comity.node.identity.Chancery;
import comity.node.identity.Founding;
import comity.node.identity.Serves;
import comity.node.registry.Filing;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The directory for programs: what stands, what waits, what the holders approved. */
@RestController
class DirectoryResource {
    private final DirectoryViews views;
    private final Chancery chancery;
    private final Founding founding;
    private final KeyUses uses;

    DirectoryResource(DirectoryViews views, Chancery chancery, Founding founding, KeyUses uses) {
        this.views = views;
        this.chancery = chancery;
        this.founding = founding;
        this.uses = uses;
    }

    record PublishedView(long version, String digest) {}

    /** A version that enough holders approved, as {@code keygen assemble} writes it. */
    record ApprovedBody(Map<String, Object> directory, List<Map<String, Object>> approvals) {}

    record RotationBody(String authority) {}

    /**
     * @param fate {@code PUBLISHED}, or {@code AWAITS_HOLDERS}
     */
    record RotationView(String fate) {}

    @Serves
    @GetMapping(path = "/directory", produces = MediaType.APPLICATION_JSON_VALUE)
    DirectoryView directory() {
        return views.now();
    }

    /** What the holders of the root are asked to approve, to be taken to a clean machine. */
    @Serves(offices = {"LAW", "ADM"})
    @GetMapping(path = "/directory/next.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> next() throws IOException {
        if (chancery.wished().isEmpty()) throw Refused.unknown();
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"next.json\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Files.readAllBytes(chancery.wishFile()));
    }

    @Serves(offices = {"LAW", "ADM"})
    @PostMapping(path = "/directory/versions", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ApprovedBody.class)))
    PublishedView publish(@RequestBody Json.Obj body) {
        var directory = published(body);
        return new PublishedView(directory.version(), directory.digest().hex());
    }

    /** Publishes what holders approved, or ends the request with the reason. */
    Directory published(Json.Obj body) {
        try {
            var approved = ApprovedDirectory.of(body);
            var filing = chancery.publish(approved);
            if (filing instanceof Filing.Filed) return approved.directory();
            throw Refused.because(filing);
        } catch (MalformedAct e) {
            throw Refused.with(400, "directory.malformed", Map.of("part", e.part()));
        }
    }

    /** Has another key made for an authority; the one that it has goes on for thirty days. */
    @Serves(offices = {"LAW", "ADM"})
    @PostMapping(path = "/directory/rotations", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RotationBody.class)))
    RotationView rotate(@RequestBody Json.Obj body) {
        return new RotationView(rotated(body.text("authority").orElse("")).name());
    }

    Chancery.Fate rotated(String authority) {
        var known = chancery.published().flatMap(directory -> directory.authority(authority));
        if (known.isEmpty())
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", "authority"));
        return founding.rotate(authority);
    }

    /** Every act that a key signed, split at an instant: for when the key was stolen. */
    @Serves(offices = {"LAW", "ADM", "CAO"})
    @GetMapping(path = "/directory/uses", produces = MediaType.APPLICATION_JSON_VALUE)
    List<KeyUseView> uses(@RequestParam String key, @RequestParam String since) {
        return uses.of(key, instant(since));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", "since"));
        }
    }
}
