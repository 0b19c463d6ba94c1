package comity.node.custody;

import comity.evidence.redaction.Cuts;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Custody of a docket's exhibits, for programs. */
@RestController
@Serves(offices = {"CAO", "CUS", "INV", "PRO"})
class CustodyResource {
    private final HoldingViews views;
    private final Derivations derivations;
    private final Imports imports;

    CustodyResource(HoldingViews views, Derivations derivations, Imports imports) {
        this.views = views;
        this.derivations = derivations;
        this.imports = imports;
    }

    /** The act that was filed. */
    record FiledView(String act) {}

    @GetMapping(path = "/dockets/{docket}/custody", produces = MediaType.APPLICATION_JSON_VALUE)
    HoldingView custody(@PathVariable UUID docket, Officer officer) {
        return views.of(docket, officer).orElseThrow(Refused::unknown);
    }

    /**
     * A redacted copy that the node makes.
     *
     * @param exhibit SHA-256 of the original
     * @param unit BYTES, ROWS or MESSAGES
     * @param removed ranges such as {@code 2-5, 9}
     */
    record RedactionBody(
            String exhibit,
            String unit,
            String removed,
            String place,
            String under,
            String reasons) {}

    @PostMapping(
            path = "/dockets/{docket}/custody/redactions",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RedactionBody.class)))
    FiledView redact(@PathVariable UUID docket, @RequestBody Json.Obj body, Officer officer)
            throws IOException {
        return new FiledView(
                derivations
                        .redact(
                                docket,
                                digest(text(body, "exhibit"), "exhibit"),
                                cuts(text(body, "unit"), text(body, "removed")),
                                touching(body),
                                officer)
                        .hex());
    }

    /**
     * A container that was delivered before.
     *
     * @param exhibit SHA-256 of the container
     * @param giver who brought it
     */
    record ImportBody(String exhibit, String giver, String place, String under, String reasons) {}

    @Serves(offices = {"CAO", "CUS"})
    @PostMapping(
            path = "/dockets/{docket}/custody/imports",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ImportBody.class)))
    FiledView take(@PathVariable UUID docket, @RequestBody Json.Obj body, Officer officer)
            throws IOException {
        return new FiledView(
                imports.take(
                                docket,
                                text(body, "giver"),
                                new Brought.Delivered(digest(text(body, "exhibit"), "exhibit")),
                                touching(body),
                                officer)
                        .hex());
    }

    private static Touching touching(Json.Obj body) {
        return new Touching(
                text(body, "place"),
                digest(text(body, "under"), "under").hex(),
                text(body, "reasons"));
    }

    private static String text(Json.Obj body, String name) {
        return body.text(name).orElse("").strip();
    }

    static Digest digest(String hex, String field) {
        if (!hex.matches("[0-9a-f]{64}"))
            throw Refused.with(422, "upload.digest", Map.of("field", field));
        return new Digest(hex);
    }

    /** What is removed, as it was typed. */
    static Cuts cuts(String unit, String removed) {
        for (var known : Cuts.Unit.values())
            if (known.name().equals(unit))
                return Cuts.of(known, removed)
                        .orElseThrow(() -> Refused.with(422, "custody.cuts", Map.of()));
        throw Refused.with(422, "custody.cuts", Map.of());
    }
}
