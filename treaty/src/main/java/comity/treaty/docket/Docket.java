package comity.treaty.docket;

import comity.record.act.CanonicalJson;
import comity.record.act.Causality;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Fold;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cooperation docket as a pure fold over its acts. The same acts give the same docket, in
 * whatever order and however often they arrived; no clock takes part.
 */
public final class Docket {
    private static final Set<Type> OPENING =
            EnumSet.of(Type.APPLY, Type.AUTHORISE, Type.REQUEST, Type.INFORM);

    private final UUID id;
    private final Map<Digest, Envelope> acts;
    private final Supplier<Causality> causality;
    private final Map<Digest, Entry> entries;
    private final Set<Digest> unknown;

    /** Each act that rests on a contested signature, and the contest that stays it. */
    private final Map<Digest, Digest> stayed;

    /** Each act that a judge quashed or that rests on one, and the remedy. */
    private final Map<Digest, Digest> quashed;

    /** Each act that a judge suspended or that rests on one, and the remedy. */
    private final Map<Digest, Digest> suspended;

    /** What each act says, read once for this docket and all its pasts. */
    private final Map<Digest, Act> read;

    /** Each act that a concurrent restriction takes away, and which ones do. */
    private final Map<Digest, Set<Digest>> overriders;

    /**
     * Whether nobody contests a signature and no judge orders a remedy: then entries depend on
     * restrictions alone.
     */
    private final boolean plain;

    /** The entries that stand, by what they say; made when first asked for. */
    private final Map<Class<? extends Act>, List<Entry>> standing = new ConcurrentHashMap<>();

    private Docket(UUID id, Map<Digest, Envelope> acts, Set<Digest> seen, Map<Digest, Act> known) {
        this.id = id;
        this.acts = acts;
        var causality = Causality.of(acts.values().stream().map(Envelope::header).toList());
        this.causality = () -> causality;
        var said = new LinkedHashMap<Digest, Act>();
        for (var digest : causality.order()) {
            var before = known.get(digest);
            said.put(digest, before != null ? before : Cooperation.read(envelope(digest)));
        }
        this.read = said;
        Map<Digest, Entry> folded = new LinkedHashMap<>();
        this.overriders =
                without(
                        Contests.resolvedAsGenuine(said.values()),
                        Fold.overriders(
                                causality,
                                digest -> Objects.requireNonNull(said.get(digest)),
                                Dominance.RESTRICTIONS));
        said.forEach(
                (digest, act) ->
                        folded.put(
                                digest,
                                new Entry(
                                        digest,
                                        envelope(digest).header(),
                                        act,
                                        overriders.containsKey(digest))));
        this.entries = folded;
        Contests.voided(this.entries.values()).forEach(digest -> strike(folded, digest));
        Struck.voided(this.entries.values()).forEach(digest -> strike(folded, digest));
        Function<Header, Set<Digest>> pasts = header -> causality.pastOf(header.seen());
        this.stayed = Contests.stayed(this.entries.values(), pasts);
        this.quashed = Struck.quashed(this.entries.values(), pasts);
        this.suspended = Struck.suspended(this.entries.values(), stayed.keySet(), pasts);
        var missing = new TreeSet<>(causality.unknown());
        seen.stream().filter(digest -> !acts.containsKey(digest)).forEach(missing::add);
        this.unknown = Collections.unmodifiableSet(missing);
        this.plain =
                said.values().stream().noneMatch(act -> Contests.isOne(act) || Struck.isOne(act));
    }

