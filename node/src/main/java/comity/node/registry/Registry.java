package comity.node.registry;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Loss;
import comity.record.act.Receipt;
import comity.record.act.Roll;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.register.Register;
import comity.treaty.rules.Openings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one door: {@code file(signed act)} verifies, rules and inserts. What needs only the act and
 * the directories is checked in the caller's thread, many at once; the ruling, which needs the
 * docket as it stands, and the insert are the one {@link Committer}'s.
 */
public final class Registry implements AutoCloseable {
    private static final int MOST_RECEIPTS_OF_ONE_ORIGIN = 8;

    private final String state;
    private final Ledger acts;
    private final Examination examination;
    private final Dockets dockets;
    private final Committer committer;
    private final Checkpoints checkpoints;
    private final Intruders intruders;

    /** Where this process is one of several on its database. */
    private @Nullable Together together;

    private volatile @Nullable String suspended;

    private Registry(
            String state,
            Ledger acts,
            Examination examination,
            Dockets dockets,
            Committer committer,
            Checkpoints checkpoints,
            Intruders intruders) {
        this.state = state;
        this.acts = acts;
        this.examination = examination;
        this.dockets = dockets;
        this.committer = committer;
        this.checkpoints = checkpoints;
        this.intruders = intruders;
    }

    /**
     * Opens the registry of {@code state} on its database, and rebuilds from the acts whom it
     * trusts.
     *
     * @param database connections in the application's role
     * @param sealing opens and seals what acts say
     * @param roots fingerprints of roots given by another path than the directories: our own, our
     *     partners'
     * @param gone called when nothing more may be written: whoever started the process ends it
     */
    public static Registry open(
            String state,
            DataSource database,
            Sealing sealing,
            Function<String, Set<Digest>> roots,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        var ledger = new Acts(database, sealing);
        var registry = open(state, ledger, sealing, roots, clock, random, gone);
        registry.committer.start();
        return registry;
    }

    /**
     * The same as one of several processes of this node on one database. One of them numbers the
     * acts; it is the first, and when it ends another. All file, read and answer alike.
     *
     * @param gone called also when another process took this one's place
     */
    public static Registry openTogether(
            String state,
            DataSource database,
            Sealing sealing,
            Function<String, Set<Digest>> roots,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        var ledger = new Acts(database, sealing);
        var registry = assembled(state, ledger, sealing, roots, clock, random, gone);
        var process = new UUID(random.nextLong(), random.nextLong());
        registry.committer.stepBack(process);
        var together =
                new Together(
                        process,
                        registry.committer,
                        registry.checkpoints,
                        new Handover(database, sealing),
                        registry.new Door(),
                        gone);
        registry.together = together;
        registry.checkpoints.load();
        together.start();
        return registry;
    }

    /** What the other processes hand over comes in here, and is checked like anything else. */
    private final class Door implements Together.Door {
        @Override
        public CompletableFuture<Filing> queue(Envelope act, Set<Digest> internal, boolean own)
                throws InterruptedException {
            return Registry.this.queue(act, internal, own);
        }

        @Override
        public void suspended(Optional<String> code) {
            suspended = code.orElse(null);
        }

        @Override
        public Filing foretold(Envelope act, Set<Digest> internal, boolean own) {
            var trust = committer.trust();
            return atOnce(act, trust)
                    .orElseGet(() -> committer.foretold(new Presented(act, internal, own, trust)));
        }
    }

    /** The same on any ledger; whoever files drives the committer. */
    static Registry open(
            String state,
            Ledger acts,
            Sealing sealing,
            Function<String, Set<Digest>> roots,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        var registry = assembled(state, acts, sealing, roots, clock, random, gone);
        registry.committer.open();
        registry.checkpoints.load();
        return registry;
    }

