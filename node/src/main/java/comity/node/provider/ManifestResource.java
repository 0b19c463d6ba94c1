package comity.node.provider;

import comity.evidence.exhibit.SignedManifest;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a source says of its files before it sends them (docs/formats/manifest.md). */
@RestController
@Serves(
        offices = {"PRV", "CUS"},
        programs = true)
class ManifestResource {
    private final Orders orders;
    private final SourceKeys keys;
    private final Manifests manifests;

    ManifestResource(Orders orders, SourceKeys keys, Manifests manifests) {
        this.orders = orders;
        this.keys = keys;
        this.manifests = manifests;
    }

    /**
     * A signed manifest.
     *
     * @param publicKey in base64url
     * @param signature a JWS whose payload is the canonical manifest, detached and unencoded
     */
    record ManifestBody(Map<String, Object> manifest, String publicKey, String signature) {}

    /** Takes a manifest; the same one again changes nothing. */
    @PostMapping(
            path = "/provider/orders/{order}/manifests",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ManifestBody.class)))
    DeliveryView take(@PathVariable String order, @RequestBody Json.Obj body, Officer officer) {
        if (!order.matches("[0-9a-f]{64}")) throw Refused.unknown();
        var named = new Digest(order);
        var view = orders.under(officer, named).orElseThrow(Refused::unknown);
        if (view.standing().equals("OVERRIDDEN")) throw Refused.with(409, "upload.order-ended");
        var signed = signed(body);
        if (!signed.verifies()) throw Refused.with(422, "manifest.signature");
        if (!signed.manifest().order().equals(named))
            throw Refused.with(422, "manifest.other-order");
        var known =
                keys.find(signed.key())
                        .filter(key -> key.ended().isEmpty())
                        .filter(key -> key.authority().equals(officer.authority()))
                        .isPresent();
        if (!known)
            throw Refused.with(422, "manifest.key-unknown", Map.of("key", signed.key().hex()));
        manifests.keep(signed, officer.authority());
        return DeliveryView.of(manifests.of(signed.digest(), officer.authority()).orElseThrow());
    }

    private static SignedManifest signed(Json.Obj body) {
        try {
            return SignedManifest.of(body);
        } catch (IllegalArgumentException e) {
            throw Refused.with(422, "manifest.malformed", Map.of("why", "" + e.getMessage()));
        }
    }

    @GetMapping(
            path = "/provider/manifests/{manifest}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    DeliveryView of(@PathVariable String manifest, Officer officer) {
        if (!manifest.matches("[0-9a-f]{64}")) throw Refused.unknown();
        return manifests
                .of(new Digest(manifest), officer.authority())
                .map(DeliveryView::of)
                .orElseThrow(Refused::unknown);
    }
}
