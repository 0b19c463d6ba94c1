package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signatures of which their persons say that they are not theirs: a court is told of each, and of
 * what became of it, whatever the passkey's arithmetic says.
 */
final class Contested {
    private final Verification report;
    private final Docket docket;

    Contested(Verification report, Docket docket) {
        this.report = report;
        this.docket = docket;
    }

    void check() {
        var found = new HashMap<Digest, Act.Resolution>();
        for (var entry : docket.entries()) {
            if (entry.act() instanceof Act.ResolveContest resolved && !entry.overridden())
                resolved.contest()
                        .ifPresent(
                                contest ->
                                        resolved.resolution()
                                                .ifPresent(said -> found.put(contest, said)));
        }
        for (var entry : docket.entries()) {
            if (!(entry.act() instanceof Act.ContestSignature contest)) continue;
            var signed = contest.signed().flatMap(docket::entry);
            if (signed.isEmpty()) {
                say(entry, Status.UNCHECKED, "contest.elsewhere");
                continue;
            }
            var resolution = found.get(entry.digest());
            if (resolution == null) say(signed.get(), Status.UNCHECKED, "contest.open");
            else
                switch (resolution) {
                    case GENUINE -> say(signed.get(), Status.PASSED, "contest.genuine");
                    case NOT_GENUINE -> say(signed.get(), Status.FAILED, "contest.upheld");
                }
        }
    }

    private void say(Entry about, Status status, String code) {
        Map<String, String> facts =
                new TreeMap<>(Verification.about(docket.act(about.digest()).orElseThrow()));
        facts.put("places", CheckWords.of(about.digest()).text());
        report.say("contest", status, code, facts, about.digest());
    }
}
