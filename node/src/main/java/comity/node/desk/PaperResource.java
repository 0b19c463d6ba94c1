package comity.node.desk;

import comity.node.desk.paper.Paper;
import comity.node.desk.paper.Sheet;
import comity.node.frame.AuthorityNames;
import comity.node.frame.Languages;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.forms.Guide;
import comity.treaty.forms.RequestSchema;
import comity.treaty.rules.Translations;
import comity.treaty.terms.Measure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drafts and filed acts of the fourteen forms as paper, and the schema of their document. */
@RestController
class PaperResource {
    private final Drafts drafts;
    private final Registry registry;
    private final AuthorityNames names;

    PaperResource(Drafts drafts, Registry registry, AuthorityNames names) {
        this.drafts = drafts;
        this.registry = registry;
        this.names = names;
    }

    /** A draft of one's own, in two of the six languages side by side. */
    @Serves(offices = {"INV", "PRO", "CAO", "DUT"})
    @GetMapping(path = "/writer/{draft}/paper", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> draft(
            @PathVariable UUID draft,
            @RequestParam(defaultValue = "en") String left,
            @RequestParam(defaultValue = "fr") String right,
            Person person) {
        var writing = drafts.of(draft, person).flatMap(Writing::of).orElseThrow(Refused::unknown);
        var said = writing.said();
        return paper(
                new Sheet(
                        writing.form(),
                        writing.measure(),
                        said,
                        writing.written(Languages.current()),
                        writing.translated()
                                .map(
                                        into ->
                                                Map.of(
                                                        into.getLanguage(),
                                                        new Sheet.Translation(
                                                                writing.translation(),
                                                                "",
                                                                Optional.empty())))
                                .orElse(Map.of()),
                        writing.draft().docket().map(UUID::toString).orElse(""),
                        Digest.of(CanonicalJson.bytes(said)).hex(),
                        false,
                        ""),
                left,
                right);
    }

    /** A filed act of one of the fourteen forms, likewise. */
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT"})
    @GetMapping(
            path = "/dockets/{docket}/acts/{digest}/paper",
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> act(
            @PathVariable UUID docket,
            @PathVariable String digest,
            @RequestParam(defaultValue = "en") String left,
            @RequestParam(defaultValue = "fr") String right) {
        var folded = registry.read(docket);
        var act =
                Optional.of(digest)
                        .filter(text -> text.matches("[0-9a-f]{64}"))
                        .flatMap(text -> folded.act(new Digest(text)))
                        .orElseThrow(Refused::unknown);
        return paper(sheet(folded, act), left, right);
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/request.schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> schema() {
        return Plain.of(RequestSchema.document());
    }

    /**
     * The writer's page without a network; it lies here because a worker rules what lies below it.
     */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/writer/worker.js", produces = "text/javascript")
    Resource worker() {
        return new ClassPathResource("static/assets/worker.js");
    }

    private Sheet sheet(Docket docket, Envelope act) {
        var said = Json.EMPTY;
        for (var section : Cooperation.SECTIONS) {
            var content = act.content(section);
            if (content.isPresent()) said = said.with(section, content.orElseThrow());
        }
        var terms = said.object("terms").orElse(Json.EMPTY);
        var stated = terms.text("measure").flatMap(Measure::of);
        var form =
                Type.of(act.header().type())
                        .flatMap(type -> Guide.form(type, stated))
                        .orElseThrow(Refused::unknown);
        var author = act.header().author();
        var written =
                terms.text("language")
                        .map(Locale::forLanguageTag)
                        .filter(language -> !language.getLanguage().isEmpty())
                        .orElse(Languages.current());
        return new Sheet(
                form,
                stated.or(() -> form.measures().stream().findFirst()),
                said,
                written,
                filed(docket, act),
                docket.id().toString(),
                act.digest().hex(),
                true,
                "%s (%s) · %s"
                        .formatted(
                                names.of(author.authority(), written),
                                author.authority(),
                                act.header().at()));
    }

    /**
     * The translations that stand beside it on its docket: each fills the column of its language.
     */
    private Map<String, Sheet.Translation> filed(Docket docket, Envelope act) {
        var all = new HashMap<String, Sheet.Translation>();
        for (var entry : Translations.of(docket, act.digest())) {
            if (!(entry.act() instanceof Act.Translate translation)) continue;
            var texts = new LinkedHashMap<String, Json>();
            translation
                    .sections()
                    .forEach(
                            (section, rendering) ->
                                    rendering
                                            .translated()
                                            .forEach(
                                                    (field, words) ->
                                                            texts.put(
                                                                    section + "." + field,
                                                                    new Json.Str(words))));
            var author = entry.header().author();
            all.put(
                    translation.into(),
                    new Sheet.Translation(
                            new Json.Obj(texts),
                            docket.act(entry.digest())
                                    .flatMap(one -> one.content(Cooperation.OFFICER))
                                    .flatMap(officer -> officer.text("name"))
                                    .orElseGet(
                                            () ->
                                                    names.of(
                                                            author.authority(),
                                                            Locale.of(translation.into()))),
                            Optional.of(LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC))));
        }
        return all;
    }

    private static ResponseEntity<byte[]> paper(Sheet sheet, String left, String right) {
        var pdf = Paper.pdf(sheet, language("left", left), language("right", right));
        var name = sheet.form().name().toLowerCase(Locale.ROOT) + "-" + left + "-" + right + ".pdf";
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(pdf);
    }

    private static Locale language(String parameter, String word) {
        var language = Locale.forLanguageTag(word);
        var known = Languages.nearest(language);
        if (!known.getLanguage().equals(language.getLanguage()))
            throw Refused.with(400, "parameter.malformed", Map.of("parameter", parameter));
        return known;
    }
}
