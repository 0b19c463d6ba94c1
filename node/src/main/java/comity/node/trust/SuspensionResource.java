package comity.node.trust;

import comity.node.frame.Plain;
import comity.node.frame.Proposing;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.identity.Statements;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Statement;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * How two officers of the central authority suspend a partner State, or readmit it: each composes a
 * statement, signs it with a passkey and files it as every proposal is filed; the second names the
 * first one's act.
 */
@RestController
@RequestMapping(path = "/directory", produces = MediaType.APPLICATION_JSON_VALUE)
class SuspensionResource {
    private final Statements statements;
    private final Proposing proposing;
    private final Partners partners;

    SuspensionResource(Statements statements, Proposing proposing, Partners partners) {
        this.statements = statements;
        this.proposing = proposing;
        this.partners = partners;
    }

    /**
     * @param type {@code suspend} or {@code readmit}
     * @param confirms the first person's act; left out by the first person
     */
    record StatementBody(
            String type,
            String state,
            String reason,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String confirms) {}

    /**
     * @param proposal filed at {@code /proposals/…/filing}, like every proposal
     * @param digest what the officer's passkey signs
     * @param header the act word for word
     */
    record ProposedView(
            UUID proposal,
            String type,
            String digest,
            boolean personal,
            Map<String, Object> header) {}

    /** Whom this State hears, and what waits for a second person. */
    @Serves
    @GetMapping("/partners")
    List<PartnerView> partners() {
        return partners.all();
    }

    @Serves(offices = "CAO")
    @PostMapping("/statements")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = StatementBody.class)))
    ProposedView propose(@RequestBody Json.Obj body, Officer officer) {
        var type = body.text("type").orElse("");
        if (!type.equals(Directory.SUSPEND) && !type.equals(Directory.READMIT))
            throw Refused.with(400, "statement.malformed", Map.of("part", "type"));
        var proposal = statements.compose(type, statement(body), officer);
        return new ProposedView(
                proposing.keep(proposal, officer.person()),
                type,
                proposal.digest().hex(),
                true,
                Plain.of(proposal.header().json()));
    }

    private static Statement statement(Json.Obj body) {
        var said = Json.object();
        for (var name : new String[] {"state", "reason", "confirms"}) {
            var text = body.text(name);
            if (text.isPresent()) said = said.with(name, text.get());
        }
        try {
            return Statement.of(said);
        } catch (MalformedAct e) {
            throw Refused.with(400, "statement.malformed", Map.of("part", e.part()));
        }
    }
}
