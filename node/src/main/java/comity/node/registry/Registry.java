package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.record.act.Receipt;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Profile;
import comity.treaty.rules.Profiles;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * The one door: {@code file(signed act)} verifies, rules and inserts. Checks that need nothing but
 * the act and the directory run in the caller's thread, many at once; the ruling, which needs the
 * docket as it stands, runs in the one {@link Committer}.
 */
public final class Registry implements AutoCloseable {
    private final String state;
    private final InstantSource clock;
    private final Acts acts;
    private final Checkpoints checkpoints;
    private final Trust trust;
    private final Dockets dockets;
    private final Committer committer;

    /**
     * @param state the State whose node this is
     * @param database connections in the application's role
     * @param roots the root keys given by another path: our own and our partners'
     * @param gone what to do when the database left a commit in doubt that could not be resolved:
     *     end the process
     */
    public Registry(
            String state,
            DataSource database,
            InstantSource clock,
            RandomGenerator random,
            Function<String, Optional<Directory.Root>> roots,
            Runnable gone) {
        this.state = state;
        this.clock = clock;
        this.acts = new Acts(database);
        this.checkpoints = new Checkpoints(database);
        this.trust = new Trust(roots);
        acts.ofKind(Directory.KIND).forEach(stored -> trust.learnDirectory(stored.envelope()));
        acts.ofKind(Profile.KIND).forEach(stored -> trust.learnProfile(stored.envelope()));
        this.dockets = new Dockets(acts);
        this.committer =
                new Committer(
                        state,
                        acts,
                        new Parked(database, clock),
                        trust,
                        dockets,
                        clock,
                        random,
                        gone);
    }

    /**
     * Files an act of this State. It must have seen exactly what {@link #seenFor} says, or it is
     * overtaken.
     */
    public Filing file(Envelope act) {
        if (!act.header().author().state().equals(state))
            return new Filing.Rejected(
                    "author.of-another-state", Map.of("state", act.header().author().state()));
        return present(act, Set.of(), true);
    }

    /**
     * Files an act of another State, under the same checks.
     *
     * @param internal which of the digests in {@code seen} the sender keeps to itself
     */
    public Filing receive(Envelope act, Set<Digest> internal) {
        if (act.header().author().state().equals(state)) {
            return acts.byDigest(act.digest())
                    .<Filing>map(stored -> new Filing.Filed(stored.digest(), stored.position()))
                    .orElse(new Filing.Rejected("author.is-this-state", Map.of("state", state)));
        }
        return present(act, internal, false);
    }

    private Filing present(Envelope act, Set<Digest> internal, boolean own) {
        var objection = objection(act);
        return objection.isPresent()
                ? objection.get()
                : committer.file(new Committer.Presented(act, internal, own));
    }

    /** Everything that can be said against an act without looking at its docket. */
    private Optional<Filing> objection(Envelope act) {
        var header = act.header();
        var expected =
                switch (header.kind()) {
                    case Cooperation.KIND -> Set.copyOf(Cooperation.SECTIONS);
                    case Directory.KIND -> Set.of(Directory.SECTION);
                    case Profile.KIND -> Set.of(Profile.SECTION);
                    default -> Set.<String>of();
                };
        if (expected.isEmpty())
            return Optional.of(new Filing.Rejected("kind.unknown", Map.of("kind", header.kind())));
        if (!header.sections().keySet().equals(expected))
            return Optional.of(
                    new Filing.Rejected("act.malformed", Map.of("part", "header.sections")));
        if (header.kind().equals(Directory.KIND))
            return acts.byDigest(act.digest()).isPresent()
                    ? Optional.empty()
                    : trust.objection(act).map(Filing.class::cast);
        if (header.kind().equals(Cooperation.KIND)
                && Cooperation.personal(header.type())
                && act.personal().isEmpty()) {
            return Optional.of(
                    new Filing.Rejected("passkey.missing", Map.of("type", header.type())));
        }
        return switch (trust.directories().signatory(act, Interval.at(clock.instant()))) {
            case Directories.Signatory.Authentic() -> Optional.empty();
            case Directories.Signatory.Refused(var code) ->
                    Optional.of(
                            new Filing.Rejected(
                                    code, Map.of("authority", header.author().authority())));
            case Directories.Signatory.Uncertain(var code) ->
                    Optional.of(
                            new Filing.Rejected(
                                    code, Map.of("authority", header.author().authority())));
        };
    }

    /**
     * What the next act of this State on {@code docket} must name in {@code seen}
     * (docs/decisions/0003).
     */
    public SortedSet<Digest> seenFor(UUID docket) {
        return dockets.of(docket).seenBy(state);
    }

    /** The docket as this node holds it, folded. */
    public Docket read(UUID docket) {
        return dockets.of(docket).docket();
    }

    /** A docket's acts as filed, oldest first. */
    public List<Stored> docket(UUID docket) {
        return acts.ofDocket(docket);
    }

    /** The cooperation dockets, latest filing first. */
    public List<UUID> dockets() {
        return acts.dockets(Cooperation.KIND);
    }

    /** The acts of a kind, oldest first: directories and profiles for whoever must show them. */
    public List<Stored> ofKind(String kind) {
        return acts.ofKind(kind);
    }

    public Optional<Stored> act(Digest digest) {
        return acts.byDigest(digest);
    }

    /**
     * At most {@code limit} acts from position {@code from} on: what log, courier and projections
     * follow.
     */
    public List<Stored> tail(long from, int limit) {
        return acts.tail(from, limit);
    }

    /** How many acts are filed; the next position. */
    public long size() {
        return committer.size();
    }

    public Directories directories() {
        return trust.directories();
    }

    /** The newest profiles held of {@code states}. */
    public Profiles profiles(Set<String> states) {
        return trust.profiles(states);
    }

    /**
     * Calls {@code listener} after each commit, from the committer's thread: it must only wake
     * somebody up.
     */
    public void onCommit(Runnable listener) {
        committer.onCommit(listener);
    }

    /** Keeps an operator's receipt beside its act. */
    public void keepReceipt(Digest digest, Receipt receipt) {
        acts.keep(digest, receipt);
    }

    /** Keeps another operator's newest checkpoint, for {@code after} in the acts to come. */
    public void keepCheckpoint(String origin, long size, String note) {
        checkpoints.keep(origin, size, note);
    }

    /** The newest checkpoint of another operator; empty if none is known. */
    public Optional<String> foreignCheckpoint() {
        return checkpoints.newest();
    }

    /** The newest checkpoint that {@code origin} gave us. */
    public Optional<String> checkpointOf(String origin) {
        return checkpoints.of(origin);
    }

    @Override
    public void close() {
        committer.close();
    }
}
