package comity.node.law.rules;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Json;
import comity.treaty.text.Coverage;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rules, the loaded texts and the citations, for programs; pages answer at the same addresses.
 */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class RuleResource {
    private final RuleViews views;
    private final CertifiedTexts texts;
    private final Comparisons comparisons;
    private final Upload upload;

    RuleResource(RuleViews views, CertifiedTexts texts, Comparisons comparisons, Upload upload) {
        this.views = views;
        this.texts = texts;
        this.comparisons = comparisons;
        this.upload = upload;
    }

    /**
     * @param outcome CONFIRMED or CORRECTED
     * @param correct the right citation, as {@code 40(16)}; for a correction alone
     */
    record FindingBody(
            String citation,
            String outcome,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String correct,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String note) {}

    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/law/rules")
    List<RuleView> rules(
            @RequestParam(required = false) @Nullable String article,
            @RequestParam(required = false) @Nullable String effect,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(required = false) @Nullable String stage) {
        var given = new LinkedMultiValueMap<String, String>();
        given.add("article", article);
        given.add("effect", effect);
        given.add("basis", basis);
        given.add("stage", stage);
        var filter = Filter.of(given);
        return views.all(Languages.current()).stream().filter(filter::takes).toList();
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/law/rules/{id}")
    RuleView.Whole rule(@PathVariable String id) {
        return views.whole(RuleViews.rule(id).orElseThrow(Refused::unknown), Languages.current());
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/law/texts")
    List<Texts.TextInfo> texts() {
        return texts.latest().values().stream().map(Texts::info).toList();
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/law/texts/{language}")
    Texts.Report text(@PathVariable String language) {
        return texts.latest(language).map(Texts::report).orElseThrow(Refused::unknown);
    }

    /** Loads the certified text in a language: a PDF, or words in UTF-8. */
    @Serves(offices = "LAW")
    @PutMapping("/law/texts/{language}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = {
                @Content(
                        mediaType = "application/pdf",
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "text/plain", schema = @Schema(type = "string"))
            })
    Texts.Report load(
            @PathVariable String language,
            @RequestParam(required = false) @Nullable String name,
            @io.swagger.v3.oas.annotations.Parameter(hidden = true) HttpServletRequest request,
            Officer registrar)
            throws IOException {
        var file = request.getInputStream().readNBytes(Upload.MOST_BYTES + 1);
        return Texts.report(upload.take(language, file, name == null ? "" : name, registrar));
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/law/citations")
    List<Texts.CitationView> citations() {
        return comparisons.all().stream().map(Texts::view).toList();
    }

    /** Records that a registrar compared a citation with the text, and what they found. */
    @Serves(offices = "LAW")
    @PostMapping("/law/citations")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = FindingBody.class)))
    Texts.CitationView find(@RequestBody Json.Obj body, Officer registrar) {
        var citation = body.text("citation").orElse("");
        comparisons.record(
                citation,
                body.text("outcome").orElse(""),
                body.text("correct").orElse(""),
                body.text("note").orElse(""),
                Languages.current(),
                registrar);
        return comparisons.all().stream()
                .map(Texts::view)
                .filter(view -> view.citation().equals(citation))
                .findFirst()
                .orElseThrow(Refused::unknown);
    }

    /** Every paragraph of the Convention, and what answers it. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/law/coverage")
    List<CoverageView> coverage() {
        return Coverage.rows().stream()
                .map(row -> CoverageView.of(row, Languages.current()))
                .toList();
    }
}
