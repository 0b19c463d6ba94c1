package comity.node.desk;

import comity.node.frame.FindingView;
import comity.node.frame.Languages;
import comity.node.frame.WhoActs;
import comity.node.identity.Composer;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a draft would meet, in both States, before anything is sent. Nothing is kept. */
@RestController
class DraftAssessmentResource {
    private final Assessment assessment;
    private final Composer composer;
    private final WhoActs whoActs;
    private final Sight sight;

    DraftAssessmentResource(
            Assessment assessment, Composer composer, WhoActs whoActs, Sight sight) {
        this.sight = sight;
        this.assessment = assessment;
        this.composer = composer;
        this.whoActs = whoActs;
    }

    /**
     * @param docket the docket that it would be filed on; none for a new one
     */
    record AssessmentBody(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String office,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String docket,
            String type,
            Map<String, Map<String, Object>> content) {}

    record AssessmentView(List<FindingView> findings) {}

    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "DUT"})
    @PostMapping(path = "/drafts/assessment", produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            schema = @Schema(implementation = AssessmentBody.class)))
    AssessmentView assess(
            @RequestBody Json.Obj body,
            @RequestHeader(name = WhoActs.HEADER, required = false) @Nullable String office,
            Person person) {
        var holding = body.text("office").or(() -> Optional.ofNullable(office));
        var officer = whoActs.officer(person, holding, List.of());
        var named = body.text("docket").filter(text -> !text.isEmpty()).map(DraftResource::uuid);
        named.ifPresent(docket -> sight.require(docket, officer));
        UUID docket = named.orElseGet(composer::newId);
        var type = Content.type(body);
        return new AssessmentView(
                FindingView.of(
                        assessment.of(docket, type, Content.of(type, body), officer),
                        Languages.current()));
    }
}
