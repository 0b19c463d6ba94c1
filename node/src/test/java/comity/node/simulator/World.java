package comity.node.simulator;

import comity.node.registry.Filing;
import comity.node.registry.StorageFailed;
import comity.node.timestamps.TrialAuthority;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.tlog.NoteKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens, in one thread, decided by one seed: a queue of events on a clock of its
 * own. For a while things go wrong; then everything is repaired, and what was promised must be
 * true.
 */
final class World {
    private static final Instant BEGINNING = comity.node.registry.Nation.NOON;
    private static final Duration TROUBLED = Duration.ofSeconds(100);

    /**
     * Between the rounds after the repair: what is told again, is so after an hour at the latest;
     * and where a clock was a day ahead, after a day.
     */
    private static final long[] PAUSES = {
        11_000, 11_000, 21_000, 41_000, 7_200_000, 11_000, 93_600_000, 11_000, 7_200_000, 11_000
    };

    private static final int DEEPEST = 2;
    private static final int LAST_LINES = 60;

    private final SplittableRandom random;
    private final Set<Mutant> mutants;
    private final Optional<TrialAuthority> authority;
    private final Network network = new Network(this);
    private final Watch watch = new Watch(this);
    private final Cases cases = new Cases(this);
    private final List<Node> nodes;
    private final List<LoneWitness> witnesses;
    private final List<Machine> machines;
    private final Map<String, Set<Digest>> roots;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final Set<String> busy = new HashSet<>();
    private final Map<Node, List<Disk.Copy>> backups = new HashMap<>();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private final Deque<String> said = new ArrayDeque<>();
    private Faults faults = Faults.NONE;
    private long time;
    private long numbers;
    private int depth;
    private long trace = 1;
    private int emergencies;
    private boolean repaired;

    private record Event(long at, long number, String who, Runnable what) {}

    /** An act whose author was not told what became of it. */
    private record Unanswered(Node node, Envelope act) {}

    /**
     * @param authority stamps checkpoints; empty while the world is founded
     */
    World(long seed, Set<Mutant> mutants, Optional<TrialAuthority> authority) {
        this.random = new SplittableRandom(seed);
        this.mutants = mutants;
        this.authority = authority;
        this.nodes =
                List.of(new Node(this, "xa", 1), new Node(this, "xb", 2), new Node(this, "xc", 3));
        this.witnesses = List.of(new LoneWitness(this, "w1"), new LoneWitness(this, "w2"));
        this.roots = Node.roots(nodes);
        this.machines =
                Stream.of(
                                nodes.stream(),
                                witnesses.stream(),
                                Stream.of(
                                        new Provider(this, "p1", nodes.get(1)),
                                        new StampingOffice(this, "t1", authority)))
                        .<Machine>flatMap(all -> all)
                        .toList();
        machines.forEach(network::join);
        nodes.forEach(node -> node.nation.reseed(random.nextLong()));
    }

    /** What came of one seed. */
    record Outcome(
            Optional<String> broken,
            long trace,
            int filed,
            int emergencies,
            List<String> lastLines) {}

    /** Lives through one seed. */
    static Outcome live(long seed, Set<Mutant> mutants, Beginning beginning) {
        var world = new World(seed, mutants, Optional.of(beginning.authority()));
        world.nodes.forEach(node -> node.disk().begin(beginning.disk(node.name())));
        world.live();
        return new Outcome(
                world.watch.broken(),
                world.trace,
                world.nodes.stream().mapToInt(node -> (int) node.log().size()).sum(),
                world.emergencies,
                List.copyOf(world.said));
    }

    private void live() {
        machines.forEach(Machine::start);
        nodes.forEach(watch::begins);
        faults = Faults.of(random);
        say(faults.toString());
        if (faults.wrongClocks()) machines.forEach(this::setWrong);
        every(3_500, "people", this::somebodyActs);
        every(20_000, "emergency", this::emergency);
        every(6_000, "weather", this::weather);
        every(12_000, "backups", this::backUp);
        var end = TROUBLED.toMillis();
        while (watch.broken().isEmpty() && !events.isEmpty() && events.peek().at() <= end)
            happens(events.remove());
        if (watch.broken().isEmpty()) repair();
    }