    /**
     * The past of a plain docket, whose entries are those of the whole but for restrictions that
     * its author did not know: made in one pass over it, where folding it anew would compare all of
     * its acts with all.
     */
    private Docket(Docket whole, Map<Digest, Envelope> past, Set<Digest> seen) {
        this.id = whole.id;
        this.acts = past;
        this.read = whole.read;
        this.overriders = whole.overriders;
        this.stayed = Map.of();
        this.quashed = Map.of();
        this.suspended = Map.of();
        this.plain = true;
        // A past holds what its acts have seen: its order is the whole's, with gaps.
        this.entries = new LinkedHashMap<>();
        past.keySet().forEach(digest -> entries.put(digest, whole.known(digest, past)));
        var missing = new TreeSet<Digest>();
        if (!whole.unknown.isEmpty())
            past.values()
                    .forEach(
                            act ->
                                    act.header().seen().stream()
                                            .filter(digest -> !past.containsKey(digest))
                                            .forEach(missing::add));
        seen.stream().filter(digest -> !past.containsKey(digest)).forEach(missing::add);
        this.unknown = Collections.unmodifiableSet(missing);
        this.causality = new Once(() -> causalityOf(past));
    }

    /**
     * What a contest took away while it was open stands again once the signature was found genuine:
     * an act internal to the other State is always concurrent to it, and nobody should have to take
     * it twice (docs/decisions/0046).
     */
    private static Map<Digest, Set<Digest>> without(
            Set<Digest> ended, Map<Digest, Set<Digest>> overriders) {
        if (ended.isEmpty()) return overriders;
        var left = new LinkedHashMap<Digest, Set<Digest>>();
        overriders.forEach(
                (act, by) -> {
                    var still = new TreeSet<>(by);
                    still.removeAll(ended);
                    if (!still.isEmpty()) left.put(act, still);
                });
        return left;
    }

    /** An entry as the past shows it: overridden by what that past holds, or not. */
    private Entry known(Digest digest, Map<Digest, Envelope> past) {
        var entry = Objects.requireNonNull(entries.get(digest));
        if (!entry.overridden()) return entry;
        var still = overriders.getOrDefault(digest, Set.of()).stream().anyMatch(past::containsKey);
        return still ? entry : new Entry(digest, entry.header(), entry.act(), false);
    }

    private static Causality causalityOf(Map<Digest, Envelope> acts) {
        return Causality.of(acts.values().stream().map(Envelope::header).toList());
    }

    /** Computed when it is first asked for: few rules ask. */
    private static final class Once implements Supplier<Causality> {
        private final Supplier<Causality> make;
        private volatile @Nullable Causality made;

        Once(Supplier<Causality> make) {
            this.make = make;
        }

        @Override
        public Causality get() {
            var here = made;
            if (here == null) made = here = make.get();
            return here;
        }
    }

    public static Docket empty(UUID id) {
        return new Docket(id, Map.of(), Set.of(), Map.of());
    }

    /** Acts of other dockets or kinds are left out. */
    public static Docket of(UUID id, Collection<Envelope> acts) {
        var byDigest = new LinkedHashMap<Digest, Envelope>();
        for (var act : acts) {
            var header = act.header();
            if (header.docket().equals(id)) byDigest.merge(act.digest(), act, Docket::fuller);
        }
        return new Docket(id, byDigest, Set.of(), Map.of());
    }

    /** Of two copies of one act the one that discloses more. */
    private static Envelope fuller(Envelope one, Envelope other) {
        return other.sections().size() > one.sections().size() ? other : one;
    }

    public Docket with(Envelope act) {
        var grown = new ArrayList<>(acts.values());
        grown.add(act);
        return of(id, grown);
    }

    /** The docket as an act that names {@code seen} knew it. */
    public Docket before(Set<Digest> seen) {
        var past = causality().pastOf(seen);
        if (past.size() == acts.size() && acts.keySet().containsAll(seen)) return this;
        var known = new LinkedHashMap<Digest, Envelope>();
        past.forEach(digest -> known.put(digest, envelope(digest)));
        if (plain) return new Docket(this, known, seen);
        return new Docket(id, known, seen, read);
    }

    private Envelope envelope(Digest digest) {
        return Objects.requireNonNull(acts.get(digest));
    }

    public UUID id() {
        return id;
    }

    public Causality causality() {
        return causality.get();
    }

    /**
     * Digests that acts here name, or that whoever knew it so named, and that are not here: present
     * and empty.
     */
    public Set<Digest> unknown() {
        return unknown;
    }

