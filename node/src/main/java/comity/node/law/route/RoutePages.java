package comity.node.law.route;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.PlacedJson;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Places;
import comity.treaty.assessment.Matter;
import comity.treaty.assessment.MatterReader;
import comity.treaty.facts.Fact;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Asking before anything is drafted, for people: which States and which measure, then what that
 * measure turns on, then the answer. What was typed travels with the page, as the document that it
 * makes; the node keeps nothing of it.
 */
@Controller
@Serves(Serves.Whom.ANYONE)
class RoutePages {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int FURTHER_ROWS = 3;

    private final Pages pages;
    private final Assessments assessments;
    private final StateNames states;

    RoutePages(Pages pages, Assessments assessments, StateNames states) {
        this.pages = pages;
        this.assessments = assessments;
        this.states = states;
    }

    /** Who asks whom for what; once that is chosen, the questions of that measure. */
    @GetMapping(path = "/law/route", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView start(
            @RequestParam(defaultValue = "") String requesting,
            @RequestParam(defaultValue = "") String requested,
            @RequestParam(defaultValue = "") String measure) {
        var chosen = Map.of("requesting", requesting, "requested", requested, "measure", measure);
        if (chosen.values().stream().allMatch(String::isEmpty)) return start(chosen, "", 0);
        if (!states.known(requesting) || !states.known(requested) || requesting.equals(requested))
            return start(chosen, "state", 0);
        if (!Fact.MEASURE.codes().contains(measure)) return start(chosen, "choice", 0);
        return form(
                RouteForm.of(
                        Json.object()
                                .with("format", MatterReader.FORMAT)
                                .with("requesting", requesting)
                                .with("requested", requested)
                                .with("measure", measure),
                        Languages.current(),
                        1));
    }

    /** What was typed, or the document that an answer or a form carries along. */
    @PostMapping(path = "/law/route", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object ask(
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        speak(Optional.ofNullable(typed.getFirst("tongue")), request, response);
        var carried = Optional.ofNullable(typed.getFirst("document"));
        if (carried.filter(text -> !text.isBlank()).isPresent())
            return document(carried.get().getBytes(StandardCharsets.UTF_8), wanted(typed));
        if (carried.isPresent()) return start(Map.of(), "document", 0);
        return answered(new PlacedJson(Typed.document(typed), Places.NONE), wanted(typed));
    }

    /** The same from a file. */
    @PostMapping(path = "/law/route", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Object bring(HttpServletRequest request) throws IOException {
        try {
            var part = request.getPart("file");
            if (part == null || part.getSize() == 0) return start(Map.of(), "document", 0);
            if (part.getSize() > MOST_BYTES)
                throw Refused.with(
                        413, "body.too-large", Map.of("most", Integer.toString(MOST_BYTES)));
            return document(part.getInputStream().readAllBytes(), "ask");
        } catch (ServletException _) {
            throw Refused.with(415, "media-type.not-taken");
        }
    }

    private static String wanted(MultiValueMap<String, String> typed) {
        var pressed = typed.getFirst("do");
        var was = typed.getFirst("was");
        if (pressed != null) return pressed;
        return was == null ? "ask" : was;
    }

    private Object document(byte[] bytes, String wanted) {
        try {
            return answered(new PlacedJson(JsonReader.actObject(bytes), Places.of(bytes)), wanted);
        } catch (MalformedJson e) {
            return start(Map.of(), "document", Places.line(bytes, e.offset()));
        }
    }

    private Object answered(PlacedJson placed, String wanted) {
        var document = placed.object();
        return switch (wanted) {
            case "take" ->
                    ResponseEntity.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .header(
                                    "Content-Disposition",
                                    "attachment; filename=\"assessment.json\"")
                            .body(CanonicalJson.text(document).getBytes(StandardCharsets.UTF_8));
            case "change" -> form(RouteForm.of(document, Languages.current(), 1));
            case "more" -> form(RouteForm.of(document, Languages.current(), FURTHER_ROWS));
            default -> {
                var read = assessments.read(placed);
                yield read.matter()
                        .map(matter -> answer(matter, document))
                        .orElseGet(
                                () -> form(RouteForm.refused(document, read, Languages.current())));
            }
        };
    }

    private ModelAndView answer(Matter matter, Json.Obj document) {
        return pages.of(
                "routeAnswer",
                Map.of(
                        "answer",
                        assessments.answer(matter, Languages.current()),
                        "document",
                        CanonicalJson.text(document)));
    }

    private ModelAndView form(RouteForm form) {
        var view =
                pages.of(
                        "routeForm",
                        Map.of("form", form, "states", states.in(Languages.current())));
        if (!form.problems().isEmpty()) view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    private ModelAndView start(Map<String, String> chosen, String wrong, int line) {
        var view =
                pages.of(
                        "route",
                        Map.of(
                                "states",
                                states.in(Languages.current()),
                                "measures",
                                Fact.MEASURE.codes(),
                                "chosen",
                                chosen,
                                "wrong",
                                wrong,
                                "line",
                                line));
        if (!wrong.isEmpty()) view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    /** A page that was asked for by a form is turned into another language by the form as well. */
    private static void speak(
            Optional<String> language, HttpServletRequest request, HttpServletResponse response) {
        var resolver = RequestContextUtils.getLocaleResolver(request);
        if (language.isEmpty() || resolver == null) return;
        resolver.setLocale(request, response, Languages.nearest(Locale.of(language.get())));
    }
}
