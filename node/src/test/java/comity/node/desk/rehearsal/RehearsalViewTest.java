package comity.node.desk.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import comity.node.desk.DocketView;
import comity.node.desk.DocketView.ActView;
import comity.node.desk.rehearsal.RehearsalView.Line;
import comity.node.desk.rehearsal.RehearsalView.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which step of a rehearsal is whose turn, by nothing but the acts on its docket. */
class RehearsalViewTest {
    private static final Instant AT = Instant.parse("2026-11-02T09:00:00Z");

    @Test
    void the_judge_is_next_once_it_was_applied_for() {
        var lines = RehearsalView.run(docket("apply"), Set.of("JUD")).lines();

        assertThat(lines).extracting(Line::state).startsWith(State.DONE, State.NOW, State.LATER);
        assertThat(lines.get(1).mine()).isTrue();
    }

    @Test
    void nobody_is_offered_the_step_of_another_office() {
        assertThat(RehearsalView.run(docket("apply"), Set.of("CAO", "INV")).lines())
                .noneMatch(Line::mine);
    }

    @Test
    void the_counterparts_step_waits_for_nobody_here() {
        var every = Set.of("INV", "PRO", "CAO", "JUD", "CUS");
        var lines = RehearsalView.run(docket("apply", "authorise", "request"), every).lines();

        assertThat(lines)
                .filteredOn(line -> line.state() == State.NOW)
                .extracting(Line::step)
                .containsExactly(Step.ACKNOWLEDGE);
        assertThat(lines).noneMatch(Line::mine);
    }

    @Test
    void after_a_judges_refusal_it_is_applied_for_anew() {
        var run = RehearsalView.run(docket("apply", "decline"), Set.of("PRO"));

        assertThat(run.lines().getFirst().state()).isEqualTo(State.NOW);
        assertThat(run.lines().getFirst().mine()).isTrue();
    }

    @Test
    void what_a_court_was_asked_on_paper_is_left_out_and_not_waited_for() {
        var lines = RehearsalView.run(docket("authorise"), Set.of("CAO")).lines();

        assertThat(lines).extracting(Line::state).startsWith(State.LEFT_OUT, State.DONE, State.NOW);
    }

    @Test
    void it_has_ended_when_it_was_closed_and_not_before() {
        var whole = Step.PRODUCTION.stream().map(Step::type).toList().toArray(String[]::new);

        assertThat(RehearsalView.run(docket(whole), Set.of("CAO")).closed()).isTrue();
        assertThat(RehearsalView.run(docket("apply", "authorise"), Set.of("CAO")).closed())
                .isFalse();
    }

    @Test
    void a_request_to_preserve_goes_the_short_way() {
        var acts = List.of(act(0, "request", "PRESERVE"), act(1, "acknowledge", ""));

        assertThat(RehearsalView.run(between("AT", "XR", acts), Set.of("CAO")).lines())
                .extracting(Line::step, Line::state)
                .containsExactly(
                        tuple(Step.REQUEST, State.DONE),
                        tuple(Step.ACKNOWLEDGE, State.DONE),
                        tuple(Step.PRESERVE, State.NOW),
                        tuple(Step.CLOSE, State.LATER));
    }

    @Test
    void it_is_one_by_its_parties_alone() {
        assertThat(RehearsalView.isRehearsal(docket("apply"))).isTrue();
        assertThat(RehearsalView.isRehearsal(between("AT", "XB", List.of(act(0, "apply", "")))))
                .isFalse();
    }

    private static DocketView docket(String... types) {
        return between(
                "AT",
                "XR",
                IntStream.range(0, types.length).mapToObj(i -> act(i, types[i], "")).toList());
    }

    private static DocketView between(String requesting, String requested, List<ActView> acts) {
        return new DocketView(
                new UUID(0, 1),
                "DRAFT",
                new DocketView.Parties(requesting, requested),
                acts,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new DocketView.CallView("NOT_NEEDED", ""),
                List.of(),
                "");
    }

    private static ActView act(int number, String type, String measure) {
        return new ActView(
                Integer.toHexString(number),
                new UUID(1, number),
                type,
                new DocketView.AuthorView("AT", "AT.court", "JUD", "p", "Somebody"),
                AT,
                new DocketView.IntervalView(null, null),
                false,
                true,
                new DocketView.RecordView(AT, true, 0, null, null, List.of()),
                false,
                true,
                true,
                Map.of(
                        "terms",
                        new DocketView.SectionView(false, Map.of("measure", measure), null)),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                "");
    }
}
