package comity.node.recourse;

import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.recourse.Portal.NotTaken;
import comity.record.act.Json;
import comity.record.complaint.Complaint;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The portal for programs, such as an organisation's own; files are sent by the form alone. */
@RestController
@Serves(Serves.Whom.ANYONE)
class ComplaintResource {
    private final Portal portal;

    ComplaintResource(Portal portal) {
        this.portal = portal;
    }

    /**
     * @param as {@code PERSON} or {@code ORGANISATION}
     * @param form 32 bytes in base64url of one's own choosing: the same complaint sent again with
     *     them is not a second one
     * @param ticket as it came with an answer 429
     */
    record Written(
            String text, String about, String answer, String as, String form, String ticket) {}

    /** Files a complaint. The code leads back to it, and is told this once. */
    @PostMapping(
            path = "/complaint",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    KeptView complain(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Written.class)))
                    @RequestBody
                    Json.Obj written,
            HttpServletRequest request) {
        var words =
                new Complaints.Words(
                        text(written, "text"),
                        text(written, "about"),
                        text(written, "answer"),
                        text(written, "as").equals("ORGANISATION"));
        return taken(() -> portal.complain(words, form(written), request.getRemoteAddr()));
    }

    /**
     * @param accounts addresses of e-mail, or numbers of telephone with the country's
     * @param text how the body can know that they are yours
     */
    record Inquired(
            List<String> accounts,
            String text,
            String name,
            String answer,
            String form,
            String ticket) {}

    /**
     * Asks whether data of one's accounts was requested. The reply stands at the code from the day
     * {@code replyOn}, and is the same whether there is nothing or something that is secret.
     */
    @PostMapping(
            path = "/complaint/inquiry",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    KeptView inquire(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Inquired.class)))
                    @RequestBody
                    Json.Obj asked,
            HttpServletRequest request) {
        return taken(
                () ->
                        portal.inquire(
                                Complaint.accounts(asked),
                                text(asked, "text"),
                                text(asked, "name"),
                                text(asked, "answer"),
                                form(asked),
                                request.getRemoteAddr()));
    }

    /** A code, and what it is to be used for. */
    record WithCode(String code, String act, String words, String text, String ticket) {}

    /** What was said, to whoever has the code. */
    @PostMapping(
            path = "/complaint/return",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    TalkView comeBack(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WithCode.class)))
                    @RequestBody
                    Json.Obj asked,
            HttpServletRequest request) {
        return taken(() -> portal.view(find(asked, request)));
    }

    /** Adds to a complaint. */
    @PostMapping(
            path = "/complaint/return/more",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    KeptView add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WithCode.class)))
                    @RequestBody
                    Json.Obj written,
            HttpServletRequest request) {
        return taken(
                () ->
                        portal.add(
                                find(written, request),
                                text(written, "text"),
                                form(written),
                                request.getRemoteAddr()));
    }

    /**
     * The receipt of an act (docs/formats/complaint.md); {@code words} {@code without} leaves out
     * what it says.
     */
    @PostMapping(
            path = "/complaint/return/receipt",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> receipt(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = WithCode.class)))
                    @RequestBody
                    Json.Obj asked,
            HttpServletRequest request) {
        return taken(
                () ->
                        ComplaintPages.file(
                                portal.receipt(
                                                find(asked, request),
                                                text(asked, "act"),
                                                !text(asked, "words").equals("without"))
                                        .bytes()));
    }

    private Complaints.Found find(Json.Obj asked, HttpServletRequest request) throws NotTaken {
        return portal.find(text(asked, "code"), text(asked, "ticket"), request.getRemoteAddr());
    }

    private static FormWithFiles form(Json.Obj written) {
        return new FormWithFiles(
                Map.of("form", text(written, "form"), "ticket", text(written, "ticket")),
                List.of(),
                true);
    }

    private static String text(Json.Obj json, String name) {
        return json.text(name).orElse("");
    }

    private interface Asked<T> {
        T answer() throws NotTaken;
    }

    private static <T> T taken(Asked<T> asked) {
        try {
            return asked.answer();
        } catch (NotTaken e) {
            throw refused(e);
        }
    }

    private static Refused refused(NotTaken why) {
        var facts = new java.util.TreeMap<>(why.facts());
        why.later().ifPresent(later -> facts.put("ticket", later.ticket()));
        return Refused.with(why.status(), "complaint." + why.word(), facts);
    }
}
