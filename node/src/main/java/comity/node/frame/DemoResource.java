package comity.node.frame;

import comity.node.identity.DemoPeople;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Assertion;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a demo offers beside the real thing: its people's software passkeys, used for you. These
 * routes do not exist in any other mode.
 */
@RestController
@RequestMapping(path = "/demo", produces = MediaType.APPLICATION_JSON_VALUE)
@ConditionalOnProperty(name = "comity.demo", havingValue = "true")
class DemoResource {
    private final DemoPeople demo;
    private final SessionResource.Answers answers;
    private final List<ProposedDigests> proposed;

    DemoResource(DemoPeople demo, SessionResource.Answers answers, List<ProposedDigests> proposed) {
        this.demo = demo;
        this.answers = answers;
        this.proposed = proposed;
    }

    record PersonView(String person, String name) {}

    record DemoSessionBody(String person) {}

    /**
     * @param proposal the proposal whose digest the person's passkey signs
     */
    record DemoAssertionBody(String person, String proposal) {}

    /** A WebAuthn assertion, its members in base64url. */
    record AssertionView(
            String credential, String authenticatorData, String clientDataJSON, String signature) {

        static AssertionView of(Assertion assertion) {
            return new AssertionView(
                    Base64Url.encode(assertion.credential()),
                    Base64Url.encode(assertion.authenticatorData()),
                    Base64Url.encode(assertion.clientData()),
                    Base64Url.encode(assertion.signature()));
        }
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/people")
    List<PersonView> people() {
        return demo.all().stream()
                .map(person -> new PersonView(person.id(), person.name()))
                .toList();
    }

    @Serves(Serves.Whom.ANYONE)
    @PostMapping("/session")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = DemoSessionBody.class)))
    ResponseEntity<SessionResource.SessionView> open(
            @RequestBody Json.Obj body, HttpServletRequest request) {
        var person = body.text("person").orElse("");
        return answers.admission(
                demo.signIn(person).orElseThrow(() -> Refused.with(404, "demo.person-unknown")),
                request);
    }

    /** The passkey's answer over a proposal of the person who is signed in. */
    @Serves
    @PostMapping("/assertions")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = DemoAssertionBody.class)))
    AssertionView assertion(@RequestBody Json.Obj body, Person signedIn) {
        var person = body.text("person").orElse(signedIn.id());
        if (!person.equals(signedIn.id()))
            throw Refused.with(403, "demo.other-person", Map.of("person", person));
        Digest digest =
                proposed.stream()
                        .flatMap(
                                room ->
                                        room
                                                .of(body.text("proposal").orElse(""), signedIn)
                                                .stream())
                        .findFirst()
                        .orElseThrow(Refused::unknown);
        return demo.assertion(person, digest.bytes())
                .map(AssertionView::of)
                .orElseThrow(() -> Refused.with(404, "demo.person-unknown"));
    }
}
