package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.record.act.Receipt;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKey;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the States' logs prove: that they hold an act, at which place, and since when. A receipt is
 * believed only if its proof leads to a checkpoint that the log of that name signed.
 */
final class Logs {
    private final Verification report;
    private final Directories directories;

    /** For each State, the place of each act in its log. */
    private final Map<String, Map<Digest, Long>> places = new TreeMap<>();

    private final Map<Digest, Interval> intervals = new HashMap<>();
    private final Map<Digest, String> witnessedBy = new HashMap<>();

    /** For each log and size the root that was signed: two roots for one size are a fork. */
    private final Map<String, byte[]> roots = new HashMap<>();

    private final Map<String, Checkpoint> newest = new TreeMap<>();
    private final List<Runnable> objections = new ArrayList<>();

    Logs(Verification report, Directories directories, List<Envelope> acts) {
        this.report = report;
        this.directories = directories;
        acts.forEach(this::read);
    }

    private void read(Envelope act) {
        var digest = act.digest();
        var latest = Optional.<Instant>empty();
        var ownWord = Optional.<Instant>empty();
        for (var receipt : act.receipts()) {
            var operator = operator(receipt.origin());
            var proof = operator.flatMap(directory -> proof(directory, receipt, digest));
            if (proof.isEmpty()) {
                objections.add(
                        () ->
                                report.say(
                                        "log",
                                        Status.FAILED,
                                        "log.wrong",
                                        Map.of("origin", receipt.origin()),
                                        digest));
                continue;
            }
            keep(operator.orElseThrow(), digest, proof.get());
            if (!operator.orElseThrow().state().equals(act.header().author().state())) continue;
            for (var witness : directories.byState().values()) {
                var seen = cosigned(witness, proof.get().checkpoint());
                if (witness.state().equals(act.header().author().state()))
                    ownWord = earlier(ownWord, seen);
                else {
                    latest = earlier(latest, seen);
                    if (seen.isPresent()) witnessedBy.put(digest, witness.state());
                }
            }
        }
        intervals.put(digest, new Interval(notBefore(act), latest.or(orElse(ownWord))));
    }

    private static java.util.function.Supplier<Optional<Instant>> orElse(Optional<Instant> other) {
        return () -> other;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty()) return other;
        return other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }

    private Optional<Directory> operator(String origin) {
        return directories.byState().values().stream()
                .filter(directory -> directory.logOrigin().equals(origin))
                .findFirst();
    }

    private static Optional<TlogProof> proof(Directory operator, Receipt receipt, Digest act) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            return NoteKey.parse(operator.logKey())
                    .filter(key -> proof.proves(receipt.commitment(act), key))
                    .map(_ -> proof);
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private void keep(Directory operator, Digest act, TlogProof proof) {
        places.computeIfAbsent(operator.state(), _ -> new HashMap<>()).put(act, proof.index());
        try {
            var tree = proof.tree();
            var other = roots.putIfAbsent(tree.origin() + " " + tree.size(), tree.root());
            if (other != null && !java.util.Arrays.equals(other, tree.root()))
                objections.add(
                        () ->
                                report.say(
                                        "log",
                                        Status.FAILED,
                                        "log.fork",
                                        Map.of(
                                                "origin",
                                                tree.origin(),
                                                "size",
                                                Long.toString(tree.size())),
                                        act));
            newest.merge(tree.origin(), tree, (one, two) -> one.size() >= two.size() ? one : two);
        } catch (MalformedNote e) {
            throw new IllegalStateException("a proof that proves has a checkpoint", e);
        }
    }

    /** A cosignature tells whole seconds: as a bound from above it is the end of its second. */
    private static Optional<Instant> cosigned(Directory witness, Note note) {
        return NoteKey.parse(witness.witnessKey())
                .flatMap(key -> key.cosignedAt(note))
                .map(second -> second.plusSeconds(1));
    }

    /** The checkpoint of another operator that the act names: it cannot be older. */
    private Optional<Instant> notBefore(Envelope act) {
        var after = act.header().after();
        if (after.isEmpty()) return Optional.empty();
        try {
            var note = Note.parse(after);
            var operator = operator(Checkpoint.of(note).origin());
            var own =
                    operator.filter(
                                    directory ->
                                            directory.state().equals(act.header().author().state()))
                            .isPresent();
            var signed =
                    operator.flatMap(directory -> NoteKey.parse(directory.logKey()))
                            .filter(key -> key.signed(note))
                            .isPresent();
            if (own || !signed) {
                objections.add(
                        () ->
                                report.say(
                                        "time",
                                        Status.FAILED,
                                        "time.after-not-signed",
                                        Verification.about(act),
                                        act.digest()));
                return Optional.empty();
            }
            return operator.flatMap(directory -> NoteKey.parse(directory.witnessKey()))
                    .flatMap(key -> key.cosignedAt(note));
        } catch (MalformedNote _) {
            objections.add(
                    () ->
                            report.say(
                                    "time",
                                    Status.FAILED,
                                    "time.after-not-signed",
                                    Verification.about(act),
                                    act.digest()));
            return Optional.empty();
        }
    }

    /** When an act was made, as far as others than its author say. */
    Interval interval(Digest act) {
        return Objects.requireNonNull(intervals.get(act));
    }

    /** The place of an act in a State's log; empty if no receipt shows it. */
    Optional<Long> place(String state, Digest act) {
        return Optional.ofNullable(places.getOrDefault(state, Map.of()).get(act));
    }

    /** Inclusion and time, a line for each act. */
    void report(List<Envelope> acts) {
        objections.forEach(Runnable::run);
        var included = 0;
        for (var act : acts) {
            if (place(act.header().author().state(), act.digest()).isPresent()) included++;
            else
                report.say(
                        "log",
                        Status.UNCHECKED,
                        "log.no-receipt",
                        Verification.about(act),
                        act.digest());
        }
        report.sayPassed("log", "log.included", included);
        acts.forEach(this::time);
    }

    private void time(Envelope act) {
        var interval = interval(act.digest());
        var facts = new TreeMap<>(Verification.about(act));
        facts.put("from", interval.notBefore().map(Instant::toString).orElse("…"));
        facts.put("to", interval.notAfter().map(Instant::toString).orElse("…"));
        facts.put("witness", witnessedBy.getOrDefault(act.digest(), act.header().author().state()));
        var status = Status.PASSED;
        var code = witnessedBy.containsKey(act.digest()) ? "time.interval" : "time.own-word";
        if (interval.notAfter().isEmpty()) {
            status = Status.UNCHECKED;
            code = "time.open";
        } else if (interval.notBefore()
                .filter(earliest -> earliest.isAfter(interval.notAfter().get()))
                .isPresent()) {
            status = Status.FAILED;
            code = "time.contradiction";
        }
        report.say("time", status, code, facts, act.digest());
    }

    /** Up to where the report speaks: what happened later, this file does not know. */
    void upTo() {
        newest.forEach(
                (origin, tree) ->
                        report.say(
                                "upto",
                                Status.PASSED,
                                "upto.checkpoint",
                                Map.of("origin", origin, "size", Long.toString(tree.size()))));
    }
}
