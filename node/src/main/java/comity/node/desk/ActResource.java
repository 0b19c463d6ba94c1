package comity.node.desk;

import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import comity.treaty.docket.Cooperation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Single acts, as signed, with the proofs that logs hold them; and the roots that they rest on. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ActResource {
    private final Registry registry;
    private final Receipts receipts;

    ActResource(Registry registry, Receipts receipts) {
        this.registry = registry;
        this.receipts = receipts;
    }

    private static final int LONGEST_WAIT = 60;

    /**
     * The receipts of an act, this State's own first.
     *
     * @param witnessed whether others countersigned a checkpoint of this State's log that holds it;
     *     until then it is acknowledged, and no more
     */
    record ReceiptsView(String act, boolean witnessed, List<ReceiptView> receipts) {}

    /**
     * @param proof the text of a C2SP tlog-proof
     */
    record ReceiptView(String origin, String nonce, String proof) {}

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping("/acts/{digest}")
    Map<String, Object> act(@PathVariable String digest) {
        var act = held(digest);
        return Plain.of(act.with(receipts.atHand(act.digest())).json());
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping("/acts/{digest}/receipt")
    ReceiptsView receipt(
            @PathVariable String digest,
            @Parameter(
                            description =
                                    "For so many seconds, up to 60, the answer waits until the act"
                                            + " is witnessed: until a checkpoint that holds it bears"
                                            + " the cosignatures that this State's policy asks for.")
                    @RequestParam(required = false)
                    @Nullable String wait) {
        var act = held(digest);
        var witnessed = receipts.await(act.digest(), seconds(wait));
        var all = receipts.atHand(act.digest()).stream().map(ActResource::view).toList();
        if (all.isEmpty()) throw Refused.with(404, "receipt.not-yet");
        return new ReceiptsView(digest, witnessed, all);
    }

    /**
     * The receipt of this State's own log as a file that proves itself (C2SP tlog-proof): its line
     * {@code extra} has the nonce, with which whoever holds the act computes the leaf.
     */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "CUS"})
    @GetMapping(path = "/acts/{digest}/tlog-proof", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> proof(
            @PathVariable String digest, @RequestParam(required = false) @Nullable String wait) {
        var act = held(digest);
        receipts.await(act.digest(), seconds(wait));
        return ResponseEntity.ok()
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + digest.substring(0, 16) + ".tlog-proof\"")
                .body(
                        receipts.proof(act.digest())
                                .orElseThrow(() -> Refused.with(404, "receipt.not-yet")));
    }

    private static Duration seconds(@Nullable String wait) {
        if (wait == null) return Duration.ZERO;
        if (!wait.matches("[0-9]{1,2}") || Integer.parseInt(wait) > LONGEST_WAIT)
            throw Refused.with(400, "receipt.wait", Map.of("most", "" + LONGEST_WAIT));
        return Duration.ofSeconds(Integer.parseInt(wait));
    }

    private static ReceiptView view(Receipt receipt) {
        return new ReceiptView(
                receipt.origin(),
                comity.record.act.Base64Url.encode(receipt.nonce()),
                receipt.proof());
    }

    private Envelope held(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) throw Refused.unknown();
        return registry.act(new Digest(digest))
                .map(stored -> stored.envelope())
                .filter(act -> act.header().kind().equals(Cooperation.KIND))
                .orElseThrow(Refused::unknown);
    }

    /** The fingerprint of each State's root: for a verifier's {@code --roots}. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/roots")
    Map<String, String> roots() {
        var roots = new TreeMap<String, String>();
        registry.directories()
                .byState()
                .forEach(
                        (state, directory) ->
                                roots.put(state, directory.root().fingerprint().hex()));
        return roots;
    }
}
