package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Docket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        var unknown = docket.unknown();
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
            var whole = isWhole(docket, act.digest());
            found = true;
            var facts = new TreeMap<>(Verification.about(act));
            facts.put("ignored", earlier.header().type());
            facts.put("ignoredAct", earlier.digest().brief());
            report.say(
                    "seen",
                    whole ? Status.FAILED : Status.UNCHECKED,
                    whole ? "NOT_SEEN_THOUGH_HELD" : "seen.gap",
                    facts,
                    act.digest());
            if (!whole) break;
        }
        return found;
    }

    /**
     * Whether everything that an act and its past name is here. Where it is not, an act that seems
     * to be passed over may have been seen through one that is missing.
     */
    static boolean isWhole(Docket docket, Digest act) {
        var causality = docket.causality();
        return Stream.concat(Stream.of(act), causality.past(act).stream())
                .flatMap(digest -> docket.entry(digest).stream())
                .allMatch(entry -> entry.header().seen().stream().allMatch(causality::contains));
    }
}