    /** Trusts what the acts say that are there now; the committer takes over what comes later. */
    private static Registry assembled(
            String state,
            Ledger acts,
            Sealing sealing,
            Function<String, Set<Digest>> roots,
            InstantSource clock,
            RandomGenerator random,
            Runnable gone) {
        var from = acts.size();
        var trust = Trust.NONE;
        for (var kind : List.of(Directory.KIND, Profile.KIND, Roll.KIND))
            for (var stored : acts.ofKind(kind))
                if (stored.position() < from) trust = trust.with(stored.envelope());
        var dockets = new Dockets(acts);
        var examination = new Examination(state, roots, clock);
        var trusted = new AtomicReference<>(trust);
        var intruders = new Intruders(acts, examination, trusted::get);
        var committer =
                new Committer(
                        state,
                        acts,
                        sealing,
                        dockets,
                        examination,
                        from,
                        trust,
                        intruders,
                        clock,
                        random,
                        gone);
        committer.onCommit(() -> trusted.set(committer.trust()));
        var checkpoints = new Checkpoints(acts, () -> committer.trust().directories());
        return new Registry(state, acts, examination, dockets, committer, checkpoints, intruders);
    }

    /**
     * Files an act of this State. It must have seen exactly what {@link #seenFor} says, or it is
     * overtaken.
     */
    public Filing file(Envelope act) {
        return act.header().author().state().equals(state)
                ? present(act, Set.of(), true)
                : Filing.Rejected.of("author.of-another-state");
    }

    /**
     * Files an act of another State, under the same checks.
     *
     * @param internal which of the digests in {@code seen} the sender keeps to itself
     */
    public Filing receive(Envelope act, Set<Digest> internal) {
        if (!act.header().author().state().equals(state))
            return present(act, Set.copyOf(internal), false);
        // Our own act, come back: known, or forged.
        return filed(act.digest()).orElseGet(() -> Filing.Rejected.of("author.is-this-state"));
    }

    /** From now on the door asks {@code people} before it takes the second of two steps. */
    public void knows(Strangers people) {
        committer.knows(people);
    }

    /** From now on the door asks {@code later} which dockets follow from one. */
    public void links(Function<UUID, List<UUID>> later) {
        committer.links(later);
    }

    /** Why {@code act} may not be this person's step, as the door will say; else empty. */
    public Optional<Filing.Rejected> notStrangers(Envelope act) {
        level();
        return committer.notStrangers(act, dockets.of(act.header().docket()));
    }

    /**
     * From now on nothing is filed, and everything is read as before: an old state of this node is
     * running.
     *
     * @param code why, as the message bundles know it
     */
    public void suspend(String code) {
        suspended = code;
        if (together != null && together.leads()) together.suspend(code);
    }

    /** Whether an old state of this node is running, as far as this process knows. */
    public boolean isSuspended() {
        return suspended != null;
    }

    private Filing present(Envelope act, Set<Digest> internal, boolean own) {
        level();
        var trust = committer.trust();
        var others = together;
        return atOnce(act, trust)
                .orElseGet(
                        () ->
                                others == null || others.leads()
                                        ? committer.file(new Presented(act, internal, own, trust))
                                        : others.handOver(act, internal, own));
    }

    /** Where another process numbers the acts: what it has committed by now is known here too. */
    private void level() {
        if (together != null) together.catchUp();
    }

    /**
     * Whether this process numbers the acts, and so is the one that publishes, delivers and keeps
     * time for all; true where it is the only one.
     */
    public boolean leads() {
        var others = together;
        return others == null || others.leads();
    }

    /** Whether no other process of this node works on the same database. */
    public boolean isAlone() {
        return together == null;
    }

    /** Runs {@code work} once this process leads: now, when it is elected, or never. */
    public void whenElected(Runnable work) {
        if (together == null) work.run();
        else together.whenElected(work);
    }

    /** An act of this State, whose turn comes when somebody drives the committer. */
    CompletableFuture<Filing> queue(Envelope act) throws InterruptedException {
        return queue(act, Set.of(), true);
    }

