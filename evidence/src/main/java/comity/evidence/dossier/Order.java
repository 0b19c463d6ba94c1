package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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
        sameIds(acts);
        var sound = 0;
        for (var act : acts) {
            var placed = logs.place(act.header().author().state(), act.digest()).isPresent();
            if (placed && !passedOver(act, acts) && isPlacedAmongAll(act, acts)) sound++;
        }
        report.sayPassed("seen", "seen.all", sound);
        docket.entries().stream()
                .filter(entry -> entry.overridden())
                // What a judge quashed fell by that, of which another line says so.
                .filter(entry -> docket.quashed(entry.digest()).isEmpty())
                .forEach(
                        entry ->
                                report.say(
                                        "order",
                                        Status.UNCHECKED,
                                        "order.overridden",
                                        Map.of("type", entry.header().type()),
                                        entry.digest()));
    }

    /** An identifier is for people, who would take two acts of one for the same. */
    private void sameIds(List<Envelope> acts) {
        var byId = new HashMap<UUID, Envelope>();
        for (var act : acts) {
            var other = byId.putIfAbsent(act.header().id(), act);
            if (other != null && !other.digest().equals(act.digest()))
                report.say(
                        "order",
                        Status.FAILED,
                        "order.same-id",
                        Map.of("id", act.header().id().toString()),
                        act.digest());
        }
    }

    /** Whether the author's own log shows, of every act that this one does not know, its place. */
    private boolean isPlacedAmongAll(Envelope act, List<Envelope> acts) {
        var state = act.header().author().state();
        var open =
                acts.stream()
                        .filter(
                                other ->
                                        docket.causality().concurrent(act.digest(), other.digest()))
                        .filter(other -> mayHold(state, other))
                        .filter(other -> logs.place(state, other.digest()).isEmpty())
                        .findFirst();
        open.ifPresent(
                other -> {
                    var facts = new TreeMap<>(Verification.about(act));
                    facts.put("other", other.header().type());
                    facts.put("otherAct", other.digest().brief());
                    report.say("seen", Status.UNCHECKED, "seen.no-place", facts, act.digest());
                });
        return open.isEmpty();
    }

    /**
     * An act that stays in its author's State reaches no other one, unless a transmission discloses
     * it; where a transmission may be missing here, nobody can tell.
     */
    private boolean mayHold(String state, Envelope act) {
        return Cooperation.audience(docket, act.digest()).contains(state)
                || !docket.unknown().isEmpty()
                || docket.entries().stream()
                        .map(Entry::act)
                        .anyMatch(said -> said.equals(new Act.Withheld(Type.TRANSMIT.word())));
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
