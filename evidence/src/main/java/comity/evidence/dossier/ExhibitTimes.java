package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What timestamp authorities say of single exhibits. One that the State names which made the file
 * says that an exhibit was there at a time; for one that still waits, since when is named, and
 * nothing rests on it: the log's timestamps bound the acts that name it.
 */
final class ExhibitTimes {
    private final Verification report;
    private final Optional<Directory> exporter;
    private final Dossier dossier;

    ExhibitTimes(Verification report, Optional<Directory> exporter, Dossier dossier) {
        this.report = report;
        this.exporter = exporter;
        this.dossier = dossier;
    }

    void check() throws IOException, MalformedDossier {
        for (var place : dossier.exhibits()) {
            var parts = place.split("/", 3);
            var facts = new TreeMap<String, String>();
            facts.put("file", parts[2]);
            facts.put("sha256", parts[1]);
            switch (dossier.time(parts[1])) {
                case ExhibitTime.Unasked _ -> {}
                case ExhibitTime.Stamped(_, var renewals) ->
                        stamped(new Digest(parts[1]), renewals, facts);
                case ExhibitTime.Pending(var since, var asOf) -> {
                    facts.put("since", since.toString());
                    facts.put("asOf", asOf.toString());
                    var waited = Duration.between(since, asOf).toMinutes();
                    facts.put("minutes", Long.toString(Math.max(0, waited)));
                    say(Status.PASSED, "stamp.pending", facts);
                }
            }
        }
    }

    private void stamped(Digest sha256, List<LogProofs.Renewal> renewals, Map<String, String> facts)
            throws IOException, MalformedDossier {
        if (exporter.isEmpty()) {
            say(Status.UNCHECKED, "stamp.exhibit-unknown", facts);
            return;
        }
        try {
            var reply = dossier.bytes(DossierWriter.stamp(sha256));
            var authorities = exporter.get().log().timestampAuthorities();
            var stamp = Timestamp.of(reply, sha256.bytes(), authorities);
            facts.put("time", stamp.notAfter().toString());
            facts.put("by", stamp.signer().name());
            var renewed = RenewedStamp.of(reply, stamp, renewals, authorities);
            facts.put("until", renewed.until().toString());
            facts.put("count", Integer.toString(renewed.times()));
            var trial = stamp.authority().trial();
            say(Status.PASSED, trial ? "stamp.exhibit-trial" : "stamp.exhibit", facts);
            renewed.broken().ifPresent(broken -> broken(broken, facts));
        } catch (RefusedTimestamp e) {
            facts.put("why", e.code());
            facts.put("found", e.detail());
            var unknown = e.code().equals("stamp.algorithm-unknown");
            say(unknown ? Status.UNCHECKED : Status.FAILED, "stamp.exhibit-refused", facts);
        }
    }

    /** What stands before it stands; what was to renew it does not count. */
    private void broken(RenewedStamp.Broken broken, Map<String, String> facts) {
        var told = new TreeMap<>(facts);
        switch (broken) {
            case RenewedStamp.Broken.Late(var time, var until) -> {
                told.put("time", time.toString());
                told.put("until", until.toString());
                say(Status.UNCHECKED, "stamp.exhibit-late", told);
            }
            case RenewedStamp.Broken.Refused(var why, var found) -> {
                told.put("why", why);
                told.put("found", found);
                say(Status.FAILED, "stamp.exhibit-refused", told);
            }
        }
    }

    private void say(Status status, String code, Map<String, String> facts) {
        report.say("stamp", status, code, facts);
    }
}
