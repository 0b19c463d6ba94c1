package comity.node.law.register;

import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.register.Article;
import comity.treaty.register.Changes.Change;
import comity.treaty.register.Enactment;
import comity.treaty.register.ProvisionsSchema;
import comity.treaty.register.ProvisionsWriter;
import comity.treaty.register.Version;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Provisions for programs: as they can be read back (docs/formats/provision.md). */
@RestController
@Serves(Serves.Whom.ANYONE)
class ProvisionResource {
    private static final String CSV = "text/csv";
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Registry registry;
    private final Enacting enacting;
    private final WhoActs whoActs;
    private final InstantSource clock;

    ProvisionResource(Registry registry, Enacting enacting, WhoActs whoActs, InstantSource clock) {
        this.whoActs = whoActs;
        this.registry = registry;
        this.enacting = enacting;
        this.clock = clock;
    }

    @GetMapping(
            path = {"/law/provisions", "/law/provisions.json"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> all(@RequestParam(defaultValue = "") String day) {
        return document(registry.provisions().on(Asked.day(day, clock)));
    }

    @GetMapping(
            path = {"/law/provisions", "/law/provisions.csv"},
            produces = CSV)
    ResponseEntity<String> table(@RequestParam(defaultValue = "") String day) {
        return csv("provisions", registry.provisions().on(Asked.day(day, clock)));
    }

    @GetMapping(
            path = {"/law/provisions/{state}", "/law/provisions/{state}.json"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> ofState(
            @PathVariable String state, @RequestParam(defaultValue = "") String day) {
        return document(of(state, day));
    }

    @GetMapping(
            path = {"/law/provisions/{state}", "/law/provisions/{state}.csv"},
            produces = CSV)
    ResponseEntity<String> tableOfState(
            @PathVariable String state, @RequestParam(defaultValue = "") String day) {
        return csv("provisions-" + state, of(state, day));
    }

    /** One provision with its history, the newest version first. */
    @GetMapping(
            path = "/law/provisions/{state}/{name}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> one(
            @PathVariable String state,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String day) {
        var history = history(state, name);
        var standing = registry.provisions().on(Asked.day(day, clock), state, name);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("stands", standing.isPresent());
        var version = standing.orElseGet(history::getLast);
        shown.put("provision", Plain.of(ProvisionsWriter.json(version.provision())));
        shown.put("relations", relations(version));
        shown.put("belowFourYears", version.provision().belowFourYears().name());
        shown.put("history", history.reversed().stream().map(ProvisionResource::told).toList());
        return shown;
    }

    @GetMapping(path = "/law/provisions/{state}/{name}", produces = CSV)
    ResponseEntity<String> oneAsTable(@PathVariable String state, @PathVariable String name) {
        return csv("provision", List.of(history(state, name).getLast()));
    }

    /** The document's JSON Schema, for programs that make one. */
    @GetMapping(path = "/law/provisions.schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> schema() {
        return Plain.of(ProvisionsSchema.document());
    }

    /**
     * Enters provisions that add to the registrar's own State's or amend them; another registrar
     * publishes them in one act (/law/entries).
     *
     * @param preview only say what would be added and changed
     * @param reason why, for a table, which has no place for it
     */
    @Serves(offices = "LAW")
    @PostMapping(path = "/law/provisions", produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema =
                                @Schema(
                                        type = "object",
                                        description =
                                                "comity-provisions/1: see /law/provisions.schema.json")),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    ResponseEntity<Map<String, Object>> enact(
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "") String type,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestParam(defaultValue = "") String reason,
            InputStream body,
            Officer registrar,
            HttpServletRequest request)
            throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES)
            throw Refused.with(413, "body.too-large", Map.of("most", Integer.toString(MOST_BYTES)));
        var read = Enacting.read(bytes, isJson(type), reason, registrar);
        var enactment = read.enactment().orElseThrow(() -> Enacting.refused(read));
        var change = enacting.preview(enactment, registrar);
        var said = new LinkedHashMap<String, Object>();
        said.put("added", ids(change.added()));
        said.put("changed", ids(change.changed()));
        said.put("unchanged", ids(change.unchanged()));
        if (preview) return ResponseEntity.ok(said);
        said.put("entry", enacting.enter(enactment, registrar, whoActs.verified(request)));
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(said);
    }

    /** A table or a document, by what it says that it is. */
    private static boolean isJson(String type) {
        var media = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (media.equals(CSV)) return false;
        if (media.equals(MediaType.APPLICATION_JSON_VALUE)) return true;
        throw Refused.with(415, "media-type.not-taken");
    }

    private static List<String> ids(List<Change> changes) {
        return changes.stream().map(Change::id).toList();
    }

    private List<Version> of(String state, String day) {
        var register = registry.provisions();
        return register.on(Asked.day(day, clock), Asked.state(state, register.states()));
    }

    private List<Version> history(String state, String name) {
        var history = registry.provisions().history(state + "/" + name);
        if (history.isEmpty()) throw Refused.unknown();
        return history;
    }

    private static Map<String, Object> document(List<Version> standing) {
        return Plain.of(
                ProvisionsWriter.json(
                        new Enactment(
                                "",
                                Optional.empty(),
                                standing.stream().map(Version::provision).toList())));
    }

    private static ResponseEntity<String> csv(String name, List<Version> standing) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CSV + ";charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + ".csv\"")
                .body(ProvisionsWriter.csv(standing.stream().map(Version::provision).toList()));
    }

    private static Map<String, Object> relations(Version version) {
        var relations = new LinkedHashMap<String, Object>();
        for (var number : version.provision().articles())
            relations.put(
                    Integer.toString(number),
                    Article.of(number)
                            .orElseThrow()
                            .compare(version.provision())
                            .relation()
                            .name());
        return relations;
    }

    private static Map<String, Object> told(Version version) {
        var filed = version.filed();
        return Plain.of(
                Json.object()
                        .with("at", filed.at().toString())
                        .with("authority", filed.authority())
                        .with("act", filed.act().orElse(""))
                        .with("reason", filed.enactment().reason())
                        .with("provision", ProvisionsWriter.json(version.provision())));
    }
}
