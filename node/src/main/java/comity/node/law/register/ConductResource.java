package comity.node.law.register;

import comity.node.frame.Languages;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.facts.FactsReader;
import comity.treaty.register.ConductFacts;
import comity.treaty.register.DualCriminality;
import comity.treaty.register.DualCriminality.InState;
import comity.treaty.register.DualCriminality.Tested;
import comity.treaty.register.Matrix;
import comity.treaty.register.Matrix.Cell;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the register answers to programs: the matrix, and whether conduct is criminal in both. */
@RestController
@Serves(Serves.Whom.ANYONE)
class ConductResource {
    private static final Set<String> STATES = Set.of("requesting", "requested", "day");

    private final Registry registry;
    private final InstantSource clock;

    ConductResource(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** The same matrix as the page's. */
    @GetMapping(path = "/law/register", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> matrix(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String day) {
        var register = registry.provisions();
        var states =
                state.isBlank() ? register.states() : Set.of(Asked.state(state, register.states()));
        var asked = Asked.day(day, clock);
        var matrix = Matrix.of(register.on(asked), states, Asked.articles(article));
        var rows = new LinkedHashMap<String, Object>();
        matrix.cells()
                .forEach(
                        (code, cells) -> {
                            var row = new LinkedHashMap<String, Object>();
                            cells.forEach(
                                    (one, cell) ->
                                            row.put(Integer.toString(one.number()), cell(cell)));
                            rows.put(code, row);
                        });
        return Map.of("day", asked.toString(), "states", rows);
    }

    private static Map<String, Object> cell(Cell cell) {
        return Map.of(
                "relation", cell.relation().name(),
                "belowFourYears", cell.belowFourYears().name(),
                "provisions",
                        cell.lines().stream()
                                .map(
                                        line ->
                                                Map.of(
                                                        "id", line.version().provision().id(),
                                                        "relation",
                                                                line.comparison().relation().name(),
                                                        "confidence",
                                                                line.version()
                                                                        .provision()
                                                                        .confidence()
                                                                        .name()))
                                .toList());
    }

    /** 35(3): whether conduct is an offence in both States, each answer element by element. */
    @PostMapping(path = "/law/conduct", produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = "object",
                                            description =
                                                    "requesting, requested, day, conduct, circumstances: see docs/formats/provision.md")))
    Map<String, Object> conduct(@RequestBody Json.Obj document) {
        var rest = new LinkedHashMap<>(document.members());
        rest.keySet().removeAll(STATES);
        var read = ConductFacts.read(new Json.Obj(rest));
        if (!read.problems().isEmpty())
            throw Refused.with(
                    422, "conduct.refused", Sentences.facts(read.problems(), Languages.current()));
        var register = registry.provisions();
        var answer =
                DualCriminality.ask(
                        register,
                        Asked.state(document.text("requesting").orElse(""), register.states()),
                        Asked.state(document.text("requested").orElse(""), register.states()),
                        Asked.day(document.text("day").orElse(""), clock),
                        read.facts());
        var said = new LinkedHashMap<String, Object>();
        said.put("criminalInBoth", answer.inBoth().name());
        said.put("labelsDiffer", answer.labelsDiffer().name());
        said.put("onlySpeech", answer.onlySpeech());
        // The same as the facts of an assessment's document, to be taken over into one.
        said.put("facts", Plain.of(FactsReader.write(DualCriminality.facts(answer))));
        said.put("requesting", inState(answer.requesting()));
        said.put("requested", inState(answer.requested()));
        return said;
    }

    private static Map<String, Object> inState(InState state) {
        var said = new LinkedHashMap<String, Object>();
        said.put("state", state.state());
        said.put("criminal", state.criminal().name());
        said.put("reason", state.reason().name());
        said.put("provisions", state.tested().stream().map(ConductResource::tested).toList());
        return said;
    }

    private static Map<String, Object> tested(Tested tested) {
        var elements = new LinkedHashMap<String, String>();
        tested.elements().forEach((element, truth) -> elements.put(element.name(), truth.name()));
        var said = new LinkedHashMap<String, Object>();
        said.put("id", tested.version().provision().id());
        said.put("label", tested.version().provision().label());
        said.put("holds", tested.holds().name());
        said.put("speech", tested.isSpeech());
        said.put("elements", elements);
        return said;
    }
}
