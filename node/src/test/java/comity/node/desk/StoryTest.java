package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.desk.DocketView.ActView;
import comity.node.desk.DocketView.AuthorView;
import comity.node.desk.DocketView.IntervalView;
import comity.node.desk.DocketView.RecordView;
import comity.node.desk.DocketView.SectionView;
import comity.treaty.docket.Type;
import comity.treaty.rules.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was done, what about, and why: and nothing that the reader may not see. */
class StoryTest {
    @Test
    void every_type_of_act_has_a_sentence_in_every_language() {
        for (var language : Wording.LANGUAGES) {
            var words = ResourceBundle.getBundle("messages.story", language);
            for (var type : Type.values())
                assertThat(words.containsKey("story." + type.word()))
                        .as(type.word() + " in " + language)
                        .isTrue();
        }
    }

    @Test
    void a_finding_says_which_way_it_went_and_why() {
        var story =
                Story.of(
                        act(
                                "find",
                                Map.of(
                                        "terms",
                                        shown(Map.of("safeguard", "6(2)", "outcome", "CONCERN")),
                                        "reasons",
                                        shown(Map.of("reasons", "A picture of a flag.")))));
        assertThat(story.sentence()).isEqualTo("story.find.CONCERN");
        assertThat(story.facts()).containsExactly(new Story.Fact("safeguard", List.of("6(2)"), 0));
        assertThat(story.quote()).isEqualTo("A picture of a flag.");
        assertThat(story.withheld()).isFalse();
    }

    @Test
    void an_outcome_that_is_not_known_gets_the_sentence_of_its_type() {
        var terms = Map.of("terms", shown(Map.of("outcome", "PERHAPS")));
        assertThat(Story.of(act("find", terms)).sentence()).isEqualTo("story.find");
    }

    @Test
    void what_is_withheld_is_said_to_be_and_tells_nothing() {
        var story = Story.of(act("find", Map.of("terms", new SectionView(true, Map.of(), null))));
        assertThat(story).isEqualTo(new Story("story.find", List.of(), "", "", "", true));
    }

    @Test
    void the_name_of_the_officer_is_no_part_of_what_was_done() {
        var officer = Map.of("officer", shown(Map.of("place", "Vega", "reasons", "Vega")));
        assertThat(Story.of(act("find", officer)).facts()).isEmpty();
        assertThat(Story.of(act("find", officer)).quote()).isEmpty();
    }

    @Test
    void many_are_named_in_part_and_counted_and_a_long_text_ends_at_a_word() {
        var story =
                Story.of(
                        act(
                                "authorise",
                                Map.of(
                                        "subject",
                                        shown(Map.of("accounts", List.of("a", "b", "c", "d", "e"))),
                                        "reasons",
                                        shown(Map.of("proportionality", "needful ".repeat(80))))));
        assertThat(story.facts()).containsExactly(new Story.Fact("", List.of("a", "b", "c"), 2));
        assertThat(story.quote()).endsWith("needful …").hasSizeLessThan(290);
    }

    @Test
    void a_text_without_spaces_is_not_cut_within_a_character() {
        var flags = "𝒜".repeat(400);
        var quote =
                Story.of(act("consult", Map.of("facts", shown(Map.of("message", flags))))).quote();
        assertThat(quote.codePoints().filter(point -> point == "𝒜".codePointAt(0)).count())
                .isEqualTo(quote.codePoints().count() - 2);
    }

    private static SectionView shown(Map<String, Object> content) {
        return new SectionView(false, content, null);
    }

    private static ActView act(String type, Map<String, SectionView> sections) {
        return new ActView(
                "00",
                new UUID(0, 0),
                type,
                new AuthorView("XA", "XA.court", "JUD", "", ""),
                Instant.EPOCH,
                new IntervalView(null, null),
                false,
                true,
                new RecordView(Instant.EPOCH, true, 0, null, null, List.of()),
                false,
                true,
                false,
                sections,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                "");
    }
}
