package comity.node.desk;

import comity.node.identity.Serves;
import comity.node.publication.Publication;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The State's log, for everyone (C2SP tlog-tiles). It holds 32 bytes of an act, which tell nothing;
 * whoever mirrors it can prove that it was never rewritten.
 */
@RestController
@Serves(Serves.Whom.ANYONE)
class LogResource {
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).immutable();

    private final Publication log;
    private final LogViews views;

    LogResource(Publication log, LogViews views) {
        this.log = log;
        this.views = views;
    }

    /** How the log stands. */
    @GetMapping(path = "/log", produces = MediaType.APPLICATION_JSON_VALUE)
    LogViews.LogView standing() {
        return views.now();
    }

    @GetMapping(path = "/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        return answer("checkpoint", MediaType.TEXT_PLAIN, CacheControl.noCache());
    }

    @GetMapping(path = "/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        return answer(
                request.getRequestURI().substring(1), MediaType.APPLICATION_OCTET_STREAM, FOREVER);
    }

    private ResponseEntity<byte[]> answer(String path, MediaType type, CacheControl cache) {
        return log.file(path)
                .map(bytes -> ResponseEntity.ok().contentType(type).cacheControl(cache).body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
