package comity.node.desk.rehearsal;

import comity.node.desk.DocketView;
import comity.node.desk.DocketView.ActView;
import comity.treaty.terms.Rehearsal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has been rehearsed, and what comes next.
 *
 * @param standing of the counterpart
 * @param runs one for each docket with the counterpart, the newest first
 * @param begins whether the reader may begin another
 * @param works whether the reader sees dockets at all: whoever runs the node does not
 */
public record RehearsalView(
        Counterpart.Standing standing, List<Run> runs, boolean begins, boolean works) {

    public boolean isUp() {
        return standing == Counterpart.Standing.UP;
    }

    /** Whether somebody has to start it. */
    public boolean isToBeStarted() {
        return standing == Counterpart.Standing.ABSENT || standing == Counterpart.Standing.SILENT;
    }

    /**
     * One rehearsal.
     *
     * @param closed whether it has come to its end
     */
    public record Run(UUID docket, List<Line> lines, boolean closed) {}

    /** Where a step is. */
    public enum State {
        DONE,
        NOW,
        LATER,
        /** What came after it stands without it. */
        LEFT_OUT
    }

    /**
     * A step.
     *
     * @param act by which it was taken; none if it was not
     * @param mine whether it waits for an office of the reader's
     */
    public record Line(Step step, State state, @Nullable ActView act, boolean mine) {}

    static boolean isRehearsal(DocketView docket) {
        return Rehearsal.concerns(docket.parties().requesting(), docket.parties().requested());
    }

    /**
     * Reads a rehearsal off its docket. After a judge's refusal the application is to be made anew.
     *
     * @param held the reader's offices
     */
    static Run run(DocketView docket, Collection<String> held) {
        var acts = docket.acts();
        var refused = last(acts, "decline");
        var counted = acts.subList(refused + 1, acts.size());
        var taken = new ArrayList<@Nullable ActView>();
        var reached = -1;
        for (var step : Step.values()) {
            var at = last(counted, step.type());
            taken.add(at < 0 ? null : counted.get(at));
            if (at >= 0) reached = step.ordinal();
        }
        var lines = new ArrayList<Line>();
        for (var step : Step.values()) {
            var act = taken.get(step.ordinal());
            var state = state(step, act != null, reached);
            lines.add(
                    new Line(
                            step,
                            state,
                            act,
                            state == State.NOW
                                    && step.offices().stream().anyMatch(held::contains)));
        }
        return new Run(docket.docket(), List.copyOf(lines), reached == Step.CLOSE.ordinal());
    }

    private static State state(Step step, boolean taken, int reached) {
        if (taken) return State.DONE;
        if (step.ordinal() < reached) return State.LEFT_OUT;
        return step.ordinal() == reached + 1 ? State.NOW : State.LATER;
    }

    private static int last(List<ActView> acts, String type) {
        for (var at = acts.size() - 1; at >= 0; at--)
            if (acts.get(at).type().equals(type)) return at;
        return -1;
    }

    /** Who may begin: whoever has a case. */
    static boolean begins(Set<String> held) {
        return Step.APPLY.offices().stream().anyMatch(held::contains);
    }
}
