package comity.node.courier;

import static comity.node.courier.Inbox.problem;

import comity.node.publication.Mirror;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.record.act.Directory;
import comity.record.act.Json;
import java.util.ArrayList;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * What this node holds of a partner's record, for the day on which the partner has lost its own:
 * the leaves of its log, and the acts that this node may hold with the receipts that it gave.
 */
@RestController
public class Holdings {
    private static final int MOST_ACTS = 50;
    private static final String NUMBER = "[0-9]{1,18}";

    private final Registry registry;
    private final Publication publication;
    private final Mirror mirror;
    private final AuthoritySeals seals;

    public Holdings(
            Registry registry, Publication publication, Mirror mirror, AuthoritySeals seals) {
        this.registry = registry;
        this.publication = publication;
        this.mirror = mirror;
        this.seals = seals;
    }

    /** Leaves of this State's own log: 32 bytes each, for the partner's mirror. */
    @GetMapping("/federation/leaves/{from}")
    ResponseEntity<byte[]> leaves(@PathVariable String from) {
        if (!from.matches(NUMBER)) return problem(404, "size-unknown", "A place is a number.");
        return bytes(Mirror.joined(publication.leaves(Long.parseLong(from), Mirror.MOST)));
    }

    /** Leaves of the partner's log, as this node mirrors them. */
    @GetMapping("/federation/mirror/{from}")
    ResponseEntity<byte[]> mirror(
            @PathVariable String from, @RequestAttribute(FederationGate.PEER) String peer) {
        var origin = registry.directories().of(peer).map(Directory::logOrigin);
        if (origin.isEmpty() || !from.matches(NUMBER))
            return problem(404, "size-unknown", "A place is a number.");
        return bytes(Mirror.joined(mirror.leaves(origin.get(), Long.parseLong(from))));
    }

    private static ResponseEntity<byte[]> bytes(byte[] body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).body(body);
    }

    /**
     * Acts of which this node keeps receipts of the partner's log, after number {@code after}: each
     * as it is handed to a partner, with the receipt. {@code next} is the number to ask after.
     */
    @GetMapping(path = "/federation/held/{after}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> held(
            @PathVariable String after, @RequestAttribute(FederationGate.PEER) String peer) {
        var origin = registry.directories().of(peer).map(Directory::logOrigin);
        if (origin.isEmpty() || !after.matches(NUMBER))
            return problem(404, "number-unknown", "A receipt's number is a number.");
        var kept = registry.receiptsOf(origin.get(), Long.parseLong(after), MOST_ACTS);
        var items = new ArrayList<Json>();
        for (var one : kept)
            registry.act(one.act())
                    .map(stored -> stored.envelope())
                    .filter(act -> Parcel.mayHold(registry, act, peer))
                    .flatMap(act -> Parcel.of(registry, seals, act, peer))
                    .ifPresent(parcel -> items.add(parcel.with("receipt", one.receipt().json())));
        var answer = Json.object().with("acts", new Json.Arr(items));
        return ResponseEntity.ok(
                CanonicalJson.bytes(
                        kept.isEmpty() ? answer : answer.with("next", kept.getLast().number())));
    }
}
