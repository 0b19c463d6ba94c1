package comity.node.simulator;

import comity.node.courier.SimulatedCourier;
import comity.node.publication.Asking;
import comity.node.publication.LogSigner;
import comity.node.publication.Publication;
import comity.node.publication.SimulatedLog;
import comity.node.registry.Filing;
import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.node.registry.SimulatedLedger;
import comity.node.registry.StorageFailed;
import comity.node.timestamps.SimulatedStamps;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One State's node: its door, log, witness and courier, put together anew at every start. */
final class Node extends Machine {
    final Nation nation;
    final OneKey logKey;
    final OneKey witnessKey;

    private @Nullable Running running;

    /** It came back with an older disk: what was lost with that is known, and no fault of its. */
    private boolean olderDisk;

    /** The longest of its own checkpoints that anybody showed it in this life. */
    private long shown;

    private record Running(
            Database database,
            Registry registry,
            Publication log,
            SimulatedCourier courier,
            Map<String, Runnable> outboxes,
            Map<String, Asking> witnesses,
            Optional<SimulatedStamps> stamps) {}

    Node(World world, String name, long keys) {
        super(world, name);
        this.nation = new Nation(name.toUpperCase(Locale.ROOT), keys);
        this.logKey = OneKey.of("log." + name + ".example", nation.logSecret);
        this.witnessKey = OneKey.of("witness." + name + ".example", nation.witnessSecret);
    }

    String state() {
        return nation.state;
    }

    @Override
    void boot() {
        shown = 0;
        try {
            running = assembled();
        } catch (StorageFailed e) {
            fall(false, "cannot read its database and ends itself");
            return;
        }
        world.watch().restarted(this);
        world.runs(this);
    }

    private Running assembled() {
        var mutants = world.mutants();
        var database = new Database(this, !mutants.contains(Mutant.SKIPS_THE_SYNC_OF_A_COMMIT));
        var registry =
                new SimulatedLedger(database, mutants)
                        .open(state(), world::roots, clock(), world.random(), this::end);
        var line = new Line(world.network(), this, false);
        var places = new TreeMap<String, String>();
        for (var witness : world.witnesses())
            places.put(witness.name(), "http://" + witness.name() + ".example");
        for (var partner : world.partners(this))
            places.put(partner.name(), "https://" + partner.name() + ".example/federation");
        var showing = new Line(world.network(), this, true).showing(this::shown);
        var holders = new ArrayList<Asking>();
        places.forEach((name, place) -> holders.add(SimulatedLog.asking(showing, place, name)));
        var log =
                SimulatedLog.open(
                        registry,
                        signer(database),
                        database,
                        disk(),
                        mutants,
                        () -> world.cosigners(this),
                        holders,
                        clock(),
                        this::end);
        var witnessing =
                SimulatedLog.witnessing(
                        witnessKey::sign,
                        registry,
                        database,
                        mutants,
                        clock(),
                        () -> log.behind().isPresent(),
                        (origin, note) -> world.watch().cosigned(this, origin, note));
        var outboxes = new TreeMap<String, Runnable>();
        for (var partner : world.partners(this))
            outboxes.put(
                    partner.name(),
                    SimulatedCourier.outbox(
                            state(),
                            partner.state(),
                            "https://" + partner.name() + ".example",
                            registry,
                            log,
                            database,
                            mutants,
                            line,
                            clock(),
                            world.random()));
        var witnesses = new TreeMap<String, Asking>();
        for (var witness : world.witnesses())
            witnesses.put(
                    witness.name(),
                    SimulatedLog.asking(line, places.get(witness.name()), witness.name()));
        return new Running(
                database,
                registry,
                log,
                new SimulatedCourier(registry, log, witnessing, clock()),
                outboxes,
                witnesses,
                world.authority()
                        .map(
                                authority ->
                                        new SimulatedStamps(
                                                log::checkpoint,
                                                authority,
                                                line,
                                                URI.create("http://t1.example/stamp"),
                                                database,
                                                clock(),
                                                world.random())));
    }

