package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import comity.record.x509.TimestampAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What timestamp authorities say of the logs' checkpoints (RFC 3161). A timestamp counts if the log
 * signed the checkpoint and an authority that the log's State names stamped its text; a trial
 * authority's is read as well, and proves no more than the State's own word.
 */
final class Stamps {
    private final Verification report;
    private final Directories directories;
    private final List<Proven> proven = new ArrayList<>();

    /**
     * @param state whose log it is, and whose directory names the authority
     * @param number of the stamp, in the log's entry of the file
     */
    record Proven(
            String state,
            LogProofs log,
            int number,
            Note note,
            Checkpoint tree,
            Timestamp stamp,
            RenewedStamp renewed) {
        boolean trial() {
            return stamp.authority().trial();
        }

        /** To the second above: how a report tells it. */
        Instant notAfter() {
            return stamp.notAfter();
        }
    }

    Stamps(Verification report, Directories directories) {
        this.report = report;
        this.directories = directories;
    }

    /** Reads those of all logs; what is wrong with one becomes a line at once. */
    Stamps read(List<LogProofs> logs) {
        for (var log : logs)
            for (var i = 0; i < log.stamps().size(); i++) read(log, i).ifPresent(proven::add);
        return this;
    }

    private Optional<Proven> read(LogProofs log, int number) {
        var stamped = log.stamps().get(number);
        var state = operator(log.origin());
        if (state.isEmpty()) {
            // Whose log it is nobody here can tell: then it says nothing of any time either.
            say(log, Status.UNCHECKED, "stamp.unknown-log", Map.of());
            return Optional.empty();
        }
        try {
            var note = Note.parse(stamped.checkpoint());
            var tree = Checkpoint.of(note);
            if (!tree.origin().equals(log.origin())
                    || !NoteKeys.of(state.get().log().keys()).signed(note)) {
                say(log, Status.FAILED, "stamp.not-the-logs", Map.of());
                return Optional.empty();
            }
            var authorities = state.get().log().timestampAuthorities();
            var stamp = Timestamp.of(stamped.reply(), imprint(note), authorities);
            return Optional.of(
                    new Proven(
                            state.get().state(),
                            log,
                            number,
                            note,
                            tree,
                            stamp,
                            renewed(log, stamped, stamp, authorities)));
        } catch (MalformedNote _) {
            say(log, Status.FAILED, "stamp.not-the-logs", Map.of());
        } catch (RefusedTimestamp e) {
            var unknown = e.code().equals("stamp.algorithm-unknown");
            say(
                    log,
                    unknown ? Status.UNCHECKED : Status.FAILED,
                    "stamp.refused",
                    Map.of("why", e.code(), "found", e.detail()));
        }
        return Optional.empty();
    }

    private RenewedStamp renewed(
            LogProofs log,
            LogProofs.Stamped stamped,
            Timestamp first,
            List<TimestampAuthority> authorities)
            throws RefusedTimestamp {
        var renewed = RenewedStamp.of(stamped.reply(), first, stamped.renewals(), authorities);
        renewed.broken().ifPresent(broken -> say(log, broken));
        return renewed;
    }

    private void say(LogProofs log, RenewedStamp.Broken broken) {
        switch (broken) {
            case RenewedStamp.Broken.Late(var time, var until) ->
                    say(
                            log,
                            Status.UNCHECKED,
                            "stamp.renewed-late",
                            Map.of("time", time.toString(), "until", until.toString()));
            case RenewedStamp.Broken.Refused(var why, var found) ->
                    say(log, Status.FAILED, "stamp.refused", Map.of("why", why, "found", found));
        }
    }

    private Optional<Directory> operator(String origin) {
        return directories.byState().values().stream()
                .filter(known -> known.logOrigin().equals(origin))
                .findFirst();
    }

    private static byte[] imprint(Note note) {
        return Digest.of(note.text().getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private void say(LogProofs log, Status status, String code, Map<String, String> more) {
        var facts = new TreeMap<>(more);
        facts.put("origin", log.origin());
        report.say("stamp", status, code, facts);
    }

    List<Proven> all() {
        return proven;
    }

    /** A line for each that counts; a trial's is named, as a software passkey's signature is. */
    void report() {
        for (var one : proven) {
            var stamp = one.stamp();
            say(
                    one.log(),
                    Status.PASSED,
                    one.trial() ? "stamp.trial" : "stamp.proven",
                    Map.of(
                            "size", Long.toString(one.tree().size()),
                            "time", stamp.at().toString(),
                            "accuracy", seconds(stamp),
                            "by", stamp.signer().name(),
                            "anchor", stamp.authority().certificate().fingerprint(),
                            "policy", stamp.policy(),
                            "number", Integer.toString(one.number())));
        }
        lasting();
    }

    /**
     * Of each log the timestamp that ends first: after that day it proves nothing new by itself.
     */
    private void lasting() {
        var first = new TreeMap<String, Proven>();
        for (var one : proven.stream().filter(stamp -> !stamp.trial()).toList())
            first.merge(
                    one.log().origin(),
                    one,
                    (earlier, other) ->
                            other.renewed().until().isBefore(earlier.renewed().until())
                                    ? other
                                    : earlier);
        for (var one : first.values())
            say(
                    one.log(),
                    Status.PASSED,
                    "stamp.lasts",
                    Map.of(
                            "until", one.renewed().until().toString(),
                            "count", Integer.toString(one.renewed().times()),
                            "number", Integer.toString(one.number())));
    }

    private static String seconds(Timestamp stamp) {
        var millis = stamp.accuracy().toMillis();
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
    }
}
