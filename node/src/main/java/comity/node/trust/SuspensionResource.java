package comity.node.trust;

import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.identity.Statements;
import comity.node.registry.Filing;
import comity.record.act.Assertion;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Statement;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * How two officers of the central authority suspend a partner State, or readmit it: each composes a
 * statement, signs it with a passkey and files it; the second names the first one's act.
 */
@RestController
@RequestMapping(path = "/directory/statements", produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(offices = "CAO")
class SuspensionResource {
    private final Statements statements;
    private final Suspending suspending;

    SuspensionResource(Statements statements, Suspending suspending) {
        this.statements = statements;
        this.suspending = suspending;
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
     * @param digest what the officer's passkey signs
     * @param header the act word for word
     */
    record ProposedView(
            String proposal,
            String type,
            String digest,
            boolean personal,
            Map<String, Object> header) {}

    record AssertionBody(
            String credential, String authenticatorData, String clientDataJSON, String signature) {}

    record SignedBody(AssertionBody personal) {}

    record StatedView(String digest, long position) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = StatementBody.class)))
    ProposedView propose(@RequestBody Json.Obj body, Officer officer) {
        var type = body.text("type").orElse("");
        if (!type.equals(Directory.SUSPEND) && !type.equals(Directory.READMIT))
            throw Refused.with(400, "statement.malformed", Map.of("part", "type"));
        var statement = statement(body);
        var proposal = statements.compose(type, statement, officer);
        var id = proposal.header().id().toString();
        suspending.keep(id, proposal, officer.person());
        return new ProposedView(
                id, type, proposal.digest().hex(), true, Plain.of(proposal.header().json()));
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

    @PostMapping("/{proposal}/filing")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = SignedBody.class)))
    StatedView file(@PathVariable String proposal, @RequestBody Json.Obj body, Person person) {
        var composed = suspending.of(person, proposal).orElseThrow(Refused::unknown);
        var filing = statements.file(composed, assertion(body));
        if (filing instanceof Filing.Filed(var digest, var position))
            return new StatedView(digest.hex(), position);
        throw Refused.because(filing);
    }

    private static Assertion assertion(Json.Obj body) {
        try {
            return Assertion.of(body.object("personal").orElse(Json.EMPTY));
        } catch (MalformedAct e) {
            throw Refused.with(400, "assertion.malformed", Map.of("part", e.part()));
        }
    }
}
