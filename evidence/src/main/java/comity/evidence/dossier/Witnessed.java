package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Policy;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whether the quorum of a reader's own policy cosigned a checkpoint that holds each act, in the log
 * of its State. A policy that counts a key of that State says nothing about its acts.
 */
final class Witnessed {
    private final Verification report;
    private final Directories directories;
    private final Logs logs;

    Witnessed(Verification report, Directories directories, Logs logs) {
        this.report = report;
        this.directories = directories;
        this.logs = logs;
    }

    void check(Policy policy, List<Envelope> acts) {
        var quorum = logs.quorum(policy);
        var own = new TreeSet<String>();
        directories
                .byState()
                .forEach(
                        (state, known) -> {
                            if (policy.counts(NoteKeys.of(known.log().keys()))
                                    || policy.counts(NoteKeys.of(known.log().witness())))
                                own.add(state);
                        });
        var met = 0;
        for (var act : acts) {
            var state = act.header().author().state();
            var origin = directories.of(state).map(known -> known.logOrigin()).orElse("");
            if (own.contains(state)) continue;
            if (logs.isHeld(act.digest(), origin, quorum)) met++;
            else
                report.say(
                        "witnessed",
                        Status.UNCHECKED,
                        "witnessed.not-shown",
                        Verification.about(act),
                        act.digest());
        }
        report.sayPassed("witnessed", "witnessed.quorum", met);
        for (var state : own)
            report.say("witnessed", Status.UNCHECKED, "witnessed.own-key", Map.of("state", state));
    }
}
