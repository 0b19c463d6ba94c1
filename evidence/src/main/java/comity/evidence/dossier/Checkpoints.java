package comity.evidence.dossier;

import comity.evidence.dossier.Report.Status;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Merkle;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every checkpoint in a case file that its log signed, and whether those of one log are one tree
 * that only grew. Two that are not convict the operator: it showed one record to one reader and
 * another to the next.
 */
final class Checkpoints {
    private final Verification report;
    private final Map<String, TreeMap<Long, Seen>> byOrigin = new TreeMap<>();

    /** Asked for once all checkpoints are here. */
    private final Map<String, TreeMap<Long, Integer>> found = new HashMap<>();

    /**
     * Hashes of whole subtrees that inclusion paths gave away, by origin, first leaf and length.
     * They are the same in every tree that holds those leaves, whatever its size.
     */
    private final Map<String, byte[]> subtrees = new HashMap<>();

    /**
     * @param at the latest time at which any operator known here cosigned it
     */
    private record Seen(Checkpoint tree, Optional<Instant> at) {}

    Checkpoints(Verification report) {
        this.report = report;
    }

    /** Takes a checkpoint whose signature was verified. */
    void add(Checkpoint tree, Optional<Instant> at) {
        var sizes = byOrigin.computeIfAbsent(tree.origin(), _ -> new TreeMap<>());
        var known = sizes.get(tree.size());
        if (known != null && !known.tree().equals(tree))
            say("log.fork", Map.of("origin", tree.origin(), "size", Long.toString(tree.size())));
        else sizes.merge(tree.size(), new Seen(tree, at), Checkpoints::later);
    }

    private static Seen later(Seen one, Seen other) {
        if (one.at().isEmpty()) return other;
        return other.at().filter(one.at().get()::isBefore).isPresent() ? other : one;
    }

    /**
     * Takes the hashes along an inclusion path that was verified: below each node of the path, the
     * sibling and what was computed so far.
     */
    void add(TlogProof proof, byte[] leafHash) {
        try {
            var tree = proof.tree();
            var start = 0L;
            var end = tree.size();
            // The path is written from the leaf up; the tree is divided from the root down.
            var siblings = new java.util.ArrayDeque<long[]>();
            while (end - start > 1) {
                var middle = start + Long.highestOneBit(end - start - 1);
                if (proof.index() < middle) {
                    siblings.push(new long[] {middle, end});
                    end = middle;
                } else {
                    siblings.push(new long[] {start, middle});
                    start = middle;
                }
            }
            var hash = leafHash;
            know(tree, start, end, hash);
            for (var sibling : proof.path()) {
                var range = siblings.pop();
                know(tree, range[0], range[1], sibling);
                hash =
                        range[0] < start
                                ? Merkle.nodeHash(sibling, hash)
                                : Merkle.nodeHash(hash, sibling);
                start = Math.min(start, range[0]);
                end = Math.max(end, range[1]);
                know(tree, start, end, hash);
            }
        } catch (MalformedNote e) {
            throw new IllegalStateException("a proof that proves has a checkpoint", e);
        }
    }

    private void know(Checkpoint tree, long start, long end, byte[] hash) {
        if (Long.bitCount(end - start) != 1) return;
        var place = tree.origin() + " " + start + " " + end;
        var known = subtrees.putIfAbsent(place, hash.clone());
        if (known != null && !Arrays.equals(known, hash))
            say(
                    "log.branches",
                    Map.of(
                            "origin", tree.origin(),
                            "first", Long.toString(start),
                            "last", Long.toString(end - 1)));
    }

    private void say(String code, Map<String, String> facts) {
        report.say("log", Status.FAILED, code, facts);
    }

    /** A line for each log, or for each step of it that is not proven. */
    void growth(List<LogProofs> carried) {
        var proofs = new HashMap<String, LogProofs.Consistency>();
        for (var log : carried) {
            for (var proof : log.proofs())
                proofs.put(log.origin() + " " + proof.from() + " " + proof.to(), proof);
        }
        byOrigin.forEach((origin, sizes) -> growth(origin, sizes, proofs));
    }

    private void growth(
            String origin, TreeMap<Long, Seen> sizes, Map<String, LogProofs.Consistency> proofs) {
        var sound = true;
        for (var smaller : sizes.headMap(sizes.lastKey()).values()) {
            var from = smaller.tree();
            var to = sizes.higherEntry(from.size()).getValue().tree();
            var proof = proofs.get(origin + " " + from.size() + " " + to.size());
            if (proof != null
                    && Merkle.consistent(
                            from.size(), from.root(), to.size(), to.root(), proof.path())) continue;
            sound = false;
            report.say(
                    "log",
                    proof == null ? Status.UNCHECKED : Status.FAILED,
                    proof == null ? "log.growth-unproven" : "log.not-one-tree",
                    Map.of(
                            "origin", origin,
                            "from", Long.toString(from.size()),
                            "to", Long.toString(to.size())));
        }
        if (sound && sizes.size() > 1)
            report.say(
                    "log",
                    Status.PASSED,
                    "log.one-tree",
                    Map.of(
                            "origin", origin,
                            "count", Integer.toString(sizes.size()),
                            "from", Long.toString(sizes.firstKey()),
                            "to", Long.toString(sizes.lastKey())));
    }

    /**
     * By size, which checkpoints of a log are proven to be one growing tree: those of one number
     * are.
     */
    TreeMap<Long, Integer> runs(String origin, List<LogProofs> carried) {
        return found.computeIfAbsent(origin, _ -> proven(origin, carried));
    }

    private TreeMap<Long, Integer> proven(String origin, List<LogProofs> carried) {
        var proofs = new HashMap<Long, LogProofs.Consistency>();
        for (var log : carried)
            if (log.origin().equals(origin))
                log.proofs().forEach(proof -> proofs.put(proof.from(), proof));
        var runs = new TreeMap<Long, Integer>();
        var run = 0;
        Checkpoint before = null;
        for (var seen : byOrigin.getOrDefault(origin, new TreeMap<>()).values()) {
            var tree = seen.tree();
            var proof = before == null ? null : proofs.get(before.size());
            if (before != null
                    && (proof == null
                            || proof.to() != tree.size()
                            || !Merkle.consistent(
                                    before.size(),
                                    before.root(),
                                    tree.size(),
                                    tree.root(),
                                    proof.path()))) run++;
            runs.put(tree.size(), run);
            before = tree;
        }
        return runs;
    }

    /** Those of one log, by size. */
    List<Checkpoint> of(String origin) {
        return byOrigin.getOrDefault(origin, new TreeMap<>()).values().stream()
                .map(Seen::tree)
                .toList();
    }

    /** Up to where the report speaks: what happened later, this file does not know. */
    void upTo() {
        byOrigin.forEach(
                (origin, sizes) -> {
                    var last = sizes.lastEntry().getValue();
                    report.say(
                            "upto",
                            Status.PASSED,
                            last.at().isPresent() ? "upto.checkpoint" : "upto.undated",
                            Map.of(
                                    "origin", origin,
                                    "size", Long.toString(last.tree().size()),
                                    "time", last.at().map(Instant::toString).orElse("")));
                });
    }
}
