package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.record.act.Passkey;
import comity.treaty.docket.Cooperation;
import java.util.List;
import java.util.Optional;
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

    void check(List<Envelope> acts) {
        var authentic = 0;
        for (var act : acts) {
            switch (directories.signatory(act, logs.interval(act.digest()))) {
                case Directories.Signatory.Authentic() -> authentic++;
                case Directories.Signatory.Refused(var why) ->
                        say(act, Status.FAILED, "signature.refused", why);
                case Directories.Signatory.Uncertain(var why) ->
                        say(act, Status.UNCHECKED, "signature.uncertain", why);
            }
        }
        report.sayPassed("signature", "signature.authentic", authentic);
        acts.stream()
                .filter(act -> Cooperation.personal(act.header().type()))
                .forEach(this::personal);
    }

    private void say(Envelope act, Status status, String code, String why) {
        var facts = new TreeMap<>(Verification.about(act));
        facts.put("why", why);
        report.say("signature", status, code, facts, act.digest());
    }

    /**
     * That the assertion is valid was asked with the signature; here, that there is one, and of
     * what kind.
     */
    private void personal(Envelope act) {
        var passkey =
                act.personal()
                        .flatMap(
                                assertion ->
                                        directories
                                                .of(act.header().author().state())
                                                .flatMap(
                                                        directory ->
                                                                directory.passkey(
                                                                        assertion.credential())));
        if (passkey.isEmpty())
            report.say(
                    "personal",
                    Status.FAILED,
                    "personal.missing",
                    Verification.about(act),
                    act.digest());
        else
            report.say(
                    "personal",
                    Status.PASSED,
                    code(passkey),
                    Verification.about(act),
                    act.digest());
    }

    private static String code(Optional<Passkey> passkey) {
        return passkey.filter(Passkey::software).isPresent()
                ? "personal.software"
                : "personal.device";
    }
}