    private CompletableFuture<Filing> queue(Envelope act, Set<Digest> internal, boolean own)
            throws InterruptedException {
        var trust = committer.trust();
        var settled = atOnce(act, trust);
        return settled.isPresent()
                ? CompletableFuture.completedFuture(settled.get())
                : committer.queue(new Presented(act, internal, own, trust));
    }

    /** One turn of the committer; false if nothing waited for it. */
    boolean step() {
        return committer.step();
    }

    /** What is answered without the docket. */
    private Optional<Filing> atOnce(Envelope act, Trust trust) {
        var why = suspended;
        if (why != null) return filed(act.digest()).or(() -> Optional.of(Filing.Rejected.of(why)));
        // What is filed stays filed, also when its key has ended since.
        return examination
                .objection(act, trust)
                .map(objection -> filed(act.digest()).orElse(objection));
    }

    private Optional<Filing> filed(Digest digest) {
        return acts.leaf(digest).map(leaf -> new Filing.Filed(digest, leaf.position()));
    }

    /** What the next act of this State on {@code docket} must name (docs/decisions/0003). */
    public SortedSet<Digest> seenFor(UUID docket) {
        level();
        return dockets.of(docket).seenBy(state);
    }

    /**
     * Digests that parked acts of {@code author} have seen and that are not here, at most {@code
     * limit}: what to ask that State for.
     */
    public List<Digest> missing(String author, int limit) {
        return acts.missing(author, limit);
    }

    /** The docket as this node holds it, folded. */
    public Docket read(UUID docket) {
        level();
        return dockets.of(docket).docket();
    }

    /** A docket's acts as filed, oldest first, with their receipts. */
    public List<Stored> docket(UUID docket) {
        return acts.ofDocket(docket);
    }

    /** The cooperation dockets, the one with the latest filing first. */
    public List<UUID> dockets() {
        return acts.dockets(Cooperation.KIND);
    }

    /** All acts of a kind, oldest first: the directories and profiles, for a case file. */
    public List<Stored> ofKind(String kind) {
        return acts.ofKind(kind);
    }

    /** The acts by which oversight bodies open, filed after {@code since}, oldest first. */
    public List<Stored> openings(Instant since) {
        level();
        return acts.openings(since);
    }

    /** How many more openings {@code person} may propose at {@code now}. */
    public long openingsLeft(String person, Instant now) {
        level();
        return Math.max(
                0,
                Openings.MOST_PROPOSALS - new OpeningQuota(acts).proposed(person, List.of(), now));
    }

    public Optional<Stored> act(Digest digest) {
        return acts.byDigest(digest);
    }

    /** At most {@code limit} acts from {@code from} on: what log, courier, projections follow. */
    public List<Stored> tail(long from, int limit) {
        return acts.tail(from, limit);
    }

    /** The same acts, as the log sees them. */
    public List<Leaf> leaves(long from, int limit) {
        return acts.leaves(from, limit);
    }

    /** The hashes of the log's leaves from {@code from} on, those of lost acts among them. */
    public List<byte[]> leafHashes(long from, int limit) {
        return acts.leafHashes(from, limit);
    }

    /** The places of the log whose acts were lost, as runs of neighbours. */
    public List<Loss.Places> lost() {
        var runs = new ArrayList<Loss.Places>();
        for (var position : acts.lost()) {
            if (!runs.isEmpty() && runs.getLast().to() == position)
                runs.add(new Loss.Places(runs.removeLast().from(), position + 1));
            else runs.add(new Loss.Places(position, position + 1));
        }
        return runs;
    }

    /**
     * A receipt of another operator's log, with its act's digest.
     *
     * @param number grows with each that is kept
     */
    public record KeptReceipt(long number, Digest act, Receipt receipt) {}

    /** At most {@code limit} receipts of the log {@code origin}, kept after {@code after}. */
    public List<KeptReceipt> receiptsOf(String origin, long after, int limit) {
        return acts.receiptsOf(origin, after, limit).stream()
                .map(kept -> new KeptReceipt(kept.number(), kept.act(), kept.receipt()))
                .toList();
    }

