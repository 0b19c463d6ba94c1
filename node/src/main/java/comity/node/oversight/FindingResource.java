package comity.node.oversight;

import comity.node.frame.NotDone;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.oversight.Findings.Raised;
import comity.node.oversight.Findings.Written;
import comity.record.act.Json;
import comity.record.finding.Finding;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Findings for programs; pages answer at the same addresses. */
@RestController
class FindingResource {
    private final Findings findings;
    private final Offices offices;

    FindingResource(Findings findings, Offices offices) {
        this.findings = findings;
        this.offices = offices;
    }

    @Serves(offices = Finding.OVERSIGHT)
    @GetMapping(path = "/oversight/findings", produces = MediaType.APPLICATION_JSON_VALUE)
    FindingsView raised(Officer officer) {
        return findings.raised(officer);
    }

    /** A finding that was raised. */
    record Begun(UUID finding) {}

    /** Raises a finding: about DOCKET, DRAW, PATTERN or PRACTICE, under an article, by a day. */
    @Serves(offices = Finding.OVERSIGHT)
    @PostMapping(path = "/oversight/findings", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Begun raise(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Raised.class)))
                    @RequestBody
                    Json.Obj said,
            Officer officer) {
        try {
            return new Begun(
                    findings.raise(
                            new Raised(
                                    said.text("to").orElse(""),
                                    said.text("about").orElse(""),
                                    said.text("on").orElse(""),
                                    said.text("article").orElse(""),
                                    said.text("text").orElse(""),
                                    said.text("demand").orElse(""),
                                    said.text("until").orElse("")),
                            officer));
        } catch (NotDone e) {
            throw e.in("finding");
        }
    }

    @Serves
    @GetMapping(path = "/findings", produces = MediaType.APPLICATION_JSON_VALUE)
    FindingsView addressed(Person person) {
        return findings.addressed(offices.of(person));
    }

    @Serves
    @GetMapping(path = "/findings/{finding}", produces = MediaType.APPLICATION_JSON_VALUE)
    FindingsView.One one(@PathVariable UUID finding, Person person) {
        return findings.one(finding, offices.of(person));
    }

    /** An act that was filed. */
    record Filed(String digest) {}

    /**
     * Answers for the authority ({@code answer}), or repeats or closes for the body. {@code seen}
     * is the digest of the last act that its writer has read.
     */
    @Serves
    @PostMapping(path = "/findings/{finding}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Filed say(
            @PathVariable UUID finding,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Written.class)))
                    @RequestBody
                    Json.Obj said,
            Person person) {
        try {
            var written =
                    new Written(
                            said.text("act").orElse(""),
                            said.text("text").orElse(""),
                            said.text("until").orElse(""),
                            said.text("outcome").orElse(""),
                            said.text("seen").orElse(""));
            return new Filed(findings.say(finding, written, offices.of(person)).hex());
        } catch (NotDone e) {
            throw e.in("finding");
        }
    }
}
