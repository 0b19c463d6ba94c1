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
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.Operator;
import comity.record.tlog.Policy;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the States' logs prove: that they hold an act, at which place, and since when. A receipt is
 * believed only if its proof leads to a checkpoint that the log of that name signed, and on which
 * nobody known here is said to have signed who did not.
 */
final class Logs {
    private final Verification report;
    private final Directories directories;
    private final Checkpoints checkpoints;

    /** For each State, the place of each act in its log. */
    private final Map<String, Map<Digest, Long>> places = new TreeMap<>();

    private final Map<Digest, Interval> intervals = new HashMap<>();

    /** The other State whose word bounds an act from above. */
    private final Map<Digest, String> witnessedBy = new HashMap<>();

    /** Whose cosignature bounds an act from above, and whose from below. */
    private final Map<Digest, Bound> bounds = new HashMap<>();

    private final Map<Digest, Bound> olders = new HashMap<>();

    /**
     * A cosignature that says when an act was made.
     *
     * @param origin the log under whose checkpoint it stands
     * @param at the second that it tells
     */
    record Bound(String origin, NoteKeys keys, Instant at) {}

    private final Map<String, Operator> operators = new TreeMap<>();

    /** By the note as it is written: many acts name one checkpoint, and keys are slow to ask. */
    private final Map<String, Judged> judged = new HashMap<>();

    /**
     * @param forged a key known here is said to have signed, and did not
     * @param sawAt when each State's operator says that it saw it
     */
    private record Judged(boolean forged, Map<String, Instant> sawAt) {}

    /** The timestamps that may bound acts from above, and which does. */
    private final Stamps stamps;

    private final List<LogProofs> carried;

    /** The checkpoints of logs here, as they are written. */
    private final Map<String, Note> notes = new LinkedHashMap<>();

    private final Map<Digest, Stamps.Proven> stampedBy = new HashMap<>();

    /** The earliest timestamp on a tree that holds an act, whether or not it bounds it. */
    private final Map<Digest, Stamps.Proven> stampedFirst = new HashMap<>();

    /** Where receipts show an act: in which log, at which place, in a tree of which size. */
    private final Map<Digest, List<Place>> shown = new HashMap<>();

    private record Place(String origin, long index, long size) {}

    /**
     * @param carried the proofs of growth and the timestamps of the file
     */
    Logs(Verification report, Directories directories, List<LogProofs> carried) {
        this.report = report;
        this.carried = carried;
        this.stamps = new Stamps(report, directories).read(carried);
        this.directories = directories;
        directories.byState().forEach((state, known) -> operators.put(state, operator(known)));
        this.checkpoints = new Checkpoints(report);
    }

    /** Reads what is known of these acts; what is wrong with it becomes a line at once. */
    Logs read(List<Envelope> acts) {
        acts.forEach(this::read);
        for (var stamp : stamps.all()) {
            checkpoints.add(stamp.tree(), lastCosigned(stamp.note()));
            remember(stamp.note());
        }
        byStamps();
        return this;
    }

    /**
     * Bounds acts from above by timestamps: where a receipt shows an act in a tree that is proven
     * to be one with the stamped one, and its place lies in the stamped one.
     */
    private void byStamps() {
        var origins = stamps.all().stream().map(stamp -> stamp.tree().origin()).distinct().toList();
        for (var origin : origins) {
            var runs = checkpoints.runs(origin, carried);
            var first = new HashMap<Integer, TreeMap<Long, Stamps.Proven>>();
            var trials = new HashMap<Integer, TreeMap<Long, Stamps.Proven>>();
            for (var stamp : stamps.all()) {
                var run = runs.get(stamp.tree().size());
                if (stamp.tree().origin().equals(origin) && run != null)
                    (stamp.trial() ? trials : first)
                            .computeIfAbsent(run, _ -> new TreeMap<>())
                            .put(stamp.tree().size(), stamp);
            }
            shown.forEach(
                    (act, places) -> {
                        for (var place : places) {
                            var run = runs.get(place.size());
                            if (!place.origin().equals(origin) || run == null) continue;
                            above(first, run, place).ifPresent(stamp -> bound(act, stamp));
                            above(trials, run, place).ifPresent(stamp -> bound(act, stamp));
                        }
                    });
        }
    }

    private void remember(Note note) {
        notes.putIfAbsent(note.encoded(), note);
    }

