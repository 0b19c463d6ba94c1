package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.treaty.docket.Cooperation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who signed: the authority's key for every act, and the person's own passkey where a person
 * decides.
 */
final class Signatures {
    private final Verification report;
    private final Directories directories;
    private final Logs logs;

    Signatures(Verification report, Directories directories, Logs logs) {
        this.report = report;
        this.directories = directories;
        this.logs = logs;
    }

    /**
     * Judges them all, on as many processors as there are: that is most of what a case file costs.
     *
     * @return the acts that their authority's key signed, whatever else is uncertain
     */
    Set<Digest> check(List<Envelope> acts) {
        var judged =
                acts.stream()
                        .parallel()
                        .map(act -> directories.signatory(act, logs.interval(act.digest())))
                        .toList();
        var authentic = 0;
        var signed = new HashSet<Digest>();
        for (var i = 0; i < acts.size(); i++) {
            var act = acts.get(i);
            switch (judged.get(i)) {
                case Directories.Signatory.Authentic() -> {
                    authentic++;
                    signed.add(act.digest());
                    personal(act);
                }
                case Directories.Signatory.Refused(var why) ->
                        say(act, Status.FAILED, "signature.refused", why);
                case Directories.Signatory.Uncertain(var why) -> {
                    signed.add(act.digest());
                    say(act, Status.UNCHECKED, "signature.uncertain", why);
                }
            }
        }
        report.sayPassed("signature", "signature.authentic", authentic);
        acts.stream()
                .filter(Signatures::needsAPerson)
                .filter(act -> act.personal().isEmpty())
                .forEach(act -> personal(act, Status.FAILED, "personal.missing"));
        return signed;
    }

    private static boolean needsAPerson(Envelope act) {
        return Cooperation.personal(act.header());
    }

    private void say(Envelope act, Status status, String code, String why) {
        var facts = new TreeMap<>(Verification.about(act));
        facts.put("why", why);
        report.say("signature", status, code, facts, act.digest());
    }

    /**
     * That the assertion is valid was asked with the signature, and only then this is; here, of
     * what kind it is.
     */
    private void personal(Envelope act) {
        if (!needsAPerson(act)) return;
        act.personal()
                .flatMap(
                        assertion ->
                                directories
                                        .of(act.header().author().state())
                                        .flatMap(
                                                directory ->
                                                        directory.passkey(assertion.credential())))
                .ifPresent(
                        passkey ->
                                personal(
                                        act,
                                        Status.PASSED,
                                        passkey.software()
                                                ? "personal.software"
                                                : "personal.device"));
    }

    private void personal(Envelope act, Status status, String code) {
        var facts = new TreeMap<>(Verification.about(act));
        facts.put("places", CheckWords.of(act.digest()).text());
        report.say("personal", status, code, facts, act.digest());
    }
}
