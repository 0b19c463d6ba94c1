package comity.node.frame;

import comity.node.identity.Losses;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.identity.Sessions;
import comity.node.identity.SigningPage;
import comity.node.registry.Filing;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/** The registrar's desk: whose passkeys count, and what is done when one is lost. */
@RestController
@RequestMapping(path = "/persons", produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(offices = "REG")
public class PersonsResource {
    private static final int MOST_REASONS = 2_000;

    private final Losses losses;
    private final Sessions sessions;
    private final Proposing proposing;
    private final InstantSource clock;

    PersonsResource(Losses losses, Sessions sessions, Proposing proposing, InstantSource clock) {
        this.proposing = proposing;
        this.losses = losses;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A passkey.
     *
     * @param standing VALID, REGISTERED, HELD, LOST, REPLACED or EXPIRED
     * @param hoursLeft until a held one is valid; 0 for others
     */
    public record PasskeyView(
            String person,
            String name,
            String authority,
            String credential,
            String standing,
            Instant from,
            Instant until,
            long hoursLeft,
            boolean software) {}

    public record PersonsView(List<PasskeyView> passkeys) {}

    /**
     * @param code opens one registration, and is shown this once
     */
    public record CodeView(String person, String name, String code) {}

    record ReasonsBody(String reasons) {}

    @GetMapping
    PersonsView all() {
        return new PersonsView(losses.all().stream().map(this::view).toList());
    }

    private PasskeyView view(Losses.Listed listed) {
        var left = Duration.between(clock.instant(), listed.from());
        return new PasskeyView(
                listed.person().id(),
                listed.person().name(),
                listed.authority(),
                listed.credential(),
                listed.standing().name(),
                listed.from(),
                listed.until(),
                listed.standing() == Losses.Standing.HELD
                        ? Math.max(1, left.plusMinutes(59).toHours())
                        : 0,
                listed.software());
    }

    @PostMapping("/{credential}/loss")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ReasonsBody.class)))
    PersonsView report(
            @PathVariable String credential,
            @RequestBody Json.Obj body,
            Officer officer,
            HttpServletRequest request) {
        entered(
                losses.report(
                        bytes(credential),
                        officer,
                        device(request),
                        reasons(body.text("reasons").orElse(""))));
        return all();
    }

    @PostMapping("/{credential}/cancellation")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ReasonsBody.class)))
    PersonsView cancel(
            @PathVariable String credential,
            @RequestBody Json.Obj body,
            Officer officer,
            HttpServletRequest request) {
        entered(
                losses.cancel(
                        bytes(credential),
                        officer,
                        device(request),
                        reasons(body.text("reasons").orElse(""))));
        return all();
    }

    /** A second officer, on another device, confirms who asks: a code for one registration. */
    @PostMapping("/{credential}/replacement")
    CodeView confirm(@PathVariable String credential, Officer officer, HttpServletRequest request) {
        return switch (losses.confirm(bytes(credential), officer, device(request))) {
            case Losses.Confirmation.Refused(var why) -> throw Refused.with(409, why);
            case Losses.Confirmation.Code(var person, var code) ->
                    new CodeView(person.id(), person.name(), code);
            case Losses.Confirmation.Entry _ ->
                    throw new IllegalStateException("a code was asked for");
        };
    }

    /**
     * @param proposal the entry, which its registrar signs with a passkey like every proposal
     */
    record EntryView(UUID proposal) {}

    /** What was registered with the code, as an entry that the registrar signs in person. */
    @PostMapping("/{credential}/entry")
    EntryView entry(@PathVariable String credential, Officer officer) {
        return switch (losses.entry(bytes(credential), officer)) {
            case Losses.Confirmation.Refused(var why) -> throw Refused.with(409, why);
            case Losses.Confirmation.Entry(var proposal) ->
                    new EntryView(proposing.keep(proposal, officer.person()));
            case Losses.Confirmation.Code _ ->
                    throw new IllegalStateException("an entry was asked for");
        };
    }

    private static void entered(Filing filing) {
        if (!(filing instanceof Filing.Filed)) throw Refused.because(filing);
    }

    private static byte[] bytes(String credential) {
        try {
            return Base64Url.decode(credential);
        } catch (IllegalArgumentException _) {
            throw Refused.unknown();
        }
    }

    private static String reasons(String said) {
        if (said.isBlank() || said.length() > MOST_REASONS)
            throw Refused.with(400, "persons.reasons", Map.of());
        return said.strip();
    }

    /** With which passkey the officer is signed in. */
    private String device(HttpServletRequest request) {
        return SignedIn.token(request)
                .flatMap(sessions::device)
                .filter(device -> !device.isEmpty())
                .orElseThrow(() -> Refused.with(401, "session.missing"));
    }

    /** The same, for people. */
    @Controller
    @RequestMapping("/persons")
    @Serves(offices = "REG")
    static class ForPeople {
        private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

        private final Pages pages;
        private final PersonsResource resource;

        ForPeople(Pages pages, PersonsResource resource) {
            this.pages = pages;
            this.resource = resource;
        }

        @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
        ModelAndView all() {
            return pages.of("persons", Map.of("passkeys", resource.all().passkeys()));
        }

        @PostMapping(path = "/{credential}/loss", consumes = FORM)
        ModelAndView report(
                @PathVariable String credential,
                @RequestParam(defaultValue = "") String reasons,
                Officer officer,
                HttpServletRequest request) {
            resource.report(credential, Json.object().with("reasons", reasons), officer, request);
            return Pages.seeOther("/persons");
        }

        @PostMapping(path = "/{credential}/cancellation", consumes = FORM)
        ModelAndView cancel(
                @PathVariable String credential,
                @RequestParam(defaultValue = "") String reasons,
                Officer officer,
                HttpServletRequest request) {
            resource.cancel(credential, Json.object().with("reasons", reasons), officer, request);
            return Pages.seeOther("/persons");
        }

        @PostMapping(path = "/{credential}/entry", consumes = FORM)
        ModelAndView entry(@PathVariable String credential, Officer officer) {
            var proposal = resource.entry(credential, officer).proposal();
            return Pages.seeOther(
                    SigningPage.PATH + "#" + proposal + "." + Languages.current().getLanguage());
        }

        @PostMapping(path = "/{credential}/replacement", consumes = FORM)
        ModelAndView confirm(
                @PathVariable String credential, Officer officer, HttpServletRequest request) {
            return pages.of(
                    "personsCode", Map.of("code", resource.confirm(credential, officer, request)));
        }
    }
}
