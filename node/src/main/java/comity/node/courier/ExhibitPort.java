package comity.node.courier;

import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Hands sealed exhibits to the partner to whom they were transmitted, from any byte on. */
@RestController
public class ExhibitPort {
    private final Exhibits exhibits;

    public ExhibitPort(Exhibits exhibits) {
        this.exhibits = exhibits;
    }

    @GetMapping(path = "/federation/exhibits/{sha256}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> key(
            @PathVariable String sha256, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        var handover =
                sha256.matches("[0-9a-f]{64}")
                        ? exhibits.handover(new Digest(sha256), peer)
                        : java.util.Optional.<Exhibits.Handover>empty();
        if (handover.isEmpty())
            return Inbox.problem(
                    404, "exhibit-unknown", "No exhibit with this hash was transmitted to you.");
        var said =
                Json.object().with("key", handover.get().key()).with("size", handover.get().size());
        return ResponseEntity.ok(CanonicalJson.bytes(said));
    }

    @GetMapping("/federation/exhibits/{sha256}/sealed")
    void sealed(
            @PathVariable String sha256,
            @RequestHeader(name = "Range", defaultValue = "bytes=0-") String range,
            @RequestAttribute(FederationGate.PEER) String peer,
            HttpServletResponse response)
            throws IOException {
        var handover =
                sha256.matches("[0-9a-f]{64}")
                        ? exhibits.handover(new Digest(sha256), peer)
                        : java.util.Optional.<Exhibits.Handover>empty();
        if (handover.isEmpty() || !range.matches("bytes=[0-9]{1,15}-")) {
            response.setStatus(handover.isEmpty() ? 404 : 416);
            return;
        }
        var from = Long.parseLong(range.substring(6, range.length() - 1));
        var size = handover.get().size();
        if (from > size) {
            response.setStatus(416);
            return;
        }
        response.setStatus(206);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(size - from);
        response.setHeader(
                "Content-Range", "bytes " + from + "-" + Math.max(from, size - 1) + "/" + size);
        try (var in = handover.get().sealed().from(from)) {
            in.transferTo(response.getOutputStream());
        }
    }
}
