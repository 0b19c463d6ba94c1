package comity.node.simulator;

import comity.node.publication.SimulatedLog;
import comity.node.registry.SimulatedLedger;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Merkle;
import comity.record.tlog.Note;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows everything that was ever promised in one world and says what was not kept. It shares no
 * code with what it watches: roots are computed from leaves, {@code seen} from what the tables
 * hold.
 */
final class Watch {
    private final World world;
    private final Map<String, Map<Digest, Long>> promised = new TreeMap<>();
    private final Map<String, List<Stored>> looked = new TreeMap<>();
    private final Map<Digest, Envelope> acts = new HashMap<>();

    /** Per log, the leaves of the longest tree that it signed. */
    private final Map<String, List<byte[]>> longest = new TreeMap<>();

    /** The leaves under each root that was signed, by log and root. */
    private final Map<String, List<byte[]>> signed = new HashMap<>();

    /** What each witness cosigned last, by witness and log. */
    private final Map<String, Checkpoint> cosigned = new TreeMap<>();

    private @Nullable String broken;

    Watch(World world) {
        this.world = world;
    }

    /** The first promise that was not kept. */
    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    void breaks(String what) {
        if (broken != null) return;
        broken = what;
        world.say("BROKEN: " + what);
    }

    private void mustBe(boolean kept, String what) {
        if (!kept) breaks(what);
    }

    /** Somebody was told that an act is filed. */
    void acknowledged(Node node, Digest act, long position) {
        world.say(node, "acknowledges " + act.brief() + " at " + position);
        var before = promised(node).put(act, position);
        mustBe(
                before == null || before == position,
                node.name() + " acknowledged " + act.brief() + " at two positions");
    }

    private Map<Digest, Long> promised(Node node) {
        return promised.computeIfAbsent(node.name(), _ -> new HashMap<>());
    }

    /** After a start: what was acknowledged is there. */
    void restarted(Node node) {
        look(node);
        if (node.hasOlderDisk()) {
            isStoppedByWhoeverAnswers(node);
            return;
        }
        var there = new HashMap<Digest, Long>();
        looked(node).forEach(stored -> there.put(stored.digest(), stored.position()));
        promised(node)
                .forEach(
                        (act, position) ->
                                mustBe(
                                        position.equals(there.get(act)),
                                        node.name()
                                                + " acknowledged "
                                                + act.brief()
                                                + " and does not have it after a start"));
    }

    /** On a line that loses nothing, a witness that saw more is heard before anything is signed. */
    private void isStoppedByWhoeverAnswers(Node node) {
        if (world.faults().lost() > 0 || world.faults().late() > 0) return;
        for (var witness : world.witnesses())
            if (world.network().reaches(node, witness.name())
                    && SimulatedLog.remembered(witness.disk(), node.logKey.key().name())
                            > looked(node).size())
                mustBe(
                        node.log().behind().isPresent(),
                        node.name() + " starts on an older disk and asks nobody");
    }

    private List<Stored> looked(Node node) {
        return looked.computeIfAbsent(node.name(), _ -> new ArrayList<>());
    }

    /** Looks at every row that a node's table has more than at the last look. */
    void look(Node node) {
        var rows = SimulatedLedger.truth(node.database());
        var before = looked(node);
        if (before.size() > rows.size()
                || !before.isEmpty()
                        && !before.getLast()
                                .digest()
                                .equals(rows.get(before.size() - 1).digest())) {
            mustBe(node.hasOlderDisk(), node.name() + " has lost acts that were committed");
            before.clear();
        }
        var known = new HashSet<Digest>();
        before.forEach(stored -> known.add(stored.digest()));
        for (var stored : rows.subList(before.size(), rows.size())) {
            acts.putIfAbsent(stored.digest(), stored.envelope());
            mustBe(
                    stored.position() == before.size(),
                    node.name() + " has a gap or a place twice at " + before.size());
            mustBe(
                    known.add(stored.digest()),
                    node.name() + " has filed " + stored.digest().brief() + " twice");
            if (stored.envelope().header().author().state().equals(node.state()))
                hasSeenEverything(node, stored, before);
            else followsItsParents(node, stored, known);
            before.add(stored);
        }
        mustBe(
                node.registry().intruders().isEmpty(),
                node.name() + " takes its own acts for an intruder's");
    }

    /** Every act that was on the docket is in the past of an own act that was filed after it. */
    private void hasSeenEverything(Node node, Stored stored, List<Stored> before) {
        var docket = stored.envelope().header().docket();
        var past = past(stored.envelope());
        before.stream()
                .filter(earlier -> earlier.envelope().header().docket().equals(docket))
                .forEach(
                        earlier ->
                                mustBe(
                                        past.contains(earlier.digest()),
                                        node.name()
                                                + " filed "
                                                + stored.digest().brief()
                                                + ", which has not seen "
                                                + earlier.digest().brief()));
    }