    /**
     * For each log and each run of its checkpoints that is proven to be one tree, the largest that
     * the quorum cosigned.
     */
    Map<String, Map<Integer, Long>> quorum(Policy policy) {
        var largest = new TreeMap<String, Map<Integer, Long>>();
        for (var note : notes.values()) {
            if (!policy.isWitnessed(note)) continue;
            try {
                var tree = Checkpoint.of(note);
                var run = checkpoints.runs(tree.origin(), carried).get(tree.size());
                if (run != null)
                    largest.computeIfAbsent(tree.origin(), _ -> new HashMap<>())
                            .merge(run, tree.size(), Math::max);
            } catch (MalformedNote e) {
                throw new IllegalStateException("a note that was read has a checkpoint", e);
            }
        }
        return largest;
    }

    /** Whether a log shows an act in one of these trees. */
    boolean isHeld(Digest act, String origin, Map<String, Map<Integer, Long>> trees) {
        var largest = trees.getOrDefault(origin, Map.of());
        for (var place : shown.getOrDefault(act, List.of())) {
            var run = checkpoints.runs(origin, carried).get(place.size());
            if (place.origin().equals(origin)
                    && run != null
                    && largest.getOrDefault(run, 0L) > place.index()) return true;
        }
        return false;
    }

    private static Optional<Stamps.Proven> above(
            Map<Integer, TreeMap<Long, Stamps.Proven>> byRun, int run, Place place) {
        return Optional.ofNullable(
                        byRun.getOrDefault(run, new TreeMap<>()).higherEntry(place.index()))
                .map(Map.Entry::getValue);
    }

    /** Only what is earlier than what is known bounds anew; a trial's word is the State's own. */
    private void bound(Digest act, Stamps.Proven stamp) {
        if (stamp.trial()) return;
        stampedFirst.merge(
                act, stamp, (one, other) -> one.notAfter().isAfter(other.notAfter()) ? other : one);
        var known = interval(act);
        if (isTold(act)
                && known.notAfter().filter(at -> !stamp.notAfter().isBefore(at)).isPresent())
            return;
        intervals.put(act, new Interval(known.notBefore(), Optional.of(stamp.notAfter())));
        stampedBy.put(act, stamp);
    }

    private void read(Envelope act) {
        var digest = act.digest();
        var author = act.header().author().state();
        var latest = Optional.<Instant>empty();
        var ownWord = Optional.<Instant>empty();
        for (var receipt : act.receipts()) {
            var operator = operator(receipt.origin());
            var proof = operator.flatMap(directory -> proof(directory, receipt, digest));
            // No key of it can be checked here: said once in the report, and not held against it.
            if (operator.filter(Logs::isBeyondUs).isPresent()) continue;
            if (proof.isEmpty()) {
                failed("log.wrong", receipt.origin(), digest);
                continue;
            }
            var note = proof.get().checkpoint();
            if (carriesForgery(note)) {
                failed("log.cosignature-wrong", receipt.origin(), digest);
                continue;
            }
            if (!keep(operator.orElseThrow(), receipt, digest, proof.get())) {
                failed("log.twice", receipt.origin(), digest);
                continue;
            }
            for (var witness : directories.byState().values()) {
                var seen = bound(cosigned(witness, note));
                if (witness.state().equals(author)) {
                    if (latest.isEmpty() && !earlier(ownWord, seen).equals(ownWord))
                        keep(bounds, digest, receipt.origin(), witness, note);
                    ownWord = earlier(ownWord, seen);
                } else if (!earlier(latest, seen).equals(latest)) {
                    latest = seen;
                    witnessedBy.put(digest, witness.state());
                    keep(bounds, digest, receipt.origin(), witness, note);
                }
            }
        }
        intervals.put(digest, new Interval(notBefore(act), latest.isPresent() ? latest : ownWord));
    }

    private static boolean isBeyondUs(Directory operator) {
        return NoteKeys.of(operator.log().keys()).known().isEmpty();
    }

    private void keep(
            Map<Digest, Bound> bounds, Digest act, String origin, Directory witness, Note note) {
        var operator = operators.get(witness.state());
        var at = cosigned(witness, note);
        if (operator == null || at.isEmpty()) return;
        var keys = witness.logOrigin().equals(origin) ? operator.log() : operator.witness();
        bounds.put(act, new Bound(origin, keys, at.get()));
    }

