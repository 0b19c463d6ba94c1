package comity.node.completeness.presence;

import comity.node.frame.Refused;
import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import comity.record.map.FileQuestion;
import comity.record.map.MapCommitment;
import comity.record.map.PlaceMap;
import comity.record.map.PresenceAnswer;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The map of files that acts name, as it follows the acts table, and its commitments in the log. In
 * the database lie places, which say nothing without the key. Every answer is of a map whose root
 * is committed: what changed since is committed first.
 */
final class FileMap {
    private static final Logger LOG = LoggerFactory.getLogger(FileMap.class);
    private static final String FOLLOWER = "presence";
    private static final int BATCH = 200;

    /** Of the processes of one node, whoever holds this lock works on the map. */
    private static final long LOCK = 0x7072_6573_656eL;

    private static final int MOST_ON_A_DOCKET = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Registry registry;
    private final Publication publication;
    private final PresenceKeys keys;
    private final Committing committing;
    private final JdbcClient sql;
    private final TransactionOperations transaction;
    private final String own;
    private final InstantSource clock;
    private final Map<Digest, Long> first = new HashMap<>();
    private PlaceMap map = PlaceMap.NOTHING;
    private Optional<Committed> committed = Optional.empty();
    private boolean loaded;

    FileMap(
            Registry registry,
            Publication publication,
            PresenceKeys keys,
            Committing committing,
            JdbcClient sql,
            TransactionOperations transaction,
            String own,
            InstantSource clock) {
        this.registry = registry;
        this.publication = publication;
        this.keys = keys;
        this.committing = committing;
        this.sql = sql;
        this.transaction = transaction;
        this.own = own;
        this.clock = clock;
    }

    private record Committed(Envelope act, MapCommitment said, Instant at) {}

    private record Entry(byte[] place, long position) {}

    /** The answer, from a map that the log commits to. */
    synchronized PresenceAnswer answer(FileQuestion question) {
        return oneAfterTheOther(() -> answerNow(question));
    }

    /** Several processes of this node keep one map: each finds it as the last one left it. */
    private <T> T oneAfterTheOther(Supplier<T> work) {
        if (registry.isAlone()) return work.get();
        var done =
                transaction.execute(
                        _ -> {
                            sql.sql("SELECT 1 FROM pg_advisory_xact_lock(:lock)")
                                    .param("lock", LOCK)
                                    .query(Integer.class)
                                    .single();
                            return work.get();
                        });
        return Objects.requireNonNull(done);
    }

    private PresenceAnswer answerNow(FileQuestion question) {
        refreshNow(Duration.ofDays(3650));
        var proven = keys.prove(question.input());
        var position = Optional.ofNullable(first.get(Digest.ofHash(proven.output())));
        var current = committed.orElseThrow();
        var answer =
                new PresenceAnswer(
                        own,
                        question,
                        proven.proof(),
                        map.proof(proven.output()),
                        current.act(),
                        receipt(current.act().digest()),
                        position.map(this::named),
                        registry.directoryAct(own));
        // Said once by making it, and once as whoever receives it will check it.
        var root = registry.directories().of(own).orElseThrow().root().fingerprint();
        if (answer.check(Optional.of(root)).exit() != 0)
            throw new IllegalStateException("this node's own answer does not hold");
        return answer;
    }

    /**
     * Takes up what was filed, and commits the root if it changed or if the last commitment is
     * older than {@code oldest}.
     */
    synchronized void refresh(Duration oldest) {
        oneAfterTheOther(
                () -> {
                    refreshNow(oldest);
                    return map;
                });
    }

    private void refreshNow(Duration oldest) {
        if (!registry.isAlone()) committed = latest();
        load();
        var upTo = follow();
        var root = Digest.ofHash(map.root());
        var stands =
                committed
                        .filter(last -> last.said().root().equals(root))
                        .filter(last -> last.at().plus(oldest).isAfter(clock.instant()));
        if (stands.isPresent()) return;
        var said = new MapCommitment(root, keys.vrfPublic(), upTo);
        var filed = committing.file(said, docket());
        if (!publication.awaitPosition(filed.position(), PATIENCE))
            throw Refused.with(503, "receipt.not-yet");
        committed = latest();
    }

    /** The docket of the last commitment, while it is not too long. */
    private UUID docket() {
        return committed
                .map(last -> last.act().header().docket())
                .filter(
                        docket ->
                                sql.sql("SELECT count(*) FROM act WHERE docket = :docket")
                                                .param("docket", docket)
                                                .query(Long.class)
                                                .single()
                                        < MOST_ON_A_DOCKET)
                .orElseGet(committing::newDocket);
    }

    /** At the start, and again when the table has not as many places as were put there. */
    private void load() {
        if (loaded && places() == first.size()) return;
        map = PlaceMap.NOTHING;
        first.clear();
        committed = latest();
        for (var entry : kept()) put(entry);
        var last = committed.map(Committed::said);
        if (loaded && registry.isAlone() || last.isPresent() && !isAsCommitted(last.get())) {
            // The projection is not what was committed: made anew from the acts, which are signed.
            LOG.warn("the places of files are not those that were committed; they are made anew");
            sql.sql("DELETE FROM presence_entry").update();
            sql.sql("DELETE FROM cursor WHERE follower = :follower")
                    .param("follower", FOLLOWER)
                    .update();
            map = PlaceMap.NOTHING;
            first.clear();
            follow();
            if (last.isPresent() && !isAsCommitted(last.get()))
                LOG.error(
                        "acts that named files when position {} was committed are not in the table"
                                + " any more, or name others",
                        last.get().upTo());
        }
        loaded = true;
    }