    private Set<Digest> past(Envelope act) {
        var past = new HashSet<Digest>();
        var left = new ArrayList<>(act.header().seen());
        while (!left.isEmpty()) {
            var one = left.removeLast();
            if (!past.add(one)) continue;
            var earlier = acts.get(one);
            if (earlier != null) left.addAll(earlier.header().seen());
        }
        return past;
    }

    /** A foreign act follows all that it has seen, but for what its State keeps to itself. */
    private void followsItsParents(Node node, Stored stored, Set<Digest> known) {
        var header = stored.envelope().header();
        for (var parent : header.seen()) {
            if (known.contains(parent)) continue;
            var earlier = acts.get(parent);
            mustBe(
                    earlier != null
                            && earlier.header().author().state().equals(header.author().state())
                            && Cooperation.internal(earlier.header().type()),
                    node.name()
                            + " filed "
                            + stored.digest().brief()
                            + " before "
                            + parent.brief()
                            + ", which it has seen");
        }
    }

    /** What a node's log had signed before the world began. */
    void begins(Node node) {
        var checkpoint = SimulatedLog.checkpoint(node.log().checkpoint());
        var leaves =
                SimulatedLedger.truth(node.database()).stream()
                        .limit(checkpoint.size())
                        .map(Watch::leafHash)
                        .toList();
        signed.put(key(checkpoint), leaves);
        longest.put(checkpoint.origin(), leaves);
    }

    /** A node is about to sign a checkpoint of its log. */
    void signs(Node node, String text, List<Stored> rows) {
        var checkpoint = parsed(text);
        world.say(node, "signs " + checkpoint.size());
        if (checkpoint.size() > rows.size()) {
            breaks(node.name() + " signs more than it has filed");
            return;
        }
        mustBe(
                node.shown() <= rows.size(),
                node.name() + " signs although it was shown that it is behind");
        var leaves =
                rows.subList(0, (int) checkpoint.size()).stream().map(Watch::leafHash).toList();
        mustBe(
                Arrays.equals(root(leaves), checkpoint.root()),
                node.name() + " signs a root that its table does not have");
        signed.put(key(checkpoint), leaves);
        var before = longest.getOrDefault(checkpoint.origin(), List.of());
        mustBe(
                node.hasOlderDisk() || isOneHistory(before, leaves),
                node.name() + " signs a second history");
        if (leaves.size() > before.size()) longest.put(checkpoint.origin(), leaves);
    }

    private static byte[] leafHash(Stored stored) {
        return Merkle.leafHash(
                comity.record.act.Receipt.commitment(stored.nonce(), stored.digest()));
    }

    private static Checkpoint parsed(String text) {
        try {
            return Checkpoint.of(new Note(text, List.of()));
        } catch (MalformedNote e) {
            throw new IllegalStateException("a log signs what is no checkpoint", e);
        }
    }

    private static String key(Checkpoint checkpoint) {
        return checkpoint.origin() + " " + HexFormat.of().formatHex(checkpoint.root());
    }

