package comity.node.timestamps;

import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The trial authority over HTTP (RFC 3161, 3.4), in a demo alone: for {@code openssl ts} and {@code
 * curl} as well as for the node.
 */
@RestController
@Serves(Serves.Whom.ANYONE)
@ConditionalOnProperty(name = "comity.demo", havingValue = "true")
class TrialResource {
    static final String PATH = "/demo/timestamps";
    private static final int MOST_BYTES = 1 << 12;

    private final TrialAuthority authority;

    TrialResource(TrialAuthority authority) {
        this.authority = authority;
    }

    /** Answers any query; proves nothing but that the machinery works. */
    @PostMapping(path = PATH, consumes = HttpAuthority.QUERY, produces = HttpAuthority.REPLY)
    ResponseEntity<byte[]> stamp(HttpServletRequest request) throws IOException {
        var query = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (query.length > MOST_BYTES) return ResponseEntity.status(413).build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(HttpAuthority.REPLY))
                .body(authority.answer(query));
    }
}
