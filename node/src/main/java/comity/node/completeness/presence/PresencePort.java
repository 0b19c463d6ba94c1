package comity.node.completeness.presence;

import comity.node.courier.FederationGate;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** A partner's question about a file of a docket that both States share. */
@RestController
class PresencePort {
    private static final int MOST_BYTES = 64 << 10;

    private final Asking asking;

    PresencePort(Asking asking) {
        this.asking = asking;
    }

    @PostMapping(path = "/federation/presence", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> ask(
            HttpServletRequest request, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        try {
            var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            var asked = JsonReader.actObject(body.length > MOST_BYTES ? new byte[0] : body);
            return ResponseEntity.ok(asking.answer(Asking.Typed.of(asked), peer));
        } catch (MalformedJson e) {
            return problem(400, "presence-malformed");
        } catch (Asking.NotAsked e) {
            return problem(e.status(), e.code());
        }
    }

    private static ResponseEntity<byte[]> problem(int status, String code) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        CanonicalJson.bytes(
                                Json.object()
                                        .with("type", "urn:comity:problem:" + code)
                                        .with("title", code)
                                        .with("status", status)
                                        .with(
                                                "detail",
                                                "docs/formats/presence.md says what may be asked.")));
    }
}
