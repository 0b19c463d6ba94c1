package comity.node.provider;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys of a provider's sources: entered, listed and ended by its agents, and used to come in.
 */
@RestController
public class SourceKeyResource {
    private final SourceKeys keys;

    SourceKeyResource(SourceKeys keys) {
        this.keys = keys;
    }

    /**
     * @param id SHA-256 over the public key
     * @param ended empty while it counts
     */
    public record KeyView(
            String id,
            String algorithm,
            String authority,
            String person,
            String label,
            String entered,
            String ended) {
        static KeyView of(SourceKeys.SourceKey key) {
            return new KeyView(
                    key.id().hex(),
                    key.algorithm().name(),
                    key.authority(),
                    key.person().name(),
                    key.label(),
                    key.entered().truncatedTo(ChronoUnit.SECONDS).toString(),
                    key.ended()
                            .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                            .orElse(""));
        }
    }

    /**
     * @param algorithm EdDSA or ES256
     * @param publicKey in base64url: 32 bytes, or the 65 of an uncompressed point
     */
    record KeyBody(String algorithm, String publicKey, String label) {}

    @Serves(offices = {"PRV", "CUS"})
    @GetMapping(path = "/provider/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    List<KeyView> keys(Officer officer) {
        return keys.of(officer.authority()).stream().map(KeyView::of).toList();
    }

    @Serves(offices = {"PRV", "CUS"})
    @PostMapping(path = "/provider/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = KeyBody.class)))
    KeyView enter(@RequestBody Json.Obj body, Officer officer) {
        return KeyView.of(
                keys.enter(
                                body.text("algorithm").orElse(""),
                                body.text("publicKey").orElse(""),
                                body.text("label").orElse(""),
                                officer)
                        .orElseThrow(() -> Refused.with(422, "source.key-malformed")));
    }

    @Serves(offices = {"PRV", "CUS"})
    @PostMapping(path = "/provider/keys/{id}/end", produces = MediaType.APPLICATION_JSON_VALUE)
    KeyView end(@PathVariable String id, Officer officer) {
        if (!id.matches("[0-9a-f]{64}") || !keys.end(new Digest(id), officer.authority()))
            throw Refused.unknown();
        return KeyView.of(keys.find(new Digest(id)).orElseThrow());
    }

    /**
     * @param key SHA-256 over the public key
     * @param challenge as {@code /session/challenge} gave it
     * @param signature over {@code comity-source-session/1}, the node's origin and the challenge,
     *     each on a line
     */
    record SessionBody(String key, String challenge, String signature) {}

    /**
     * @param token what the program sends as its bearer token
     * @param office in which it acts, for somebody who holds it
     */
    record SessionView(String token, String office) {}

    @Serves(Serves.Whom.ANYONE)
    @PostMapping(path = "/provider/session", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = SessionBody.class)))
    SessionView open(@RequestBody Json.Obj body) {
        var key = body.text("key").orElse("");
        if (!key.matches("[0-9a-f]{64}")) throw Refused.with(401, "source.key-unknown");
        try {
            return switch (keys.admit(
                    new Digest(key),
                    Base64Url.decode(body.text("challenge").orElse("")),
                    Base64Url.decode(body.text("signature").orElse("")))) {
                case SourceKeys.Admission.Admitted(var known, var token) ->
                        new SessionView(token, known.authority() + "/" + known.office());
                case SourceKeys.Admission.Refused(var code) -> throw Refused.with(401, code);
            };
        } catch (IllegalArgumentException _) {
            throw Refused.with(401, "source.signature");
        }
    }
}
