package comity.node.recourse;

import comity.node.frame.Admission;
import comity.node.frame.Pages;
import comity.node.identity.Serves;
import comity.node.recourse.Portal.NotTaken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The portal for people: to complain, and to come back with the code. Without account, cookie or
 * script; the code stands in forms alone, never in an address.
 */
@Controller
@Serves(Serves.Whom.ANYONE)
class ComplaintPages {
    /** A little more than the files may have together, with what was written. */
    private static final int MOST_BYTES = 12 << 20;

    private final Pages pages;
    private final Portal portal;
    private final FormWithFiles.Room room;

    ComplaintPages(Pages pages, Portal portal, FormWithFiles.Room room) {
        this.pages = pages;
        this.portal = portal;
        this.room = room;
    }

    @GetMapping(path = "/complaint", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView form() {
        return form("complaint", Map.of("form", portal.newForm()), null);
    }

    /** A form that a person fills in, with what they typed and why it was not taken. */
    private ModelAndView form(String template, Map<String, String> typed, @Nullable NotTaken why) {
        var shown = new HashMap<String, Object>();
        shown.put("typed", typed);
        shown.put("open", portal.hasBody());
        return refused(template, shown, why);
    }

    @PostMapping(path = "/complaint", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView complain(HttpServletRequest request) throws IOException {
        var form = read(request);
        try {
            var words =
                    new Complaints.Words(
                            form.text("text"),
                            form.text("about"),
                            form.text("answer"),
                            form.text("as").equals("ORGANISATION"));
            var kept = portal.complain(words, form, request.getRemoteAddr());
            return pages.unrecognised("complaintFiled", Map.of("kept", kept));
        } catch (NotTaken e) {
            return form("complaint", form.texts(), e);
        }
    }

    @GetMapping(path = "/complaint/inquiry", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView inquiry() {
        return form("inquiry", Map.of("form", portal.newForm()), null);
    }

    /** Asks whether data of one's accounts was requested. */
    @PostMapping(path = "/complaint/inquiry", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView inquire(HttpServletRequest request) throws IOException {
        var form = read(request);
        try {
            var kept =
                    portal.inquire(
                            form.text("accounts").lines().toList(),
                            form.text("text"),
                            form.text("name"),
                            form.text("answer"),
                            form,
                            request.getRemoteAddr());
            return pages.unrecognised("complaintFiled", Map.of("kept", kept));
        } catch (NotTaken e) {
            return form("inquiry", form.texts(), e);
        }
    }

    private FormWithFiles read(HttpServletRequest request) throws IOException {
        try {
            return FormWithFiles.read(request, MOST_BYTES, room);
        } catch (FormWithFiles.Unreadable _) {
            return new FormWithFiles(Map.of(), List.of(), true);
        }
    }

    @GetMapping(path = "/complaint/return", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView comeBack() {
        return refused("complaintReturn", new HashMap<>(Map.of("typed", "")), null);
    }

    @PostMapping(path = "/complaint/return", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView comeBack(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String ticket,
            HttpServletRequest request) {
        try {
            var found = portal.find(code, ticket, request.getRemoteAddr());
            return talk(found, Map.of(), null);
        } catch (NotTaken e) {
            return wrongCode(code, e);
        }
    }

    private ModelAndView wrongCode(String typed, NotTaken why) {
        return refused("complaintReturn", new HashMap<>(Map.of("typed", typed)), why);
    }

    private ModelAndView talk(
            Complaints.Found found, Map<String, String> typed, @Nullable NotTaken why) {
        var shown = new HashMap<String, Object>();
        shown.put("talk", portal.view(found));
        shown.put("code", found.code().map(ReturnCode::text).orElse(""));
        shown.put("typed", typed);
        shown.put("form", typed.getOrDefault("form", portal.newForm()));
        return refused("complaintTalk", shown, why);
    }

    @PostMapping(path = "/complaint/return/more", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView add(HttpServletRequest request) throws IOException {
        var form = read(request);
        try {
            var found = portal.find(form.text("code"), "", request.getRemoteAddr());
            try {
                portal.add(found, form.text("text"), form, request.getRemoteAddr());
                return talk(
                        portal.find(form.text("code"), "", request.getRemoteAddr()),
                        Map.of(),
                        null);
            } catch (NotTaken e) {
                return talk(found, form.texts(), e);
            }
        } catch (NotTaken e) {
            return wrongCode(form.text("code"), e);
        }
    }

    /** The receipt of one act, as a file. */
    @PostMapping(
            path = "/complaint/return/receipt",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object receipt(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String words,
            HttpServletRequest request) {
        try {
            var found = portal.find(code, "", request.getRemoteAddr());
            try {
                return file(portal.receipt(found, act, !words.equals("without")).bytes());
            } catch (NotTaken e) {
                return talk(found, Map.of(), e);
            }
        } catch (NotTaken e) {
            return wrongCode(code, e);
        }
    }

    /** Its name tells nothing of what it is about to whoever sees a list of files. */
    static ResponseEntity<byte[]> file(byte[] receipt) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"receipt.json\"")
                .body(receipt);
    }

    private ModelAndView refused(
            String template, HashMap<String, Object> shown, @Nullable NotTaken why) {
        if (why != null) {
            shown.put("wrong", why.word());
            shown.put("most", why.facts().getOrDefault("most", ""));
            shown.put("ticket", why.later().map(Admission.Entry.Later::ticket).orElse(""));
        }
        var page = pages.unrecognised(template, shown);
        if (why != null) page.setStatus(HttpStatus.valueOf(why.status()));
        return page;
    }
}
