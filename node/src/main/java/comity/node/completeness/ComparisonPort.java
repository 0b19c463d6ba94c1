package comity.node.completeness;

import comity.node.courier.FederationGate;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import comity.record.act.Roll;
import comity.record.sets.SessionKey;
import comity.record.sets.Symbol;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a partner's node asks when it compares, and what it tells of what it found. */
@RestController
@RequestMapping(path = "/federation/completeness", produces = MediaType.APPLICATION_JSON_VALUE)
class ComparisonPort {
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_TOLD = 1_000;
    private static final int MOST_OPEN = 10_000;

    private final Registry registry;
    private final Publication publication;
    private final Shared shared;
    private final Findings findings;
    private final Rows rows;

    ComparisonPort(
            Registry registry,
            Publication publication,
            Shared shared,
            Findings findings,
            Rows rows) {
        this.registry = registry;
        this.publication = publication;
        this.shared = shared;
        this.findings = findings;
        this.rows = rows;
    }

    /** Symbols {@code from} on of the set that this node shares with the partner. */
    @PostMapping("/symbols")
    ResponseEntity<byte[]> symbols(
            HttpServletRequest request, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        try {
            var asked = body(request);
            var key = key(asked);
            var from = number(asked, "from", Rows.MOST_SYMBOLS);
            var count = number(asked, "count", Rows.MOST_AT_ONCE);
            if (from + count > Rows.MOST_SYMBOLS)
                return problem(422, "symbols-end", "Ask for the list instead.");
            var row = rows.of(peer, key);
            if (from == 0) row = java.util.Optional.of(rows.begin(peer, key, shared.with(peer)));
            if (row.isEmpty())
                return problem(409, "comparison-unknown", "Begin again, with symbol 0.");
            return ok(
                    Json.object()
                            .with("size", row.get().size())
                            .with(
                                    "symbols",
                                    Base64Url.encode(
                                            Symbol.bytes(row.get().symbols(from, count)))));
        } catch (MalformedJson | MalformedAct e) {
            return malformed();
        }
    }

    /** The same set as a list, for differences too large for symbols. */
    @PostMapping("/list")
    ResponseEntity<byte[]> list(
            HttpServletRequest request, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        try {
            var asked = body(request);
            var last = asked.text("after").orElse("");
            if (!last.matches("|[0-9a-f]{64}")) return malformed();
            return rows.of(peer, key(asked))
                    .map(
                            row ->
                                    ok(
                                            Json.object()
                                                    .with(
                                                            "acts",
                                                            Json.strings(
                                                                    row.after(last).stream()
                                                                            .map(Digest::hex)
                                                                            .toList()))))
                    .orElseGet(
                            () ->
                                    problem(
                                            409,
                                            "comparison-unknown",
                                            "Begin again, with symbol 0."));
        } catch (MalformedJson | MalformedAct e) {
            return malformed();
        }
    }

    /** Every receipt that this node has of an act that the partner may hold. */
    @GetMapping("/receipts/{act}")
    ResponseEntity<byte[]> receipts(
            @PathVariable String act, @RequestAttribute(FederationGate.PEER) String peer) {
        var stored =
                act.matches("[0-9a-f]{64}")
                        ? registry.act(new Digest(act))
                        : java.util.Optional.<comity.node.registry.Stored>empty();
        return stored.filter(found -> mayHold(found, peer))
                .map(
                        found -> {
                            var all = new ArrayList<Json>();
                            publication
                                    .receipt(found.digest())
                                    .map(Receipt::json)
                                    .ifPresent(all::add);
                            found.envelope().receipts().forEach(kept -> all.add(kept.json()));
                            return ok(Json.object().with("receipts", new Json.Arr(all)));
                        })
                .orElseGet(() -> problem(404, "act-unknown", "No act of yours is here."));
    }

    private boolean mayHold(comity.node.registry.Stored stored, String peer) {
        var header = stored.envelope().header();
        return switch (header.kind()) {
            case Directory.KIND, Profile.KIND, Roll.KIND -> true;
            case Cooperation.KIND ->
                    Cooperation.audience(registry.read(header.docket()), stored.digest())
                            .contains(peer);
            default -> false;
        };
    }

    /** What the partner found, for this State's oversight; its receipts are tried, not believed. */
    @PostMapping("/findings")
    ResponseEntity<byte[]> findings(
            HttpServletRequest request, @RequestAttribute(FederationGate.PEER) String peer)
            throws IOException {
        try {
            var told = body(request);
            var items = told.items("findings");
            var mended = told.texts("mended");
            if (items.size() > MOST_TOLD || mended.size() > MOST_TOLD) return malformed();
            if (findings.openWith(peer) > MOST_OPEN)
                return problem(429, "findings-full", "Thousands stand open; telephone.");
            var read = new ArrayList<Finding>();
            for (var item : items)
                read.add(Finding.of(item instanceof Json.Obj finding ? finding : Json.EMPTY));
            read.forEach(finding -> findings.keep(peer, peer, tried(finding)));
            var gone = Set.copyOf(mended);
            for (var open : findings.open(peer, peer))
                if (gone.contains(open.finding().act().hex()))
                    findings.mended(open.number(), "held-again");
            return ok(Json.object().with("taken", read.size()));
        } catch (MalformedJson | MalformedAct e) {
            return malformed();
        }
    }

    /** With its receipt only if some State's log gave it. */
    private Finding tried(Finding told) {
        var directories = registry.directories();
        var proof =
                directories.byState().keySet().stream()
                        .flatMap(
                                state ->
                                        Proof.by(
                                                state,
                                                told.act(),
                                                told.receipt().map(List::of).orElse(List.of()),
                                                directories)
                                                .stream())
                        .findFirst();
        return new Finding(
                told.kind(),
                told.act(),
                told.docket(),
                told.author(),
                proof.flatMap(Proof::at),
                proof.map(Proof::receipt));
    }

    private static Json.Obj body(HttpServletRequest request) throws IOException, MalformedJson {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        return JsonReader.actObject(bytes.length > MOST_BYTES ? new byte[0] : bytes);
    }

    private static byte[] key(Json.Obj asked) throws MalformedAct {
        try {
            var key = Base64Url.decode(asked.text("key").orElse(""));
            if (key.length == SessionKey.BYTES) return key;
        } catch (IllegalArgumentException _) {
            // The same answer: this is no key.
        }
        throw new MalformedAct("key", "32 bytes in base64url expected");
    }

    private static int number(Json.Obj asked, String name, int most) throws MalformedAct {
        return asked.integer(name)
                .filter(number -> number >= 0 && number <= most)
                .map(Long::intValue)
                .orElseThrow(() -> new MalformedAct(name, "a number up to " + most + " expected"));
    }

    private static ResponseEntity<byte[]> ok(Json.Obj json) {
        return ResponseEntity.ok(CanonicalJson.bytes(json));
    }

    private static ResponseEntity<byte[]> malformed() {
        return problem(
                400,
                "comparison-malformed",
                "docs/formats/completeness.md says what is asked here.");
    }

    private static ResponseEntity<byte[]> problem(int status, String code, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(
                        CanonicalJson.bytes(
                                Json.object()
                                        .with("type", "urn:comity:problem:" + code)
                                        .with("title", code)
                                        .with("status", status)
                                        .with("detail", detail)));
    }
}
