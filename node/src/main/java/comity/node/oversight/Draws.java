package comity.node.oversight;

import comity.node.frame.Again;
import comity.node.frame.NotDone;
import comity.node.frame.Refused;
import comity.node.identity.Keystore;
import comity.node.identity.OfficeActs;
import comity.node.identity.Officer;
import comity.node.oversight.DrawsView.Asked;
import comity.node.oversight.DrawsView.One;
import comity.node.oversight.DrawsView.Row;
import comity.node.oversight.DrawsView.Stage;
import comity.node.publication.LogAway;
import comity.node.publication.Publication;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.Receipt;
import comity.record.draw.Commitment;
import comity.record.draw.Draw;
import comity.record.draw.Draw.Type;
import comity.record.draw.DrawFile;
import comity.record.draw.Frame;
import comity.record.draw.Settlement;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.TlogProof;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Draws samples of dockets so that nobody steers them (docs/decisions/0120): the body commits to
 * its candidates and to a secret that this node does not know; a witness of another operator then
 * signs; both together decide. The node takes the first checkpoint that the witness signed, so the
 * body does not choose; and the node does not know the secret, so it cannot choose for it.
 */
final class Draws implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Registry registry;
    private final Publication publication;
    private final Keystore keys;
    private final OfficeActs acts;
    private final Candidates candidates;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Again again;

    Draws(
            Registry registry,
            Publication publication,
            Keystore keys,
            OfficeActs acts,
            Candidates candidates,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.publication = publication;
        this.keys = keys;
        this.acts = acts;
        this.candidates = candidates;
        this.clock = clock;
        this.random = random;
        this.again = new Again("draws", PAUSE, candidates::step);
    }

    void start() {
        registry.onCommit(again::wake);
        again.start();
    }

    /**
     * What an inspector asks for.
     *
     * @param seed the digest of a secret that stays with the inspector
     */
    record Written(
            String direction,
            String partner,
            String measure,
            String urgency,
            String from,
            String until,
            String sample,
            String seed) {}

    /** A draw as its acts have it. */
    private record Standing(UUID docket, Stored first, Commitment committed, List<Stored> acts) {
        Optional<Envelope> act(Type type) {
            return acts.stream()
                    .map(Stored::envelope)
                    .filter(act -> Draw.type(act).filter(type::equals).isPresent())
                    .findFirst();
        }

        boolean isOpen() {
            return act(Type.SETTLE).isEmpty() && act(Type.ABANDON).isEmpty();
        }
    }

    DrawsView view() {
        level();
        var standing = standing();
        return new DrawsView(
                standing.reversed().stream().map(this::row).toList(),
                hindrance(standing).orElse(""),
                publication.witness().map(key -> key.name()).orElse(""),
                candidates.partners(),
                Query.measures());
    }

    private Optional<String> hindrance(List<Standing> standing) {
        if (standing.stream().anyMatch(Standing::isOpen)) return Optional.of("open");
        return publication.witness().isEmpty() ? Optional.of("no-witness") : Optional.empty();
    }

    /** Of these dockets those that say what they bind the body to, the first begun first. */
    private List<Standing> standing() {
        return candidates.draws().stream().flatMap(docket -> standing(docket).stream()).toList();
    }

    private Optional<Standing> standing(UUID docket) {
        var acts = registry.docket(docket);
        return acts.stream()
                .findFirst()
                .flatMap(
                        first ->
                                Commitment.of(first.envelope())
                                        .map(said -> new Standing(docket, first, said, acts)));
    }

    private Row row(Standing draw) {
        var held = held(draw);
        return new Row(
                draw.docket(),
                draw.committed().number(),
                draw.first().envelope().header().at(),
                stage(draw, held),
                draw.committed().query().members().keySet().stream()
                        .map(
                                name ->
                                        new Asked(
                                                name,
                                                draw.committed().query().text(name).orElse("")))
                        .toList(),
                draw.committed().candidates(),
                draw.committed().sample(),
                draw.committed().witness().name(),
                held.flatMap(one -> signedAt(draw, one)));
    }

    private Stage stage(Standing draw, Optional<Receipt> held) {
        if (draw.act(Type.SETTLE).isPresent()) return Stage.SETTLED;
        if (draw.act(Type.ABANDON).isPresent()) return Stage.ABANDONED;
        var first = draw.first().envelope();
        if (held.isPresent())
            return Settlement.isInTime(first, held.get(), draw.committed())
                    ? Stage.DECIDED
                    : Stage.LATE;
        return clock.instant().isAfter(first.header().at().plus(Draw.LATEST))
                ? Stage.LATE
                : Stage.WAITING;
    }

    private static Optional<Instant> signedAt(Standing draw, Receipt held) {
        return Settlement.witnessed(held, draw.committed());
    }

    /** Under the checkpoint that decides: the one with which it was settled, else the first. */
    private Optional<Receipt> held(Standing draw) {
        var settled = draw.act(Type.SETTLE).flatMap(Settlement::of).map(Settlement::held);
        if (settled.isPresent()) return settled;
        try {
            return publication.receipt(draw.first().digest(), draw.committed().witness());
        } catch (LogAway _) {
            return Optional.empty();
        }
    }

    /** All that is known of one draw. */
    One one(UUID docket) {
        level();
        var draw = standing(docket).orElseThrow(Refused::unknown);
        var said = draw.committed();
        var settled = draw.act(Type.SETTLE).flatMap(Settlement::of);
        return new One(
                row(draw),
                draw.first().digest().hex(),
                said.upTo(),
                said.frame().hex(),
                said.seed().hex(),
                settled.map(Settlement::seed).orElse(""),
                settled.stream()
                        .flatMap(one -> one.drawn().stream())
                        .map(Settlement.Drawn::docket)
                        .toList(),
                draw.act(Type.ABANDON)
                        .flatMap(act -> act.content(Draw.DRAW))
                        .flatMap(one -> one.text("reason"))
                        .orElse(""),
                isAsRecorded(draw),
                settled.isEmpty() || isByTheFirst(draw, settled.get()));
    }

    /** Asks the record again, whoever committed to whatever. */
    private boolean isAsRecorded(Standing draw) {
        var frame = frame(draw);
        return frame.isPresent()
                && Query.of(draw.committed().query())
                        .map(
                                query ->
                                        candidates.of(
                                                query,
                                                draw.committed().upTo(),
                                                day(draw.first().envelope().header().at()),
                                                Draw.MOST_CANDIDATES + 1))
                        .filter(frame.get().dockets()::equals)
                        .isPresent();
    }

    /** Whether no earlier checkpoint that holds the commitment was signed by the same witness. */
    private boolean isByTheFirst(Standing draw, Settlement settled) {
        try {
            var first = publication.receipt(draw.first().digest(), draw.committed().witness());
            return first.isPresent()
                    && TlogProof.parse(first.get().proof())
                            .tree()
                            .equals(TlogProof.parse(settled.held().proof()).tree());
        } catch (LogAway | MalformedNote _) {
            return false;
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Optional<Frame> frame(Standing draw) {
        return draw.first().envelope().content(Draw.FRAME).flatMap(Frame::of);
    }

    /** Binds the body; returns the docket of the draw. */
    synchronized UUID commit(Written written, Officer officer) throws NotDone {
        var query =
                Query.of(
                                written.direction(),
                                written.partner(),
                                written.measure(),
                                written.urgency(),
                                written.from(),
                                written.until())
                        .orElseThrow(() -> new NotDone(422, "query"));
        if (!written.sample().matches("[1-9][0-9]{0,2}")
                || Integer.parseInt(written.sample()) > Draw.MOST_DRAWN)
            throw new NotDone(422, "sample");
        if (!Commitment.isDigest(written.seed())) throw new NotDone(422, "seed");
        if (!level()) throw new NotDone(503, "counting");
        var before = standing();
        var hindrance = hindrance(before);
        if (hindrance.isPresent()) throw new NotDone(409, hindrance.get());
        var upTo = candidates.followed();
        var dockets = candidates.of(query, upTo, day(clock.instant()), Draw.MOST_CANDIDATES + 1);
        if (dockets.isEmpty()) throw new NotDone(422, "none");
        if (dockets.size() > Draw.MOST_CANDIDATES) throw new NotDone(422, "many");
        var sample = Integer.parseInt(written.sample());
        if (sample > dockets.size()) throw new NotDone(422, "few");
        var frame = new Frame(bytes(), dockets);
        var said =
                new Commitment(
                        before.size() + 1L,
                        before.isEmpty()
                                ? Optional.empty()
                                : Optional.of(before.getLast().first().digest()),
                        query.json(),
                        upTo,
                        dockets.size(),
                        Frame.digest(frame.marks()),
                        sample,
                        new Digest(written.seed()),
                        publication.witness().orElseThrow(() -> new NotDone(409, "no-witness")));
        var docket = acts.newDocket();
        file(docket, Type.COMMIT, said.json(), Optional.of(frame), officer);
        level();
        return docket;
    }

    /** Opens the secret: what follows from it is drawn, and nothing else can be. */
    synchronized Digest settle(UUID docket, String seed, Officer officer) throws NotDone {
        var draw = open(docket, officer);
        var held = held(draw);
        switch (stage(draw, held)) {
            case WAITING -> throw new NotDone(409, "not-yet");
            case LATE -> throw new NotDone(409, "late");
            case DECIDED, SETTLED, ABANDONED -> {}
        }
        if (!draw.committed().isSeed(seed)) throw new NotDone(422, "wrong-seed");
        var settlement =
                Settlement.of(
                                draw.first().digest(),
                                draw.committed(),
                                frame(draw).orElseThrow(() -> new NotDone(409, "erased")),
                                seed,
                                held.orElseThrow())
                        .orElseThrow(() -> new IllegalStateException("a draw does not follow"));
        return file(docket, Type.SETTLE, settlement.json(), Optional.empty(), officer);
    }

    /** Gives a draw up: it stays on record, with its number and the reason. */
    synchronized Digest abandon(UUID docket, String reason, Officer officer) throws NotDone {
        open(docket, officer);
        if (reason.isBlank()) throw new NotDone(422, "reason");
        if (reason.length() > Draw.MOST_REASON) throw new NotDone(422, "reason-long");
        return file(
                docket,
                Type.ABANDON,
                Json.object().with("reason", reason),
                Optional.empty(),
                officer);
    }

    private Standing open(UUID docket, Officer officer) throws NotDone {
        var draw = standing(docket).orElseThrow(Refused::unknown);
        var body = draw.first().envelope().header().author().authority();
        if (!body.equals(officer.authority())) throw Refused.unknown();
        if (!draw.isOpen()) throw new NotDone(409, "done");
        return draw;
    }

    private Digest file(
            UUID docket, Type type, Json.Obj said, Optional<Frame> frame, Officer officer) {
        var content = new TreeMap<String, Json.Obj>();
        content.put(Draw.DRAW, said);
        frame.ifPresent(one -> content.put(Draw.FRAME, one.json()));
        var filing = acts.file(docket, Draw.KIND, type.word(), content, Draw.SECTIONS, officer);
        if (filing instanceof Filing.Filed(var digest, _)) return digest;
        throw Refused.because(filing);
    }

    private byte[] bytes() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * The file by which anybody recomputes a draw.
     *
     * @param whole with which dockets there were to draw from
     */
    DrawFile file(UUID docket, boolean whole) throws NotDone {
        var draw = standing(docket).orElseThrow(Refused::unknown);
        var settled = draw.act(Type.SETTLE).orElseThrow(() -> new NotDone(409, "not-settled"));
        var frame = frame(draw).orElseThrow(() -> new NotDone(409, "erased"));
        var file =
                new DrawFile(
                        keys.state(),
                        draw.first().envelope(),
                        settled,
                        receipt(settled).orElseThrow(() -> new NotDone(503, "log")),
                        frame.marks(),
                        registry.directoryAct(keys.state()));
        return whole ? file : file.withoutFrame();
    }

    private Optional<Receipt> receipt(Envelope act) {
        try {
            var stored = registry.act(act.digest());
            if (stored.isEmpty() || !publication.awaitPosition(stored.get().position(), PATIENCE))
                return Optional.empty();
            return publication.receipt(act.digest());
        } catch (LogAway _) {
            return Optional.empty();
        }
    }

    /** Whether everything filed before is counted; waits a little for that. */
    private boolean level() {
        var until = registry.size();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (candidates.followed() < until && System.nanoTime() < end) candidates.step();
        return candidates.followed() >= until;
    }

    @Override
    public void close() {
        again.close();
    }
}
