package comity.node.transparency;

import comity.node.frame.Languages;
import comity.node.identity.Keystore;
import comity.node.identity.RelyingParty;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The published statistics for readers that come again and again by themselves. They hold what is
 * the same for everybody, so others may keep them, and ask whether they are still the same.
 */
@RestController
@Serves(Serves.Whom.ANYONE)
class FeedResource {
    private final Counts counts;
    private final Keystore keys;
    private final RelyingParty here;
    private final Registry registry;

    FeedResource(Counts counts, Keystore keys, RelyingParty here, Registry registry) {
        this.counts = counts;
        this.keys = keys;
        this.here = here;
        this.registry = registry;
    }

    @GetMapping(path = "/transparency/feed.atom", produces = Feed.ATOM)
    ResponseEntity<byte[]> atom() {
        return answer(Feed.ATOM, feed().atom());
    }

    @GetMapping(path = "/transparency/feed.json", produces = Feed.JSON)
    ResponseEntity<byte[]> json() {
        return answer(Feed.JSON, feed().json());
    }

    private Feed feed() {
        return new Feed(
                here.origin(), keys.state(), Languages.current(), begun(), counts.published());
    }

    /** When the first act came here: a feed that says nothing yet has a time too. */
    private Instant begun() {
        return registry.tail(0, 1).stream().map(Stored::filedAt).findFirst().orElse(Instant.EPOCH);
    }

    /** In one language for each address, or as the reader's program asks. */
    private static ResponseEntity<byte[]> answer(String type, byte[] feed) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache().cachePublic())
                .varyBy("Accept-Language")
                .eTag('"' + Digest.of(feed).hex() + '"')
                .body(feed);
    }
}
