package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Envelope;
import comity.treaty.docket.Docket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each author knew. The acts that a header names are its past; an act that the author's own
 * log had taken in before, and that is not in that past, was held and passed over.
 */
final class Order {
    private final Verification report;
    private final Docket docket;
    private final Logs logs;

    Order(Verification report, Docket docket, Logs logs) {
        this.report = report;
        this.docket = docket;
        this.logs = logs;
    }

    void check(List<Envelope> acts) {
        var unknown = docket.causality().unknown();
        if (unknown.isEmpty())
            report.say(
                    "order",
                    Status.PASSED,
                    "order.whole",
                    Map.of("count", Verification.count(acts)));
        else
            report.say(
                    "order",
                    Status.UNCHECKED,
                    "order.gaps",
                    Map.of("count", Integer.toString(unknown.size())));
        var open = 0;
        for (var act : acts) {
            if (!passedOver(act, acts)) open++;
        }
        report.sayPassed("seen", "seen.all", open);
        docket.entries().stream()
                .filter(entry -> entry.overridden())
                .forEach(
                        entry ->
                                report.say(
                                        "order",
                                        Status.UNCHECKED,
                                        "order.overridden",
                                        Map.of("type", entry.header().type()),
                                        entry.digest()));
    }

    private boolean passedOver(Envelope act, List<Envelope> acts) {
        var state = act.header().author().state();
        var own = logs.place(state, act.digest());
        if (own.isEmpty()) return false;
        var found = false;
        for (var earlier : acts) {
            var held = logs.place(state, earlier.digest()).filter(place -> place < own.get());
            if (held.isEmpty() || docket.causality().precedes(earlier.digest(), act.digest()))
                continue;
            found = true;
            var facts = new TreeMap<>(Verification.about(act));
            facts.put("ignored", earlier.header().type());
            facts.put("ignoredAct", earlier.digest().brief());
            report.say("seen", Status.FAILED, "NOT_SEEN_THOUGH_HELD", facts, act.digest());
        }
        return found;
    }
}
