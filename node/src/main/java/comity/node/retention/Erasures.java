package comity.node.retention;

import comity.node.registry.NodeActs;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.rules.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Carries out what erasures of this State say: follows the acts table, removes, ends the epochs,
 * and certifies. Its cursor moves past an erasure only when the certificate is filed, so that a
 * crash at any point is taken up at the next start. Where the State's profile erases by itself, it
 * also files the erasures that are due, and those that the partner's demand.
 */
public final class Erasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final String FOLLOWER = "erasures";
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(1);

    /** How long the other State has to certify that it deleted. */
    static final int DAYS_TO_CERTIFY = 30;

    private static final String COPIES =
            "Removed from the database by the one role that may. The keys that opened it, here and in"
                    + " every backup, dump and log of the database, were destroyed with their epoch;"
                    + " what survives moved to a fresh one.";

    private final String state;
    private final Registry registry;
    private final Eraser eraser;
    private final NodeActs acts;
    private final JdbcClient sql;
    private final InstantSource clock;
    private final Runnable leftovers;
    private final Thread thread;
    private volatile boolean stopped;
    private Instant lastRound = Instant.MIN;

    /**
     * @param leftovers frees what no act names any more, such as exhibits
     */
    public Erasures(
            String state,
            Registry registry,
            Eraser eraser,
            NodeActs acts,
            JdbcClient sql,
            InstantSource clock,
            Runnable leftovers) {
        this.state = state;
        this.registry = registry;
        this.eraser = eraser;
        this.acts = acts;
        this.sql = sql;
        this.clock = clock;
        this.leftovers = leftovers;
        this.thread = Thread.ofVirtual().name("erasures").unstarted(this::run);
    }

    public void start() {
        registry.onCommit(() -> LockSupport.unpark(thread));
        thread.start();
    }

    private void run() {
        while (!stopped) {
            try {
                settle();
                round();
            } catch (RuntimeException e) {
                if (!stopped) LOG.error("an erasure could not be finished; it is tried again", e);
            }
            if (!stopped) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Carries out everything that is filed and not yet certified. */
    void settle() {
        eraser.moveOn();
        for (var tail = tail(); !tail.isEmpty() && !stopped; tail = tail()) {
            var due = tail.stream().filter(this::isOpen).toList();
            if (!due.isEmpty()) carryOut(due);
            move(tail.getLast().position() + 1);
        }
    }

    private List<Stored> tail() {
        var from =
                sql.sql("SELECT position FROM cursor WHERE follower = :follower")
                        .param("follower", FOLLOWER)
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
        return registry.tail(from, BATCH);
    }

    private void move(long position) {
        sql.sql(
                        "INSERT INTO cursor (follower, position) VALUES (:follower, :position)"
                                + " ON CONFLICT (follower) DO UPDATE SET position = excluded.position")
                .param("follower", FOLLOWER)
                .param("position", position)
                .update();
    }

    /** An erasure of this State that stands, and that no certificate answers. */
    private boolean isOpen(Stored stored) {
        var header = stored.envelope().header();
        if (!header.kind().equals(Cooperation.KIND)
                || !header.type().equals(Type.ERASE.word())
                || !header.author().state().equals(state)) return false;
        var docket = registry.read(header.docket());
        return !docket.overridden(stored.digest()) && !isCertified(docket, stored.digest());
    }

    private boolean isCertified(Docket docket, Digest erasure) {
        return docket.all(Act.CertifyDeletion.class).stream()
                .filter(entry -> entry.header().author().state().equals(state))
                .anyMatch(
                        entry ->
                                ((Act.CertifyDeletion) entry.act())
                                        .erasure()
                                        .filter(erasure::equals)
                                        .isPresent());
    }

    private void carryOut(List<Stored> due) {
        var dockets = new HashSet<UUID>();
        for (var stored : due) {
            var docket = stored.envelope().header().docket();
            if (!(Cooperation.read(stored.envelope()) instanceof Act.Erase erase)) continue;
            var held = registry.read(docket);
            // Only what stands on this docket: an act's digest alone is no permission.
            var parts =
                    erase.sections().stream()
                            .filter(part -> held.entry(part.act()).isPresent())
                            .toList();
            eraser.remove(docket, parts);
            dockets.add(docket);
        }
        eraser.moveOn();
        registry.forget(dockets);
        leftovers.run();
        due.forEach(this::certify);
    }

    private void certify(Stored stored) {
        if (!(Cooperation.read(stored.envelope()) instanceof Act.Erase erase)) return;
        var author = stored.envelope().header().author();
        var terms =
                Json.object()
                        .with("erasure", stored.digest().hex())
                        .with("sections", texts(erase.sections()))
                        .with("erasedOn", today().toString())
                        .with("copies", COPIES)
                        .with("law", erase.law());
        var answered = erase.duty().map(duty -> terms.with("duty", duty.hex())).orElse(terms);
        acts.file(
                stored.envelope().header().docket(),
                Type.CERTIFY_DELETION,
                answered,
                author.authority(),
                author.office());
    }

    private static Json texts(Set<Act.Part> sections) {
        return Json.strings(sections.stream().map(Act.Part::text).sorted().toList());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Where the profile says so, what is due is erased without anybody asking for it. */
    private void round() {
        var now = clock.instant();
        if (now.isBefore(lastRound.plus(BETWEEN_ROUNDS))) return;
        due();
        lastRound = now;
    }

    /** Files what is due now; nothing unless the State's profile erases by itself. */
    void due() {
        var profile = registry.profiles(Set.of(state)).of(state);
        if (profile.filter(Profile::erasesByItself).isEmpty()) return;
        for (var docket : registry.dockets()) {
            var held = registry.read(docket);
            demanded(held).ifPresent(duty -> erase(held, profile.get(), Optional.of(duty)));
            if (isDue(held, profile.get())) erase(held, profile.get(), Optional.empty());
        }
    }

    private boolean isDue(Docket docket, Profile profile) {
        return Retention.ends(docket, profile).filter(day -> !today().isBefore(day)).isPresent()
                && Retention.holds(docket, today()).isEmpty()
                && !Retention.erasable(docket).isEmpty()
                && docket.all(Act.Erase.class).stream()
                        .noneMatch(entry -> entry.header().author().state().equals(state));
    }

    /** The other State's erasure that this one has not followed. */
    private Optional<Entry> demanded(Docket docket) {
        if (!Retention.holds(docket, today()).isEmpty()) return Optional.empty();
        var erasures = docket.all(Act.Erase.class);
        return erasures.stream()
                .filter(entry -> !entry.header().author().state().equals(state))
                .filter(
                        entry ->
                                erasures.stream()
                                        .noneMatch(
                                                own ->
                                                        ((Act.Erase) own.act())
                                                                .duty()
                                                                .filter(entry.digest()::equals)
                                                                .isPresent()))
                // It answers a duty of ours: nothing more is demanded.
                .filter(entry -> ((Act.Erase) entry.act()).duty().isEmpty())
                .findFirst();
    }

    private void erase(Docket docket, Profile profile, Optional<Entry> duty) {
        var sections = new ArrayList<Act.Part>();
        duty.ifPresentOrElse(
                entry -> sections.addAll(((Act.Erase) entry.act()).sections()),
                () -> sections.addAll(Retention.erasable(docket)));
        sections.removeIf(part -> docket.entry(part.act()).isEmpty());
        var authority = profile.centralAuthority();
        if (sections.isEmpty() || authority.isEmpty()) return;
        var terms =
                Json.object()
                        .with(
                                "sections",
                                Json.strings(sections.stream().map(Act.Part::text).toList()))
                        .with("law", "36(2); " + state + ", profile, retention");
        var whole =
                duty.map(entry -> terms.with("duty", entry.digest().hex()))
                        .orElseGet(
                                () ->
                                        terms.with(
                                                "due",
                                                today().plusDays(DAYS_TO_CERTIFY).toString()));
        var told = other(docket).map(other -> whole.with("partner", other)).orElse(whole);
        acts.file(docket.id(), Type.ERASE, told, authority.get(), "CAO");
    }

    private Optional<String> other(Docket docket) {
        return docket.requesting()
                .filter(one -> !one.equals(state))
                .or(docket::requested)
                .filter(one -> !one.equals(state));
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        if (thread.getState() == Thread.State.NEW) return;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
