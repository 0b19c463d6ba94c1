package comity.node.courier;

import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.publication.Witnessing;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import comity.record.tlog.AddCheckpoint;
import comity.record.tlog.NoteKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * What partners' nodes may ask of this one. Acts go through the one door; the answer to a filed act
 * is its inclusion in this State's log.
 */
@RestController
public class Inbox {
    static final int MOST_ACTS = 100;
    private static final int MOST_BYTES = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final Registry registry;
    private final Publication publication;
    private final AuthoritySeals seals;
    private final ObjectProvider<Arrivals> arrivals;
    private final Witnessing witnessing;
    private final Allowances allowances;

    public Inbox(
            Registry registry,
            Publication publication,
            AuthoritySeals seals,
            ObjectProvider<Arrivals> arrivals,
            Witnessing witnessing,
            InstantSource clock) {
        this.allowances = new Allowances(clock);
        this.registry = registry;
        this.seals = seals;
        this.publication = publication;
        this.arrivals = arrivals;
        this.witnessing = witnessing;
    }

    /**
     * Who wants to know that a partner's act was filed, such as the vault that then fetches
     * exhibits.
     */
    @FunctionalInterface
    public interface Arrivals {
        void filed(Envelope act, String from);
    }

    @PostMapping(path = "/federation/acts", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> acts(
            HttpServletRequest request, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        return acts(request.getInputStream(), peer);
    }

    ResponseEntity<byte[]> acts(InputStream body, String peer) throws IOException {
        var pause = allowances.pause(peer);
        if (pause.isPresent()) return later(pause.get());
        var answer = acts(body.readNBytes(MOST_BYTES + 1), peer);
        if (!answer.getStatusCode().is2xxSuccessful()) allowances.refused(peer, 1);
        return answer;
    }

    private ResponseEntity<byte[]> acts(byte[] body, String peer) {
        if (body.length > MOST_BYTES)
            return problem(413, "too-large", "At most " + MOST_BYTES + " bytes are taken at once.");
        try {
            var items = JsonReader.actObject(body).items("acts");
            if (items.isEmpty() || items.size() > MOST_ACTS)
                return problem(
                        422,
                        "batch-size",
                        "Between 1 and " + MOST_ACTS + " acts are taken at once.");
            var answers = new ArrayList<Json>();
            for (var item : items)
                answers.add(
                        item instanceof Json.Obj act
                                ? one(act, peer)
                                : Json.object()
                                        .with("outcome", "rejected")
                                        .with("code", "act.malformed"));
            allowances.refused(peer, (int) answers.stream().filter(Inbox::isRefused).count());
            return ResponseEntity.ok(
                    CanonicalJson.bytes(Json.object().with("answers", new Json.Arr(answers))));
        } catch (MalformedJson e) {
            return problem(
                    400,
                    "json." + e.code(),
                    "The body is not the JSON that acts are written in: " + e.getMessage() + ".");
        }
    }

    private static boolean isRefused(Json answer) {
        return answer instanceof Json.Obj said
                && said.text("outcome")
                        .filter(outcome -> outcome.equals("rejected") || outcome.equals("denied"))
                        .isPresent();
    }

    /** Not now: the body is not read. */
    private static ResponseEntity<byte[]> later(Duration pause) {
        var answer =
                problem(
                        429,
                        "too-many-refused",
                        "Too many acts that cannot be filed came from this State's node. They were answered one by one; what can be filed is taken again after the pause.");
        return ResponseEntity.status(429)
                .headers(answer.getHeaders())
                .header("Retry-After", Long.toString(pause.toSeconds() + 1))
                .body(answer.getBody());
    }

    private Json.Obj one(Json.Obj item, String peer) {
        try {
            var act = Parcel.act(item, seals);
            return act.isEmpty()
                    ? Json.object().with("outcome", "rejected").with("code", "parcel.does-not-open")
                    : answer(act.get(), registry.receive(act.get(), Parcel.internal(item)), peer);
        } catch (MalformedAct e) {
            return Json.object()
                    .with("outcome", "rejected")
                    .with("code", "act.malformed")
                    .with("part", e.part());
        }
    }

    /**
     * Empty also while our log cannot be read: the act is filed, and its receipt asked for later.
     */
    private Optional<Receipt> receiptAtHand(Digest act) {
        try {
            return publication.receipt(act);
        } catch (LogAway _) {
            return Optional.empty();
        }
    }

    private Json.Obj answer(Envelope act, Filing filing, String peer) {
        var said = Json.object().with("digest", act.digest().hex());
        return switch (filing) {
            case Filing.Filed filed -> {
                arrivals.forEach(arrival -> arrival.filed(act, peer));
                publication.awaitPosition(filed.position(), PATIENCE);
                var receipt = receiptAtHand(filed.digest());
                var answer = said.with("outcome", "filed");
                yield receipt.map(proof -> answer.with("receipt", proof.json())).orElse(answer);
            }
            case Filing.Parked parked ->
                    said.with("outcome", "parked")
                            .with(
                                    "missing",
                                    Json.strings(
                                            parked.missing().stream().map(Digest::hex).toList()));
            case Filing.Denied denied ->
                    said.with("outcome", "denied")
                            .with(
                                    "rules",
                                    Json.strings(
                                            denied.ruling().findings().stream()
                                                    .map(
                                                            finding ->
                                                                    finding.rule()
                                                                            + " "
                                                                            + finding.code())
                                                    .toList()));
            case Filing.Rejected rejected ->
                    said.with("outcome", "rejected").with("code", rejected.code());
            case Filing.Overtaken _ ->
                    throw new IllegalStateException("a foreign act is never overtaken");
        };
    }

    /** An act that the partner may hold, if it asks because a later one refers to it. */
    @GetMapping(path = "/federation/acts/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> act(
            @PathVariable String digest, @RequestAttribute(FederationGate.PEER) String peer) {
        if (!digest.matches("[0-9a-f]{64}"))
            return problem(404, "act-unknown", "No act of yours has this digest here.");
        return registry.act(new Digest(digest))
                .map(stored -> stored.envelope())
                .filter(act -> Parcel.mayHold(registry, act, peer))
                .flatMap(act -> Parcel.of(registry, seals, act, peer))
                .map(parcel -> ResponseEntity.ok(CanonicalJson.bytes(parcel)))
                .orElseGet(
                        () -> problem(404, "act-unknown", "No act of yours has this digest here."));
    }

    /** The receipt of this State's log for an act that the partner may hold. */
    @GetMapping(
            path = "/federation/acts/{digest}/receipt",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> receipt(
            @PathVariable String digest, @RequestAttribute(FederationGate.PEER) String peer) {
        if (!digest.matches("[0-9a-f]{64}"))
            return problem(404, "act-unknown", "No act of yours has this digest here.");
        var act = new Digest(digest);
        return registry.act(act)
                .filter(stored -> Parcel.mayHold(registry, stored.envelope(), peer))
                .flatMap(_ -> publication.receipt(act))
                .map(receipt -> ResponseEntity.ok(CanonicalJson.bytes(receipt.json())))
                .orElseGet(() -> problem(404, "receipt-not-yet", "The log does not hold it yet."));
    }

    /**
     * That this State's log of {@code from} leaves is the beginning of that of {@code to} (RFC
     * 6962, 2.1.2): one hash in Base64 a line, for a partner's case files.
     */
    @GetMapping(path = "/federation/consistency/{from}/{to}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> consistency(@PathVariable String from, @PathVariable String to) {
        if (!from.matches("[0-9]{1,18}") || !to.matches("[0-9]{1,18}"))
            return problem(404, "size-unknown", "A log's size is a whole number.");
        var earlier = Long.parseLong(from);
        var later = Long.parseLong(to);
        if (earlier > later || later > publication.size())
            return problem(404, "size-unknown", "The log never had these sizes in this order.");
        var lines = new StringBuilder();
        for (var hash : publication.consistency(earlier, later))
            lines.append(Base64.getEncoder().encodeToString(hash)).append('\n');
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .body(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * C2SP tlog-witness: cosigns the partner's checkpoint if it continues what this node cosigned
     * last. A partner is heard for its own log alone.
     */
    @PostMapping("/federation/add-checkpoint")
    ResponseEntity<byte[]> addCheckpoint(
            HttpServletRequest request, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        return addCheckpoint(
                request.getInputStream().readNBytes(AddCheckpoint.MOST_BYTES + 1), peer);
    }

    ResponseEntity<byte[]> addCheckpoint(byte[] body, String peer) {
        if (body.length > AddCheckpoint.MOST_BYTES)
            return problem(413, "too-large", "No checkpoint is as long as this.");
        return witnessing.add(
                body,
                registry.directories().of(peer).map(known -> NoteKeys.of(known.log().keys())));
    }

    /** The newest checkpoint of the partner's own log that this node cosigned. */
    @GetMapping("/federation/{log:[0-9a-f]{64}}/checkpoint")
    ResponseEntity<byte[]> checkpoint(
            @PathVariable String log, @RequestAttribute(FederationGate.PEER) String peer) {
        return registry.directories()
                .of(peer)
                .map(Directory::logOrigin)
                .filter(
                        origin ->
                                Digest.of(origin.getBytes(StandardCharsets.UTF_8))
                                        .hex()
                                        .equals(log))
                .map(witnessing::show)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    static ResponseEntity<byte[]> problem(int status, String code, String detail) {
        var body =
                Json.object()
                        .with("type", "urn:comity:problem:" + code)
                        .with("title", code)
                        .with("status", status)
                        .with("detail", detail);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(CanonicalJson.bytes(body));
    }
}
