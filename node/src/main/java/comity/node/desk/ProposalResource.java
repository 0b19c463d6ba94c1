package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.registry.Filing;
import comity.record.act.Assertion;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From what was typed to a filed act: propose, look at it, sign it, file it. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(
        offices = {
            "INV", "PRO", "CAO", "JUD", "DUT", "CUS", "PRV", "FIL", "DEF", "TRN", "REG", "OVS",
            "TRA"
        })
class ProposalResource {
    private final Proposals proposals;
    private final Drafts drafts;
    private final Composer composer;
    private final WhoActs whoActs;
    private final Sight sight;

    ProposalResource(
            Proposals proposals, Drafts drafts, Composer composer, WhoActs whoActs, Sight sight) {
        this.proposals = proposals;
        this.drafts = drafts;
        this.composer = composer;
        this.whoActs = whoActs;
        this.sight = sight;
    }

    /**
     * @param office such as {@code XA.court/JUD}; not needed where the header {@code Comity-Office}
     *     names it, or the person holds one office
     * @param content what the act says: members by section, as the options list them
     * @param draft the draft that this comes from; it is dropped when the act is filed
     */
    record ProposalBody(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String office,
            String type,
            Map<String, Map<String, Object>> content,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String draft) {}

    /**
     * @param personal the officer's assertion over the act's digest, on acts that need it
     */
    record FilingBody(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) PersonalBody personal) {}

    /** A WebAuthn assertion, its members in base64url. */
    record PersonalBody(
            String credential, String authenticatorData, String clientDataJSON, String signature) {}

    record FiledView(String digest, long position) {}

    @PostMapping("/dockets/{docket}/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            schema = @Schema(implementation = ProposalBody.class)))
    ResponseEntity<ProposalView> propose(
            @PathVariable UUID docket,
            @RequestBody Json.Obj body,
            @RequestHeader(name = WhoActs.HEADER, required = false) @Nullable String office,
            Person person) {
        var officer = officer(body, office, person);
        sight.require(docket, officer);
        var draft = keep(docket, body, person);
        var type = Content.type(body);
        ActPages.requireTold(type, officer);
        var content = Content.of(type, body);
        return switch (proposals.propose(
                docket, type.word(), content, officer, Optional.of(draft), Languages.current())) {
            case Proposals.Outcome.Denied(var ruling) -> throw Refused.denied(ruling.findings());
            case Proposals.Outcome.Proposed(var view) ->
                    ResponseEntity.created(URI.create("/proposals/" + view.proposal())).body(view);
        };
    }

    private Officer officer(Json.Obj body, @Nullable String header, Person person) {
        var named = body.text("office").or(() -> Optional.ofNullable(header));
        return whoActs.officer(person, named, List.of());
    }

    /** Before anything can fail: what was typed is kept, whatever becomes of it. */
    private UUID keep(UUID docket, Json.Obj body, Person person) {
        var id = body.text("draft").map(DraftResource::uuid).orElseGet(composer::newId);
        var became = proposals.became(id, person);
        if (became.isPresent())
            throw Refused.with(409, "draft.filed", Map.of("act", became.get().act().hex()));
        var kept =
                drafts.keep(
                        id,
                        person,
                        Optional.of(docket),
                        body.text("type").filter(word -> word.length() <= 64).orElse(""),
                        body.object("content").orElse(Json.EMPTY));
        if (!kept) throw Refused.with(409, "draft.not-kept");
        return id;
    }

    @GetMapping("/proposals/{proposal}")
    ProposalView proposal(@PathVariable UUID proposal, Person person) {
        proposals.requireUnsealed(proposal, person, sight);
        return proposals.view(proposal, person, Languages.current()).orElseThrow(Refused::unknown);
    }

    @PostMapping("/proposals/{proposal}/filing")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            schema = @Schema(implementation = FilingBody.class)))
    FiledView file(
            @PathVariable UUID proposal,
            @RequestBody(required = false) Json.@Nullable Obj body,
            Person person) {
        var composed = proposals.author(proposal, person).orElseThrow(Refused::unknown);
        // An office may have ended since the proposal was composed.
        whoActs.officer(person, Optional.of(composed), List.of());
        proposals.requireUnsealed(proposal, person, sight);
        var filing = proposals.file(proposal, person, personal(body)).orElseThrow(Refused::unknown);
        if (filing instanceof Filing.Filed(var digest, var position))
            return new FiledView(digest.hex(), position);
        throw Refused.because(filing);
    }

    private static Optional<Assertion> personal(Json.@Nullable Obj body) {
        if (body == null || body.get("personal").isEmpty()) return Optional.empty();
        try {
            return Optional.of(Assertion.of(body.object("personal").orElse(Json.EMPTY)));
        } catch (MalformedAct e) {
            throw Refused.with(400, "assertion.malformed", Map.of("part", e.part()));
        }
    }
}
