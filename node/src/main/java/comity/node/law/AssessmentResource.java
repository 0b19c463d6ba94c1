package comity.node.law;

import comity.node.frame.Languages;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.assessment.Answer;
import comity.treaty.assessment.Assessor;
import comity.treaty.assessment.MatterReader;
import comity.treaty.assessment.Schema;
import io.swagger.v3.oas.annotations.media.Content;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether one State can obtain something from another, how, and what must be shown
 * (docs/formats/assessment.md). Nothing is kept.
 */
@RestController
class AssessmentResource {
    private final Registry registry;
    private final InstantSource clock;

    AssessmentResource(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT", "LAW"})
    @PostMapping(path = "/assessments", produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema =
                                    @io.swagger.v3.oas.annotations.media.Schema(
                                            type = "object",
                                            description =
                                                    "comity-assessment/1: see /assessment.schema.json")))
    Map<String, Object> assess(@RequestBody Json.Obj document) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var read = MatterReader.read(document, today);
        var matter =
                read.matter()
                        .orElseThrow(
                                () -> {
                                    var problems = new TreeMap<String, String>();
                                    read.problems()
                                            .forEach(
                                                    problem ->
                                                            problems.put(
                                                                    problem.path(),
                                                                    problem.reason()));
                                    return Refused.with(422, "assessment.refused", problems);
                                });
        var profiles = registry.profiles(Set.of(matter.requesting(), matter.requested()));
        var assessment = Assessor.assess(matter, profiles);
        return Plain.of(new Answer(matter, assessment, Languages.current()).json());
    }

    /** The document's JSON Schema, for programs that make one. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/assessment.schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> schema() {
        return Plain.of(Schema.document());
    }
}
