package comity.node.law.route;

import comity.node.frame.Languages;
import comity.node.frame.PlacedJson;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.treaty.assessment.Schema;
import io.swagger.v3.oas.annotations.media.Content;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether one State can obtain something from another, how, and what must be shown
 * (docs/formats/assessment.md), for programs. Anyone can ask, as on the page: what is answered
 * rests on law that is published, and one question costs less than a page does.
 */
@RestController
@Serves(Serves.Whom.ANYONE)
class AssessmentResource {
    private final Assessments assessments;

    AssessmentResource(Assessments assessments) {
        this.assessments = assessments;
    }

    @PostMapping(path = "/assessments", produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            schema =
                                    @io.swagger.v3.oas.annotations.media.Schema(
                                            type = "object",
                                            description =
                                                    "comity-assessment/1: see /assessment.schema.json")))
    Map<String, Object> assess(@RequestBody PlacedJson document) {
        var read = assessments.read(document);
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
                                                                    "line "
                                                                            + read.line(problem)
                                                                            + ": "
                                                                            + problem.reason()));
                                    return Refused.with(422, "assessment.refused", problems);
                                });
        return Plain.of(assessments.answer(matter, Languages.current()).json());
    }

    /** The document's JSON Schema, for programs that make one. */
    @GetMapping(path = "/assessment.schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> schema() {
        return Plain.of(Schema.document());
    }
}