    /** All acts in causal order, overridden ones included. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<Entry> entry(Digest digest) {
        return Optional.ofNullable(entries.get(digest));
    }

    public Optional<Envelope> act(Digest digest) {
        return Optional.ofNullable(acts.get(digest));
    }

    /** What a person did not sign stands for nothing. */
    private static void strike(Map<Digest, Entry> entries, Digest digest) {
        entries.computeIfPresent(
                digest, (_, entry) -> new Entry(digest, entry.header(), entry.act(), true));
    }

    /**
     * The contest of a signature on which {@code act} rests, directly or through others, and which
     * was not resolved in its favour; empty if there is none.
     */
    public Optional<Digest> stayed(Digest act) {
        return Optional.ofNullable(stayed.get(act));
    }

    /** The same for an act that is not here yet. */
    public Optional<Digest> stayed(Act act) {
        return Contests.restsOn(act, entries.values()).stream()
                .flatMap(digest -> stayed(digest).stream())
                .findFirst();
    }

    /**
     * The remedy by which a judge quashed {@code act}, or something that it rests on, directly or
     * through others; empty if there is none.
     */
    public Optional<Digest> quashed(Digest act) {
        return Optional.ofNullable(quashed.get(act));
    }

    /** The same of a suspension that no judge has lifted. */
    public Optional<Digest> suspended(Digest act) {
        return Optional.ofNullable(suspended.get(act));
    }

    /** The remedy that strikes what {@code act}, which is not here yet, rests on. */
    public Optional<Digest> struck(Act act) {
        return Contests.restsOn(act, entries.values()).stream()
                .flatMap(digest -> quashed(digest).or(() -> suspended(digest)).stream())
                .findFirst();
    }

    public boolean overridden(Digest digest) {
        return entry(digest).filter(Entry::overridden).isPresent();
    }

    /** Entries of a type that stand, in causal order. */
    public List<Entry> all(Class<? extends Act> type) {
        return standing.computeIfAbsent(
                type,
                _ ->
                        entries.values().stream()
                                .filter(
                                        entry ->
                                                type.isInstance(entry.act()) && !entry.overridden())
                                .toList());
    }

