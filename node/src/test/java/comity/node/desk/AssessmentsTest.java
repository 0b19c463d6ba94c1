package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Json;
import comity.treaty.assessment.MatterReader;
import org.junit.jupiter.api.Test;

/** What one State can obtain from another is asked before anything is drafted. */
class AssessmentsTest extends Borduria {

    static Json.Obj matter() {
        return Json.object()
                .with("format", MatterReader.FORMAT)
                .with("requesting", "XA")
                .with("requested", "XB")
                .with("measure", "PRODUCE_SUBSCRIBER")
                .with("language", "tlh");
    }

    @Test
    void an_answer_uses_the_profile_that_the_requested_state_published() {
        var answer = post(Who.KATZ, "/assessments", matter()).expect(200).object();
        assertThat(answer.text("verdict")).contains("FACTS_MISSING");
        assertThat(answer.items("findings"))
                .anySatisfy(
                        finding -> {
                            var said = (Json.Obj) finding;
                            assertThat(said.text("rule")).contains("R-055");
                            assertThat(said.bool("known")).contains(true);
                        });
    }

    @Test
    void what_is_no_document_is_refused_whole_with_each_place() {
        var before = registry.size();
        var refused =
                post(
                                Who.KATZ,
                                "/assessments",
                                matter().with("requested", "XA")
                                        .with(
                                                "offence",
                                                Json.object().with("maxMonthsRequesting", -1L))
                                        .with(
                                                "period",
                                                Json.object()
                                                        .with("from", "2026-10-12")
                                                        .with("to", "2026-10-03")))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("assessment.refused");
        assertThat(refused.object().object("facts").orElseThrow().members())
                .containsKeys("requested", "offence.maxMonthsRequesting", "period");
        assertThat(registry.size()).isEqualTo(before);
    }

    @Test
    void the_schema_is_there_for_any_program() {
        var schema = send(request("/assessment.schema.json").GET()).expect(200).object();
        assertThat(schema.text("$schema")).isPresent();
    }
}
