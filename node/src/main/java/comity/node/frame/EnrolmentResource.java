package comity.node.frame;

import comity.node.identity.Enrolment;
import comity.node.identity.Registration;
import comity.node.identity.RelyingParty;
import comity.node.identity.Serves;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A one-time code opens one registration of a passkey. */
@RestController
@RequestMapping(path = "/enrolments/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
class EnrolmentResource {
    private final Enrolment enrolment;
    private final RelyingParty relyingParty;

    EnrolmentResource(Enrolment enrolment, RelyingParty relyingParty) {
        this.enrolment = enrolment;
        this.relyingParty = relyingParty;
    }

    /** What a browser needs to create the passkey. */
    record InvitationView(
            String person, String name, String authority, String challenge, String relyingParty) {}

    /** A WebAuthn registration, its members in base64url. */
    record RegistrationBody(String credential, String attestationObject, String clientDataJSON) {}

    /**
     * @param software true if the passkey is a program: trial use only, and every report says so
     * @param listed whether the directory lists the passkey already; if not, it can be used once
     *     the holders of the State's root have approved a version that does
     */
    record EnrolledView(
            String person,
            String credential,
            String authority,
            List<String> offices,
            boolean software,
            boolean listed) {}

    @Serves(Serves.Whom.ANYONE)
    @GetMapping
    InvitationView invitation(@PathVariable String code) {
        var invitation =
                enrolment
                        .invitation(code)
                        .orElseThrow(() -> Refused.with(404, "enrolment.unknown"));
        return new InvitationView(
                invitation.person().id(),
                invitation.person().name(),
                invitation.authority(),
                Base64Url.encode(invitation.challenge()),
                relyingParty.id());
    }

    @Serves(Serves.Whom.ANYONE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RegistrationBody.class)))
    EnrolledView enrol(@PathVariable String code, @RequestBody Json.Obj body) {
        var registration =
                Registration.of(body)
                        .orElseThrow(() -> Refused.with(400, "registration.malformed"));
        return switch (enrolment.enrol(code, registration)) {
            case Enrolment.Outcome.Refused(var why) ->
                    throw Refused.with(why.equals("enrolment.unknown") ? 404 : 400, why);
            case Enrolment.Outcome.Enrolled(var person, var passkey, var listed) ->
                    new EnrolledView(
                            person.id(),
                            Base64Url.encode(passkey.credential()),
                            passkey.authority(),
                            passkey.offices().stream().sorted().toList(),
                            passkey.software(),
                            listed);
        };
    }
}