    /** The last entry of a type that stands. */
    public Optional<Entry> latest(Class<? extends Act> type) {
        var all = all(type);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The entry that {@code digest} names, if it is of this type and stands. */
    public <A extends Act> Optional<A> standing(Optional<Digest> digest, Class<A> type) {
        return digest.flatMap(this::entry)
                .filter(entry -> !entry.overridden())
                .map(Entry::act)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /**
     * Whether an act of a type stands here that fulfils a condition. Unknown, not false, where an
     * act of that type is withheld or the docket refers to acts that this reader does not hold.
     */
    public <A extends Act> Truth holds(Class<A> type, Predicate<? super A> condition) {
        if (all(type).stream().map(Entry::act).map(type::cast).anyMatch(condition))
            return Truth.TRUE;
        return isComplete(type) ? Truth.FALSE : Truth.UNKNOWN;
    }

    private boolean isComplete(Class<? extends Act> type) {
        return unknown.isEmpty()
                && entries.values().stream()
                        .noneMatch(
                                entry ->
                                        entry.act() instanceof Act.Withheld
                                                && Type.of(entry.act())
                                                        .filter(
                                                                withheld ->
                                                                        withheld.act().equals(type))
                                                        .isPresent());
    }

    /** 24(2): whether a judge's decision allows less than was asked of them. */
    public boolean isNarrowed(Act decision) {
        return switch (decision) {
            case Act.Authorise act -> isNarrower(act.scope(), act.application());
            case Act.AuthoriseExecution act -> isNarrower(act.scope(), act.request());
            default -> false;
        };
    }

    private boolean isNarrower(Scope allowed, Optional<Digest> asked) {
        return asked.flatMap(this::entry)
                .flatMap(
                        entry ->
                                switch (entry.act()) {
                                    case Act.Apply apply -> Optional.of(apply.scope());
                                    case Act.Request request -> Optional.of(request.scope());
                                    default -> Optional.<Scope>empty();
                                })
                .filter(scope -> scope.within(allowed) == Truth.FALSE)
                .isPresent();
    }

    /** The State that asks, or that informs: the author of the act that opened the docket. */
    public Optional<String> requesting() {
        return opening().map(entry -> entry.header().author().state());
    }

    /**
     * The State that is asked. Where what opened the docket is erased, an erasure still names the
     * other State.
     */
    public Optional<String> requested() {
        var said =
                opening()
                        .map(
                                entry ->
                                        switch (entry.act()) {
                                            case Act.Apply application ->
                                                    application.requestedState();
                                            case Act.Authorise authorise ->
                                                    authorise.requestedState();
                                            case Act.Request request -> request.requestedState();
                                            case Act.Inform inform -> inform.requestedState();
                                            default -> "";
                                        })
                        .filter(state -> !state.isEmpty());
        return said.isPresent() || opening().isEmpty() ? said : requestedOnceErased();
    }

    /** Whom an erasure names, else who else has acted here. */
    private Optional<String> requestedOnceErased() {
        var requesting = requesting().orElse("");
        return Stream.concat(
                        all(Act.Erase.class).stream()
                                .map(entry -> ((Act.Erase) entry.act()).partner()),
                        entries.values().stream().map(entry -> entry.header().author().state()))
                .filter(state -> !state.isEmpty() && !state.equals(requesting))
                .findFirst();
    }

    /** Whether what would name the State that is asked is not here: withheld, or erased. */
    public boolean opensWithheld() {
        return opening().filter(entry -> entry.act() instanceof Act.Withheld).isPresent();
    }

    private Optional<Entry> opening() {
        return entries.values().stream()
                .filter(entry -> Type.of(entry.act()).filter(OPENING::contains).isPresent())
                .findFirst();
    }

    /** The acts that erased a section, in causal order: each in its author's State. */
    public List<Entry> erasures(Digest act, String section) {
        var part = new Act.Part(act, section);
        return all(Act.Erase.class).stream()
                .filter(entry -> ((Act.Erase) entry.act()).sections().contains(part))
                .toList();
    }

    /** The request that stands. */
    public Optional<Entry> request() {
        return latest(Act.Request.class);
    }

    /**
     * How far the proceeding has come: told by the types, which nobody can withhold or erase. What
     * crossed its end on the wire, and comes after it in order, does not begin it again.
     */
    public Phase phase() {
        var phase = Phase.NEW;
        var ended = false;
        for (var entry : entries.values()) {
            var type = Type.of(entry.act());
            var ends = type.filter(Type::isEnd).isPresent();
            if (entry.overridden() || ended && !ends) continue;
            ended |= ends;
            phase = type.flatMap(Phase::after).orElse(phase);
        }
        return phase;
    }

    /** Whether the request was withdrawn or refused, or the docket closed. */
    public boolean hasEnded() {
        return ends().findAny().isPresent();
    }

    /** What ended the proceeding: a withdrawal before a refusal, and that before a closing. */
    public Stream<Entry> ends() {
        return Stream.of(Act.Withdraw.class, Act.Refuse.class, Act.Close.class)
                .flatMap(type -> latest(type).stream());
    }

    /** One digest for what this docket says: equal wherever the same acts are held. */
    public Digest stateDigest() {
        var lines = new ArrayList<String>();
        entries.values()
                .forEach(
                        entry ->
                                lines.add(
                                        entry.digest().hex()
                                                + (entry.overridden() ? " overridden" : "")));
        return Digest.of(
                CanonicalJson.bytes(
                        Json.object()
                                .with("docket", id.toString())
                                .with("acts", Json.strings(lines))
                                .with("phase", phase().name())));
    }

    /** The headers of all acts, in causal order. */
    public List<Header> headers() {
        return entries.values().stream().map(Entry::header).toList();
    }
}
