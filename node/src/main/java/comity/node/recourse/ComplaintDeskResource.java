package comity.node.recourse;

import comity.node.frame.NotDone;
import comity.node.frame.Telling;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.recourse.ComplaintDesk.Written;
import comity.record.act.Json;
import comity.record.complaint.Complaint;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Complaints, for the programs of the oversight body; pages answer at the same addresses. */
@RestController
@Serves(offices = Complaint.OVERSIGHT)
class ComplaintDeskResource {
    private final ComplaintDesk desk;

    ComplaintDeskResource(ComplaintDesk desk) {
        this.desk = desk;
    }

    @GetMapping(path = "/oversight/complaints", produces = MediaType.APPLICATION_JSON_VALUE)
    ComplaintsView list(@RequestParam(defaultValue = "-1") long after, Officer officer) {
        return desk.list(officer, after);
    }

    /** What one says; that it is read is written down first. */
    @GetMapping(
            path = "/oversight/complaints/{complaint}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    TalkView read(@PathVariable("complaint") UUID docket, Officer officer) {
        return desk.read(docket, officer);
    }

    /**
     * Which dockets name the accounts that were shown to be the person's; none before an inspector
     * has said that they are. That it is read is written down first.
     */
    @GetMapping(
            path = "/oversight/complaints/{complaint}/dockets",
            produces = MediaType.APPLICATION_JSON_VALUE)
    List<Telling.Standing> dockets(@PathVariable("complaint") UUID docket, Officer officer) {
        return desk.standing(desk.read(docket, officer));
    }

    /** An act that was filed. */
    record Said(String digest) {}

    /**
     * Takes up ({@code acknowledge}), asks, answers or decides; of an inquiry, takes up, asks, or
     * says which accounts were shown to be the person's ({@code verify}). {@code seen} is the
     * digest of the last act that its writer has read.
     */
    @PostMapping(
            path = "/oversight/complaints/{complaint}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Said say(
            @PathVariable("complaint") UUID docket,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Written.class)))
                    @RequestBody
                    Json.Obj said,
            Officer officer) {
        try {
            var written =
                    new Written(
                            said.text("type").orElse(""),
                            said.text("text").orElse(""),
                            said.text("outcome").orElse(""),
                            said.text("next").orElse(""),
                            said.text("until").orElse(""),
                            said.text("means").orElse(""),
                            Complaint.accounts(said),
                            said.text("seen").orElse(""));
            return new Said(desk.say(docket, written, officer).hex());
        } catch (NotDone e) {
            throw e.in("complaint");
        }
    }

    /**
     * A file that was sent along, as it is. A browser saves it under its hash and shows nothing of
     * it.
     */
    @GetMapping(
            path = "/oversight/complaints/{complaint}/files/{sha256}",
            produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> file(
            @PathVariable("complaint") UUID docket, @PathVariable String sha256, Officer officer) {
        var bytes = desk.file(docket, sha256, officer);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + sha256 + ".bin\"")
                .body(bytes);
    }
}