    /** Signs, and has what it signs looked at. */
    private LogSigner signer(Database database) {
        var life = life();
        return new LogSigner() {
            @Override
            public NoteKeys logKeys() {
                return logKey.keys();
            }

            @Override
            public NoteKeys witnessKeys() {
                return witnessKey.keys();
            }

            @Override
            public List<Note.Signature> signCheckpoint(String text, Instant time) {
                mustLive(life);
                world.watch().signs(Node.this, text, SimulatedLedger.truth(database));
                return logKey.sign(text, time);
            }

            @Override
            public List<Note.Signature> cosign(String text, Instant time) {
                return witnessKey.sign(text, time);
            }
        };
    }

    private void shown(byte[] body) {
        try {
            var note = Note.parse(new String(body, StandardCharsets.UTF_8));
            shown = Math.max(shown, SimulatedLog.size(note));
        } catch (MalformedNote e) {
            throw new IllegalStateException("a holder shows what is no note", e);
        }
    }

    long shown() {
        return shown;
    }

    private Running running() {
        return Objects.requireNonNull(running);
    }

    Registry registry() {
        return running().registry();
    }

    Publication log() {
        return running().log();
    }

    Database database() {
        return running().database();
    }

    Set<String> outboxes() {
        return running().outboxes().keySet();
    }

    /** One round with one partner. */
    void tell(String partner) {
        running().outboxes().get(partner).run();
    }

    /** Has one witness cosign. */
    void askWitness(String witness) {
        var known =
                world.witnesses().stream()
                        .filter(one -> one.name().equals(witness))
                        .findFirst()
                        .orElseThrow();
        try {
            SimulatedLog.ask(running().witnesses().get(witness), log(), List.of(known.keys.key()));
        } catch (IOException | RuntimeException _) {
            // It is asked again.
        }
    }

    /** Has the newest checkpoint stamped; an answer that does not count is nobody's doing here. */
    void stamps() {
        running()
                .stamps()
                .flatMap(SimulatedStamps::once)
                .ifPresent(why -> world.watch().breaks(name() + " was stamped wrongly: " + why));
    }

    /** How many acts are under a timestamp. */
    long stamped() {
        return running().stamps().map(SimulatedStamps::newest).orElse(0L);
    }

    /** Presents an act of this State, as a person's browser does. */
    CompletableFuture<Filing> submit(Envelope act) {
        return SimulatedLedger.queue(registry(), act);
    }

    /** Its database's disk has failed: it answers nothing any more. */
    boolean isBroken() {
        return database().hasFailed();
    }

    boolean commitsOnce() {
        return SimulatedLedger.step(registry());
    }

    boolean publishesOnce() {
        return SimulatedLog.step(log());
    }

    void comesBackOlder() {
        olderDisk = true;
    }

    boolean hasOlderDisk() {
        return olderDisk;
    }

    @Override
    Answer answer(String from, String method, String path, byte[] body) {
        if (path.equals("/provider/acts")) return filed(body);
        var peer = world.node(from).orElseThrow().state();
        try {
            var said = running().courier().answer(method, path, body, peer);
            return new Answer(
                    said.getStatusCode().value(),
                    Optional.ofNullable(said.getBody()).orElse(new byte[0]));
        } catch (StorageFailed _) {
            return new Answer(500, new byte[0]);
        }
    }

    /** The provider's portal: 200 if the act is filed now, 409 if it has to be made anew. */
    private Answer filed(byte[] body) {
        try {
            var act = Envelope.of(body);
            var filing = registry().file(act);
            if (filing instanceof Filing.Filed filed)
                world.watch().acknowledged(this, act.digest(), filed.position());
            return new Answer(filing instanceof Filing.Filed ? 200 : 409, new byte[0]);
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("the provider sends acts", e);
        } catch (StorageFailed _) {
            return new Answer(503, new byte[0]);
        }
    }

    /** The root that this node was given of a State by another path. */
    static Map<String, Set<Digest>> roots(List<Node> nodes) {
        var roots = new HashMap<String, Set<Digest>>();
        nodes.forEach(node -> roots.put(node.state(), Set.of(node.nation.root().fingerprint())));
        return roots;
    }
}
