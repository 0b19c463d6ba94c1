package comity.node.desk;

import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs, and the letter on paper. */
@RestController
class NoticeResource {
    private final Notices notices;
    private final Offices offices;

    NoticeResource(Notices notices, Offices offices) {
        this.notices = notices;
        this.offices = offices;
    }

    /**
     * What keeps a measure secret, who is to be told, and the letter once nothing does. The proof
     * is an act: {@code notify} or {@code report-not-found} at {@code /dockets/{docket}/proposals}.
     *
     * @param told PERSON or HOLDER
     * @param into the letter's language, one of the six
     * @param account of whom it speaks, where the docket names several
     * @param error of which serious error it speaks, by the act that classifies it; empty for the
     *     measure
     */
    @Serves(offices = {"CAO", "PRO"})
    @GetMapping(path = "/dockets/{docket}/notice", produces = MediaType.APPLICATION_JSON_VALUE)
    NoticeView notice(
            @PathVariable UUID docket,
            @RequestParam(defaultValue = "PERSON") String told,
            @RequestParam(defaultValue = "en") String into,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String error) {
        return notices.of(docket, told, into, account, error);
    }

    /** The letter, to be handed over or posted; its hash stands on each page. */
    @Serves(offices = {"CAO", "PRO"})
    @GetMapping(path = "/dockets/{docket}/notice.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(
            @PathVariable UUID docket,
            @RequestParam(defaultValue = "PERSON") String told,
            @RequestParam(defaultValue = "en") String into,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String error) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("notice.pdf").build().toString())
                .body(notices.pdf(docket, told, into, account, error));
    }

    /** Whom this State could not find, or is late to tell; by docket, without a name. */
    @Serves(offices = {"OVS"})
    @GetMapping(path = "/oversight/unnotified", produces = MediaType.APPLICATION_JSON_VALUE)
    UnnotifiedView unnotified(Person person) {
        return notices.unnotified(offices.of(person));
    }
}