    public Optional<Leaf> leaf(Digest act) {
        return acts.leaf(act);
    }

    /**
     * Rows in the act table that did not come through the door, as far as noticed; for operators.
     */
    public List<String> intruders() {
        return intruders.named();
    }

    /** How many acts are filed; the next position. */
    public long size() {
        return committer.size();
    }

    /** Calls {@code listener} after each commit, from the committer: it only wakes somebody up. */
    public void onCommit(Runnable listener) {
        committer.onCommit(listener);
    }

    public Directories directories() {
        return committer.trust().directories();
    }

    /** A State's directory as the holders of its root approved it, without its registrar's roll. */
    public Optional<Directory> signedDirectory(String publisher) {
        return committer.trust().signed(publisher);
    }

    /**
     * The act of a State's newest directory, with its holders' approvals and nobody's name: what
     * files carry by which its keys are known offline. Statements about partners lie on the same
     * docket, and are no directory.
     */
    public Envelope directoryAct(String publisher) {
        return docket(docketOf(Directory.KIND, publisher).orElseThrow()).stream()
                .map(Stored::envelope)
                .filter(act -> act.header().type().equals(Directory.TYPE))
                .reduce((_, last) -> last)
                .map(act -> act.withholding(ApprovedDirectory::isPart).with(List.of()))
                .orElseThrow();
    }

    /** What a State's registrar has entered about its persons and their signing page. */
    public Roll roll(String publisher) {
        return committer.trust().roll(publisher);
    }

    /** Why this State has suspended {@code partner}; empty if it has not. */
    public Optional<String> suspended(String partner) {
        return committer.trust().suspended(state, partner);
    }

    /** The newest profiles held of {@code states}. */
    public Profiles profiles(Set<String> states) {
        return committer.trust().profiles(states);
    }

    /** The register of laws: what was collected, and what States enacted since. */
    public Register provisions() {
        return committer.trust().provisions();
    }

    /** The docket on which a State publishes its acts of a kind. */
    public Optional<UUID> docketOf(String kind, String publisher) {
        return committer.trust().docketOf(kind, publisher);
    }

    /**
     * Keeps an operator's receipt beside its act.
     *
     * @return false if the act is not here, or the receipt does not prove what it says
     */
    public boolean keepReceipt(Digest digest, Receipt receipt) {
        if (acts.leaf(digest).isEmpty() || !proves(receipt, digest)) return false;
        acts.keep(digest, receipt, MOST_RECEIPTS_OF_ONE_ORIGIN);
        return true;
    }

    private boolean proves(Receipt receipt, Digest act) {
        var key =
                directories().byState().values().stream()
                        .filter(directory -> directory.logOrigin().equals(receipt.origin()))
                        .findFirst()
                        .map(directory -> NoteKeys.of(directory.log().keys()));
        try {
            var proof = TlogProof.parse(receipt.proof());
            return key.filter(log -> proof.proves(receipt.commitment(act), log)).isPresent();
        } catch (MalformedNote _) {
            return false;
        }
    }

    /**
     * Keeps another operator's checkpoint, for {@code after} in the acts to come.
     *
     * @return false if it is not signed by that operator's log and cosigned by its operator
     */
    public boolean keepCheckpoint(String origin, String note) {
        return checkpoints.keep(origin, note);
    }

    /** The newest checkpoint of another operator, cosigned by it; empty if none is known. */
    public Optional<String> foreignCheckpoint() {
        return checkpoints.newest();
    }

    /** The newest checkpoint that {@code origin} gave us. */
    public Optional<String> checkpointOf(String origin) {
        return checkpoints.of(origin);
    }

    /** Content of these dockets was erased: they are read anew from the table. */
    public void forget(Set<UUID> erased) {
        dockets.forget(erased);
    }

    /** Another process erased something: everything is read anew from the table. */
    public void forgetAll() {
        dockets.forgetAll();
    }

    @Override
    public void close() {
        if (together != null) together.close();
        committer.close();
    }
}
