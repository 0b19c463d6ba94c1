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
 * @param preserves whether the reader may begin the short way, to preserve
 * @param works whether the reader sees dockets at all: whoever runs the node does not
 */
public record RehearsalView(
        Counterpart.Standing standing,
        List<Run> runs,
        boolean begins,
        boolean preserves,
        boolean works) {

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
        var way = isOfPreservation(counted) ? Step.PRESERVATION : Step.PRODUCTION;
        var taken = way.stream().map(step -> last(counted, step.type())).toList();
        var reached = -1;
        for (var i = 0; i < way.size(); i++) if (taken.get(i) >= 0) reached = i;
        var lines = new ArrayList<Line>();
        for (var i = 0; i < way.size(); i++) {
            var step = way.get(i);
            var act = taken.get(i) < 0 ? null : counted.get(taken.get(i));
            var state = state(i, act != null, reached);
            lines.add(
                    new Line(
                            step,
                            state,
                            act,
                            state == State.NOW
                                    && step.offices().stream().anyMatch(held::contains)));
        }
        return new Run(docket.docket(), List.copyOf(lines), reached == way.size() - 1);
    }

    private static boolean isOfPreservation(List<ActView> acts) {
        return acts.stream()
                .filter(act -> act.type().equals(Step.REQUEST.type()))
                .anyMatch(act -> "PRESERVE".equals(act.said("terms", "measure")));
    }

    private static State state(int place, boolean taken, int reached) {
        if (taken) return State.DONE;
        if (place < reached) return State.LEFT_OUT;
        return place == reached + 1 ? State.NOW : State.LATER;
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

    /** To preserve, a request is enough: whoever sends it begins. */
    static boolean preserves(Set<String> held) {
        return Step.REQUEST.offices().stream().anyMatch(held::contains);
    }
}