    private static boolean isOneHistory(List<byte[]> one, List<byte[]> other) {
        for (var i = 0; i < Math.min(one.size(), other.size()); i++)
            if (!Arrays.equals(one.get(i), other.get(i))) return false;
        return true;
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) return Merkle.EMPTY_ROOT.clone();
        if (leaves.size() == 1) return leaves.getFirst();
        var split = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.nodeHash(
                root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** A witness keeps a checkpoint and is about to answer with its cosignature. */
    void cosigned(Machine witness, String origin, Note note) {
        var checkpoint = SimulatedLog.checkpoint(note);
        world.say(witness, "cosigns " + checkpoint.size() + " of " + origin);
        var before = cosigned.put(witness.name() + " " + origin, checkpoint);
        if (witness instanceof Node node && node.hasOlderDisk()) return;
        var leaves = signed.get(key(checkpoint));
        mustBe(leaves != null, witness.name() + " cosigns what no log signed");
        if (before == null || leaves == null) return;
        mustBe(
                checkpoint.size() >= before.size(),
                witness.name() + " cosigns a shorter tree than before");
        mustBe(
                isOneHistory(signed.getOrDefault(key(before), List.of()), leaves),
                witness.name() + " cosigns two histories of " + origin);
    }

    /** After a witness's start: it remembers what it cosigned last. */
    void remembers(LoneWitness witness) {
        cosigned.forEach(
                (pair, checkpoint) -> {
                    if (!pair.startsWith(witness.name() + " ")) return;
                    mustBe(
                            SimulatedLog.remembered(witness.disk(), checkpoint.origin())
                                    >= checkpoint.size(),
                            witness.name() + " has forgotten what it cosigned");
                });
    }

    /** Everything is repaired and everybody has heard of everything: what must be true then. */
    void end(List<Node> nodes) {
        for (var node : nodes) {
            if (node.hasOlderDisk()) knowsThatItIsBehind(node);
            else isWhole(node);
        }
        for (var one : nodes)
            for (var other : nodes)
                if (one.name().compareTo(other.name()) < 0
                        && !one.hasOlderDisk()
                        && !other.hasOlderDisk()) agree(one, other);
    }

    /**
     * Whether nothing is left to wait for; {@link #end} says what is wrong where it never comes.
     */
    boolean isSettled(List<Node> nodes) {
        if (nodes.stream().anyMatch(Node::hasOlderDisk)) return false;
        for (var node : nodes)
            if (node.log().witnessedSize() != node.registry().size()
                    || node.stamped() != node.registry().size()
                    || SimulatedLedger.parked(node.database()) > 0) return false;
        for (var one : nodes)
            for (var other : nodes)
                if (one != other)
                    for (var docket : one.registry().dockets())
                        if (!shared(one, docket, other)
                                .keySet()
                                .equals(shared(other, docket, one).keySet())) return false;
        return true;
    }

    private void isWhole(Node node) {
        restarted(node);
        var rows = looked(node);
        mustBe(node.log().behind().isEmpty(), node.name() + " takes itself for behind");
        mustBe(node.log().size() == rows.size(), node.name() + " has acts that are not in its log");
        var checkpoint = SimulatedLog.checkpoint(node.log().checkpoint());
        mustBe(
                Arrays.equals(checkpoint.root(), root(rows.stream().map(Watch::leafHash).toList())),
                node.name() + " has a log that is not its table's");
        mustBe(
                SimulatedLedger.parked(node.database()) == 0,
                node.name() + " has acts that still wait for others");
        mustBe(
                node.log().witnessedSize() == rows.size(),
                node.name() + " has acts that were not anchored later");
        mustBe(
                node.stamped() == rows.size(),
                node.name() + " has acts that were not stamped later");
    }

    /** It was told by somebody who holds more, and signs and files nothing. */
    private void knowsThatItIsBehind(Node node) {
        var origin = node.logKey.key().name();
        var held =
                cosigned.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith(" " + origin))
                        .filter(entry -> isHeldBySomebodyElse(entry.getKey(), node))
                        .map(entry -> signed.getOrDefault(key(entry.getValue()), List.of()))
                        .toList();
        var rows = SimulatedLedger.truth(node.database()).stream().map(Watch::leafHash).toList();
        var isBehind =
                held.stream()
                        .anyMatch(
                                leaves ->
                                        leaves.size() > rows.size() || !isOneHistory(leaves, rows));
        mustBe(
                !isBehind || node.log().behind().isPresent(),
                node.name() + " has an older disk than its witnesses saw, and does not know it");
    }

    private boolean isHeldBySomebodyElse(String pair, Node node) {
        var by = pair.substring(0, pair.indexOf(' '));
        return !by.equals(node.name()) && world.node(by).filter(Node::hasOlderDisk).isEmpty();
    }

    /** Two partners have the same dockets, as far as both may hold them. */
    private void agree(Node one, Node other) {
        var dockets = new TreeSet<UUID>();
        dockets.addAll(one.registry().dockets());
        dockets.addAll(other.registry().dockets());
        for (var docket : dockets) {
            var here = shared(one, docket, other);
            var there = shared(other, docket, one);
            mustBe(
                    here.keySet().equals(there.keySet()),
                    one.name()
                            + " and "
                            + other.name()
                            + " do not hold the same acts of "
                            + docket
                            + ": "
                            + difference(here.keySet(), there.keySet()));
            mustBe(
                    Docket.of(docket, here.values())
                            .stateDigest()
                            .equals(Docket.of(docket, there.values()).stateDigest()),
                    one.name() + " and " + other.name() + " fold one docket differently");
        }
    }

    private static String difference(Set<Digest> here, Set<Digest> there) {
        var only = new TreeSet<>(here);
        only.removeAll(there);
        var lacking = new TreeSet<>(there);
        lacking.removeAll(here);
        return only.stream().map(Digest::brief).toList()
                + " / "
                + lacking.stream().map(Digest::brief).toList();
    }

    private static Map<Digest, Envelope> shared(Node node, UUID docket, Node with) {
        var folded = node.registry().read(docket);
        var shared = new TreeMap<Digest, Envelope>();
        for (var stored : node.registry().docket(docket))
            if (Cooperation.audience(folded, stored.digest()).contains(with.state())
                    && Cooperation.audience(folded, stored.digest()).contains(node.state()))
                shared.put(stored.digest(), stored.envelope());
        return shared;
    }
}