    private void happens(Event event) {
        time = Math.max(time, event.at());
        if (!busy.add(event.who())) {
            later(50, event.who(), event.what());
            return;
        }
        try {
            event.what().run();
        } catch (Died died) {
            // Whoever died is started again; nobody else's frame was above it.
            say(died.machine(), "is no more in " + event.who());
        } catch (RuntimeException e) {
            var where = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(where));
            watch.breaks(event.who() + " failed as nothing may: " + where);
        } finally {
            busy.remove(event.who());
        }
        for (var node : nodes) if (node.isUp()) watch.look(node);
    }

    /** Lets other things happen while somebody waits for an answer. */
    void meanwhile(long millis) {
        if (depth == DEEPEST) return;
        depth++;
        var until = time + millis;
        for (var count = 0; count < 6 && !events.isEmpty() && events.peek().at() <= until; count++)
            happens(events.remove());
        time = Math.max(time, until);
        depth--;
    }

    /** {@code what} happens once, {@code millis} from now. */
    void later(long millis, String who, Runnable what) {
        events.add(new Event(time + millis, numbers++, who, what));
    }

    private void every(long about, String who, Runnable what) {
        later(
                random.nextLong(about / 2, about * 3 / 2),
                who,
                () -> {
                    if (repaired) return;
                    every(about, who, what);
                    what.run();
                });
    }

    /** What a node does by itself, for as long as this life of it lasts. */
    void runs(Node node) {
        whileAlive(node, 400, node.name() + " committer", node::commitsOnce);
        whileAlive(node, 2_500, node.name() + " log", node::publishesOnce);
        if (authority.isPresent()) whileAlive(node, 30_000, node.name() + " stamps", node::stamps);
        for (var partner : node.outboxes())
            whileAlive(node, 5_000, node.name() + " to " + partner, () -> node.tell(partner));
        for (var witness : witnesses)
            whileAlive(
                    node,
                    15_000,
                    node.name() + " asks " + witness.name(),
                    () -> node.askWitness(witness.name()));
    }

    void runs(Provider provider) {
        whileAlive(provider, 8_000, provider.name(), provider::answersOrders);
    }

    private void whileAlive(Machine machine, long about, String who, Runnable what) {
        var life = machine.life();
        later(
                random.nextLong(about / 2, about * 3 / 2),
                who,
                () -> {
                    if (repaired || !machine.isUp() || machine.life() != life) return;
                    whileAlive(machine, about, who, what);
                    what.run();
                });
    }

    void startLater(Machine machine) {
        if (repaired) return;
        later(
                random.nextLong(200, 20_000),
                machine.name() + " start",
                () -> {
                    if (machine.isUp()) return;
                    if (machine instanceof Node node) maybeOlder(node);
                    machine.start();
                });
    }

    private void maybeOlder(Node node) {
        if (faults.olderDisk() && random.nextInt(4) == 0) olderDisk(node);
    }

    /** The database, the log's files, or both are those of a backup. One State's node is enough. */
    private void olderDisk(Node node) {
        var copies = backups.getOrDefault(node, List.of());
        if (copies.isEmpty() || nodes.stream().anyMatch(Node::hasOlderDisk)) return;
        var which = random.nextInt(4);
        node.disk().putBack(copies.get(random.nextInt(copies.size())), which != 0, which != 1);
        node.comesBackOlder();
        say(node, "comes back with an older disk");
    }

    private void backUp() {
        for (var node : nodes)
            backups.computeIfAbsent(node, _ -> new ArrayList<>()).add(node.disk().copy());
    }

    private void setWrong(Machine machine) {
        machine.setClock(
                Duration.ofMillis(
                        random.nextInt(3) == 0
                                ? random.nextLong(-86_400_000, 86_400_000)
                                : random.nextLong(-5_000, 5_000)));
    }

    /** Lines are cut and mended, machines switched off, clocks set. */
    private void weather() {
        if (happens(faults.cut())) {
            var one = any(machines);
            var other = any(machines);
            say(one, "is cut off from " + other.name());
            network.cut(one.name(), other.name());
            later(
                    random.nextLong(1_000, 90_000),
                    "mending",
                    () -> network.heal(one.name(), other.name()));
        }
        if (happens(faults.crash())) any(machines).fall(random.nextBoolean(), "is switched off");
        if (faults.wrongClocks() && random.nextInt(5) == 0) setWrong(any(machines));
        for (var node : nodes)
            if (node.isUp() && random.nextInt(3) == 0) node.database().awaitCommitUnderWay();
    }

    private <T> T any(List<? extends T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A person composes an act, and presents it at once or over what happened meanwhile. */
    private void somebodyActs() {
        Node node = any(nodes);
        if (!node.isUp()) return;
        try {
            cases.next(node).ifPresent(act -> presents(node, act));
        } catch (StorageFailed _) {
            // The page says so; the person tries again.
        }
    }

    private void presents(Node node, Envelope act) {
        if (random.nextInt(4) > 0) submits(node, act);
        else later(random.nextLong(10_000), "person", () -> submits(node, act));
        // Somebody who is not told within a while presents the same act again.
        if (random.nextInt(4) == 0)
            later(random.nextLong(20_000), "person again", () -> submits(node, act));
    }

    private void submits(Node node, Envelope act) {
        if (!node.isUp()) return;
        try {
            unanswered.add(new Unanswered(node, act));
            var told = !happens(faults.lost());
            node.submit(act)
                    .whenComplete(
                            (filing, failure) -> {
                                if (told && failure == null) isTold(node, act, filing);
                            });
        } catch (StorageFailed _) {
            // Not known: presented again at the end.
        }
    }

    private void isTold(Node node, Envelope act, @Nullable Filing filing) {
        unanswered.removeIf(one -> one.act() == act);
        if (filing instanceof Filing.Filed filed)
            watch.acknowledged(node, filed.digest(), filed.position());
        else say(node, "answers " + filing);
    }

    /** Whatever witnesses, partners and authorities do, what is urgent is filed. */
    private void emergency() {
        Node node = any(nodes);
        if (!node.isUp()) return;
        if (random.nextInt(3) == 0)
            for (var other : machines) network.cut(node.name(), other.name());
        try {
            var filing = node.registry().file(cases.urgent(node));
            // Others were before it in the queue: it is composed anew over what they said.
            if (filing instanceof Filing.Overtaken)
                filing = node.registry().file(cases.urgent(node));
            if (filing instanceof Filing.Filed filed) {
                emergencies++;
                watch.acknowledged(node, filed.digest(), filed.position());
            } else if (filing instanceof Filing.Rejected(var code, _, _)
                    && code.equals("node.behind")) {
                say(node, "only reads");
            } else {
                watch.breaks(node.name() + " stopped an emergency: " + filing);
            }
        } catch (StorageFailed _) {
            say(node, "could not write at once");
        }
        later(
                random.nextLong(1_000, 30_000),
                "mending",
                () -> {
                    for (var other : machines) network.heal(node.name(), other.name());
                });
    }

    /** Faults end, everybody is started, and what is left to say is said. */
    private void repair() {
        say("everything is repaired");
        var older = faults.olderDisk();
        faults = Faults.NONE;
        repaired = true;
        network.healAll();
        var restarted = random.nextBoolean();
        for (var machine : machines) {
            machine.setClock(Duration.ZERO);
            if (machine.isUp() && (restarted || machine instanceof Node node && node.isBroken()))
                machine.fall(restarted, "is started again");
        }
        events.clear();
        witnesses.stream().filter(one -> !one.isUp()).forEach(Machine::start);
        if (older) {
            Node node = any(nodes);
            node.fall(true, "is switched off");
            olderDisk(node);
        }
        guarded(() -> machines.stream().filter(one -> !one.isUp()).forEach(Machine::start));
        events.clear();
        guarded(this::presentAgain);
        for (var pause : PAUSES) {
            time += pause;
            guarded(this::goRound);
            if (watch.broken().isPresent() || watch.isSettled(nodes)) break;
        }
        if (watch.broken().isEmpty()) guarded(() -> watch.end(nodes));
    }

    private void guarded(Runnable what) {
        happens(new Event(time, numbers++, "the end", what));
    }

    private void presentAgain() {
        for (var one : List.copyOf(unanswered)) {
            var filing = one.node().registry().file(one.act());
            say(one.node(), "answers at last " + filing);
            if (filing instanceof Filing.Filed filed)
                watch.acknowledged(one.node(), filed.digest(), filed.position());
        }
    }

    private void goRound() {
        for (var node : nodes) {
            while (node.commitsOnce()) say(node, "commits");
            while (node.publishesOnce()) say(node, "publishes");
            node.outboxes().forEach(node::tell);
        }
        for (var node : nodes) {
            while (node.commitsOnce()) say(node, "commits");
            while (node.publishesOnce()) say(node, "publishes");
            witnesses.forEach(witness -> node.askWitness(witness.name()));
            node.stamps();
        }
    }

    Optional<TrialAuthority> authority() {
        return authority;
    }

    boolean happens(int chance) {
        return chance > 0 && random.nextInt(Faults.ALWAYS) < chance;
    }

    void say(Machine machine, String what) {
        say(machine.name() + " " + what);
    }

    void say(String what) {
        var line = time + " " + what;
        for (var i = 0; i < line.length(); i++) trace = trace * 31 + line.charAt(i);
        said.add(line);
        if (said.size() > LAST_LINES) said.remove();
    }

    Instant now() {
        return BEGINNING.plusMillis(time);
    }

    RandomGenerator random() {
        return random;
    }

    Faults faults() {
        return faults;
    }

    Set<Mutant> mutants() {
        return mutants;
    }

    Network network() {
        return network;
    }

    Watch watch() {
        return watch;
    }

    Cases cases() {
        return cases;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<LoneWitness> witnesses() {
        return witnesses;
    }

    List<Node> partners(Node node) {
        return nodes.stream().filter(other -> other != node).toList();
    }

    Optional<Node> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    Set<Digest> roots(String state) {
        return roots.getOrDefault(state, Set.of());
    }

    /** Whose cosignature makes a checkpoint of this node's log witnessed: one of them suffices. */
    List<NoteKeys> cosigners(Node node) {
        return Stream.concat(
                        witnesses.stream().map(witness -> witness.keys.keys()),
                        partners(node).stream().map(partner -> partner.witnessKey.keys()))
                .toList();
    }
}