    private long places() {
        return sql.sql("SELECT count(*) FROM presence_entry").query(Long.class).single();
    }

    private boolean isAsCommitted(MapCommitment last) {
        var then = PlaceMap.NOTHING;
        for (var entry : kept())
            if (entry.position() < last.upTo())
                then = then.with(entry.place(), value(entry.position()));
        return Arrays.equals(then.root(), last.root().bytes())
                && Arrays.equals(last.vrf(), keys.vrfPublic());
    }

    private List<Entry> kept() {
        return sql.sql("SELECT place, position FROM presence_entry ORDER BY position")
                .query((row, _) -> new Entry(row.getBytes("place"), row.getLong("position")))
                .list();
    }

    private Optional<Committed> latest() {
        return sql.sql("SELECT digest FROM act WHERE kind = :kind ORDER BY position DESC LIMIT 1")
                .param("kind", MapCommitment.KIND)
                .query((row, _) -> Digest.ofHash(row.getBytes(1)))
                .optional()
                .flatMap(registry::act)
                .flatMap(
                        stored ->
                                MapCommitment.of(stored.envelope())
                                        .map(
                                                said ->
                                                        new Committed(
                                                                stored.envelope().with(List.of()),
                                                                said,
                                                                stored.filedAt())));
    }

    /** The position below which every act has been looked at. */
    private long follow() {
        var from =
                sql.sql("SELECT position FROM cursor WHERE follower = :follower")
                        .param("follower", FOLLOWER)
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
        for (var tail = registry.tail(from, BATCH);
                !tail.isEmpty();
                tail = registry.tail(from, BATCH)) {
            for (var stored : tail) take(stored);
            from = tail.getLast().position() + 1;
            sql.sql(
                            "INSERT INTO cursor (follower, position) VALUES (:follower, :position)"
                                    + " ON CONFLICT (follower) DO UPDATE SET position = excluded.position")
                    .param("follower", FOLLOWER)
                    .param("position", from)
                    .update();
        }
        return from;
    }

    private void take(Stored stored) {
        var header = stored.envelope().header();
        if (!header.kind().equals(Cooperation.KIND)) return;
        for (var exhibit : exhibits(Cooperation.read(stored.envelope()))) {
            enter(new FileQuestion(exhibit.sha256(), Optional.empty()), stored.position());
            if (!Cooperation.internal(header.type()))
                enter(
                        new FileQuestion(exhibit.sha256(), Optional.of(header.docket())),
                        stored.position());
        }
    }

    /** Of the acts that have a section of exhibits, what they name; empty where it is withheld. */
    private static List<Act.Exhibit> exhibits(Act act) {
        if (act instanceof Act.Produce produce) return produce.exhibits().orElse(List.of());
        if (act instanceof Act.Transmit transmit) return transmit.exhibits().orElse(List.of());
        if (act instanceof Act.ConfirmReceipt receipt) return receipt.exhibits().orElse(List.of());
        return List.of();
    }

    private void enter(FileQuestion question, long position) {
        var place = keys.prove(question.input()).output();
        if (first.containsKey(Digest.ofHash(place))) return;
        sql.sql(
                        "INSERT INTO presence_entry (place, position) VALUES (:place, :position)"
                                + " ON CONFLICT (place) DO NOTHING")
                .param("place", place)
                .param("position", position)
                .update();
        put(new Entry(place, position));
    }

    private void put(Entry entry) {
        first.put(Digest.ofHash(entry.place()), entry.position());
        map = map.with(entry.place(), value(entry.position()));
    }

    private byte[] value(long position) {
        var leaf = registry.leaves(position, 1);
        // An act that is gone names nothing; the root then differs from what was committed.
        return leaf.isEmpty() || leaf.getFirst().position() != position
                ? new byte[Digest.BYTES]
                : FileQuestion.value(leaf.getFirst().data());
    }

    private PresenceAnswer.Named named(long position) {
        var leaf = registry.leaves(position, 1).getFirst();
        return new PresenceAnswer.Named(leaf.act(), bare(receipt(leaf.act())));
    }

    private Receipt receipt(Digest act) {
        return publication.receipt(act).orElseThrow(() -> Refused.with(503, "receipt.not-yet"));
    }

    /** With the log's own signatures alone: how many others signed differs from act to act. */
    private Receipt bare(Receipt receipt) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            var log = NoteKeys.of(registry.directories().of(own).orElseThrow().log().keys());
            return new Receipt(
                    receipt.origin(),
                    receipt.nonce(),
                    new TlogProof(proof.index(), proof.path(), log.onlyOn(proof.checkpoint()))
                            .text());
        } catch (MalformedNote e) {
            throw new IllegalStateException("our own receipt cannot be read", e);
        }
    }
}