    private void failed(String code, String origin, Digest act) {
        report.say("log", Status.FAILED, code, Map.of("origin", origin), act);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty()) return other;
        return other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }

    Optional<Directory> operator(String origin) {
        return directories.byState().values().stream()
                .filter(directory -> directory.logOrigin().equals(origin))
                .findFirst();
    }

    private Optional<TlogProof> proof(Directory operator, Receipt receipt, Digest act) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            var keys = NoteKeys.of(operator.log().keys());
            return proof.proves(receipt.commitment(act), keys)
                    ? Optional.of(proof)
                    : Optional.empty();
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private static Operator operator(Directory directory) {
        return Operator.of(directory.log());
    }

    private Judged judged(Note note) {
        return judged.computeIfAbsent(note.encoded(), _ -> judge(note));
    }

    private Judged judge(Note note) {
        var forged = operators.values().stream().anyMatch(known -> known.isForgedOn(note));
        var sawAt = new TreeMap<String, Instant>();
        operators.forEach(
                (state, known) -> known.sawAt(note).ifPresent(at -> sawAt.put(state, at)));
        return new Judged(forged, sawAt);
    }

    private boolean carriesForgery(Note note) {
        return judged(note).forged();
    }

    /** False if the log holds the act at another place already: each comes first where it helps. */
    private boolean keep(Directory operator, Receipt receipt, Digest act, TlogProof proof) {
        var known =
                places.computeIfAbsent(operator.state(), _ -> new HashMap<>())
                        .putIfAbsent(act, proof.index());
        if (known != null && known != proof.index()) return false;
        try {
            checkpoints.add(proof.tree(), lastCosigned(proof.checkpoint()));
            remember(proof.checkpoint());
            checkpoints.add(proof, Merkle.leafHash(receipt.commitment(act)));
            shown.computeIfAbsent(act, _ -> new ArrayList<>())
                    .add(new Place(receipt.origin(), proof.index(), proof.tree().size()));
            return true;
        } catch (MalformedNote e) {
            throw new IllegalStateException("a proof that proves has a checkpoint", e);
        }
    }

    private Optional<Instant> lastCosigned(Note note) {
        return judged(note).sawAt().values().stream().max(Instant::compareTo);
    }

    private Optional<Instant> cosigned(Directory witness, Note note) {
        return Optional.ofNullable(judged(note).sawAt().get(witness.state()));
    }

    /** A cosignature tells whole seconds: as a bound from above it is the end of its second. */
    private static Optional<Instant> bound(Optional<Instant> cosigned) {
        return cosigned.map(second -> second.plusSeconds(1));
    }

    /** The checkpoint of another operator that the act names: it cannot be older. */
    private Optional<Instant> notBefore(Envelope act) {
        var after = act.header().after();
        if (after.isEmpty()) return Optional.empty();
        try {
            var note = Note.parse(after);
            var tree = Checkpoint.of(note);
            if (operator(tree.origin()).filter(Logs::isBeyondUs).isPresent())
                return Optional.empty();
            var other =
                    operator(tree.origin())
                            .filter(
                                    directory ->
                                            !directory
                                                    .state()
                                                    .equals(act.header().author().state()))
                            .filter(directory -> Operator.of(directory.log()).isCheckpoint(note));
            if (other.isPresent() && !carriesForgery(note)) {
                checkpoints.add(tree, lastCosigned(note));
                keep(olders, act.digest(), tree.origin(), other.get(), note);
                return cosigned(other.get(), note);
            }
        } catch (MalformedNote _) {
            // The same answer: nobody else signed it.
        }
        report.say(
                "time",
                Status.FAILED,
                "time.after-not-signed",
                Verification.about(act),
                act.digest());
        return Optional.empty();
    }

    /** When an act was made, as far as others than its author say. */
    Interval interval(Digest act) {
        return Objects.requireNonNull(intervals.get(act));
    }

    /** Whether somebody else than its State says by when an act was there. */
    private boolean isTold(Digest act) {
        return witnessedBy.containsKey(act) || stampedBy.containsKey(act);
    }

    /**
     * By when an act was in its State's log, as somebody else says; empty if only that State does.
     */
    Optional<Instant> toldNotAfter(Digest act) {
        return isTold(act) ? interval(act).notAfter() : Optional.empty();
    }

    /** The place of an act in a State's log; empty if no receipt shows it. */
    Optional<Long> place(String state, Digest act) {
        return Optional.ofNullable(places.getOrDefault(state, Map.of()).get(act));
    }

    /** The cosignature that bounds an act from above, if any does. */
    Optional<Bound> bound(Digest act) {
        return Optional.ofNullable(bounds.get(act));
    }

    /** The cosignature of the checkpoint that the act names as older, if it has one. */
    Optional<Bound> older(Digest act) {
        return Optional.ofNullable(olders.get(act));
    }

    /** The checkpoints of a log in this file, by size. */
    List<Checkpoint> trees(String origin) {
        return checkpoints.of(origin);
    }

    /** Inclusion, growth and time, a line for each act. */
    void report(List<Envelope> acts, List<LogProofs> proofs) {
        var included = new ArrayList<Envelope>();
        for (var act : acts) {
            if (place(act.header().author().state(), act.digest()).isPresent()) included.add(act);
            else
                report.say(
                        "log",
                        Status.UNCHECKED,
                        "log.no-receipt",
                        Verification.about(act),
                        act.digest());
        }
        report.sayPassed("log", "log.included", included.size());
        directories.byState().values().forEach(this::algorithms);
        checkpoints.growth(proofs);
        acts.forEach(this::time);
        acts.forEach(this::clock);
        stamps.report();
    }

    /**
     * Never passed in silence: a signature that nobody here can check is none, until somebody can.
     */
    private void algorithms(Directory operator) {
        var unknown = Operator.of(operator.log()).unknownAlgorithms();
        if (!unknown.isEmpty())
            report.say(
                    "log",
                    Status.UNCHECKED,
                    "log.algorithm-unknown",
                    Map.of(
                            "origin",
                            operator.logOrigin(),
                            "algorithms",
                            String.join(", ", unknown)));
    }

    private void time(Envelope act) {
        var interval = interval(act.digest());
        var facts = new TreeMap<>(Verification.about(act));
        interval.notBefore().ifPresent(from -> facts.put("from", from.toString()));
        interval.notAfter().ifPresent(to -> facts.put("to", to.toString()));
        facts.put("witness", witnessedBy.getOrDefault(act.digest(), act.header().author().state()));
        var bounded = interval.notBefore().isPresent();
        if (interval.notAfter().isEmpty())
            say(act, Status.UNCHECKED, bounded ? "time.no-end" : "time.open", facts);
        else if (interval.notBefore().filter(interval.notAfter().get()::isBefore).isPresent())
            say(act, Status.FAILED, "time.contradiction", facts);
        else if (stampedBy.containsKey(act.digest())) {
            facts.put("by", stampedBy.get(act.digest()).stamp().signer().name());
            say(act, Status.PASSED, bounded ? "time.stamped" : "time.stamped-until", facts);
        } else if (!witnessedBy.containsKey(act.digest()))
            say(act, Status.UNCHECKED, bounded ? "time.own-word" : "time.own-word-alone", facts);
        else say(act, Status.PASSED, bounded ? "time.interval" : "time.until", facts);
    }

    /** Whose clock is wrong nobody here can tell; that one of the two is, can be told. */
    private void clock(Envelope act) {
        var stamp = stampedFirst.get(act.digest());
        if (stamp == null || !act.header().at().isAfter(stamp.notAfter())) return;
        var facts = new TreeMap<>(Verification.about(act));
        facts.put("at", act.header().at().toString());
        facts.put("there", stamp.notAfter().toString());
        facts.put("by", stamp.stamp().signer().name());
        say(act, Status.UNCHECKED, "time.clock", facts);
    }

    /** The timestamp that bounds an act from above, if one does. */
    Optional<Stamps.Proven> stamped(Digest act) {
        return Optional.ofNullable(stampedBy.get(act));
    }

    /** The timestamp of this number in the file's entry of a log. */
    Optional<Stamps.Proven> stamp(String origin, String number) {
        return stamps.all().stream()
                .filter(one -> one.tree().origin().equals(origin))
                .filter(one -> Integer.toString(one.number()).equals(number))
                .findFirst();
    }

    private void say(Envelope act, Status status, String code, Map<String, String> facts) {
        report.say("time", status, code, facts, act.digest());
    }

    /** Up to where the report speaks. */
    void upTo() {
        checkpoints.upTo();
    }
}
