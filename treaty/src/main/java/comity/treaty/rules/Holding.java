package comity.treaty.rules;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.terms.Office;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds which exhibit of a docket, in each State, as its acts tell it one after the other; and
 * where they do not fit: nobody held it, or two did. Evidence is bytes, and a State that transmits
 * keeps its own: so each State has a chain of its own, which begins where its vault sealed the
 * exhibit or where it confirmed that it received it.
 */
public final class Holding {
    /** Where an exhibit is in a State. */
    public sealed interface Place {
        /** No act tells that it ever came into this State. */
        record Nowhere() implements Place {}

        /** Sealed in the State's vault: its custodians and its central authority hold it. */
        record Vault() implements Place {}

        record With(String authority) implements Place {}

        /** Let go by one and not received by the other: nobody holds it. */
        record UnderWay(String from, String to, Digest handOver) implements Place {}
    }

    /** How acts do not fit. */
    public enum Kind {
        /** Somebody touched what nobody held. */
        GAP,
        /** Somebody touched, or received, what another held. */
        OVERLAP,
        /** Let go, and no act tells that it was received. */
        UNRECEIVED
    }

    /**
     * @param act that does not fit
     * @param holder who touched it or let it go
     * @param other who held it, or was to; a State's two letters for its vault; a dash for nobody
     */
    public record Break(Kind kind, Digest act, Digest exhibit, String holder, String other) {}

    private static final Place NOWHERE = new Place.Nowhere();
    private static final Place VAULT = new Place.Vault();

    private record Where(String state, Digest exhibit) {}

    private final Map<Where, Place> places = new LinkedHashMap<>();
    private final List<Break> breaks = new ArrayList<>();
    private final Docket docket;

    private Holding(Docket docket) {
        this.docket = docket;
    }

    public static Holding of(Docket docket) {
        var holding = new Holding(docket);
        for (var entry : docket.entries()) if (!entry.overridden()) holding.after(entry);
        return holding;
    }

    public Place place(String state, Digest exhibit) {
        return places.getOrDefault(new Where(state, exhibit), NOWHERE);
    }

    /** What does not fit, in the order of the acts; last what is still under way. */
    public List<Break> breaks() {
        var all = new ArrayList<>(breaks);
        places.forEach(
                (where, place) -> {
                    if (place instanceof Place.UnderWay(var from, var to, var act))
                        all.add(new Break(Kind.UNRECEIVED, act, where.exhibit(), from, to));
                });
        return List.copyOf(all);
    }

    /** Whether this author may touch an exhibit: their authority holds it, or keeps the vault. */
    boolean isHeldBy(Author author, Digest exhibit) {
        return switch (place(author.state(), exhibit)) {
            case Place.Vault _ ->
                    Office.of(author.office())
                            .filter(office -> office == Office.CUS || office == Office.CAO)
                            .isPresent();
            case Place.With(var authority) -> authority.equals(author.authority());
            case Place.Nowhere _, Place.UnderWay _ -> false;
        };
    }

    /** Everything that this author may touch. */
    public Set<Digest> heldBy(Author author) {
        var held = new LinkedHashSet<Digest>();
        for (var where : places.keySet())
            if (where.state().equals(author.state()) && isHeldBy(author, where.exhibit()))
                held.add(where.exhibit());
        return held;
    }

    /** The oldest hand-over to this author's authority that waits for its receipt. */
    public Optional<Entry> underWayTo(Author author) {
        return places.entrySet().stream()
                .filter(entry -> entry.getKey().state().equals(author.state()))
                .flatMap(
                        entry ->
                                entry.getValue() instanceof Place.UnderWay way
                                                && way.to().equals(author.authority())
                                        ? docket.entry(way.handOver()).stream()
                                        : java.util.stream.Stream.empty())
                .findFirst();
    }

    private void after(Entry entry) {
        switch (entry.act()) {
            case Act.Produce _, Act.Compare _, Act.Transmit _, Act.ConfirmReceipt _, Act.Import _ ->
                    Exhibits.named(entry.act()).forEach(one -> sealed(entry, one.sha256()));
            case Act.HandOver sent -> {
                for (var exhibit : sent.touch().exhibits()) {
                    touched(entry, exhibit);
                    places.put(
                            where(entry, exhibit),
                            new Place.UnderWay(authority(entry), sent.to(), entry.digest()));
                }
            }
            case Act.Receive received -> {
                for (var exhibit : received.touch().exhibits()) {
                    arrived(entry, received, exhibit);
                    places.put(where(entry, exhibit), new Place.With(authority(entry)));
                }
            }
            // A judge, a filter reviewer or a defence looks; who holds it stays who held it.
            case Act.Handle handled when holds(entry) ->
                    handled.touch().exhibits().forEach(exhibit -> touched(entry, exhibit));
            case Act.Derive derived -> {
                derived.touch().exhibits().forEach(exhibit -> touched(entry, exhibit));
                var kept =
                        derived.touch().exhibits().stream()
                                .map(exhibit -> place(state(entry), exhibit))
                                .filter(Place.With.class::isInstance)
                                .findFirst()
                                .orElse(VAULT);
                for (var one : Exhibits.named(derived))
                    places.putIfAbsent(where(entry, one.sha256()), kept);
            }
            // What it was taken from is destroyed with it.
            case Act.Destroy destroyed ->
                    SetAside.withOrigins(docket, destroyed.exhibits())
                            .forEach(one -> places.remove(where(entry, one)));
            case Act.CertifyDisposal gone -> gone(entry, gone.disposed());
            default -> {}
        }
    }

    /** They, and everything that was made of them in this State. */
    private void gone(Entry entry, Set<Digest> disposed) {
        var origins = Exhibits.origins(docket);
        places.keySet()
                .removeIf(
                        where ->
                                where.state().equals(state(entry))
                                        && Exhibits.line(where.exhibit(), origins).stream()
                                                .anyMatch(disposed::contains));
    }

    private static boolean holds(Entry entry) {
        return Office.of(entry.header().author().office())
                .filter(Type.HAND_OVER.offices()::contains)
                .isPresent();
    }

    private static String state(Entry entry) {
        return entry.header().author().state();
    }

    private static String authority(Entry entry) {
        return entry.header().author().authority();
    }

    private static Where where(Entry entry, Digest exhibit) {
        return new Where(state(entry), exhibit);
    }

    private void sealed(Entry entry, Digest exhibit) {
        places.putIfAbsent(where(entry, exhibit), VAULT);
    }

    /** Whoever touches it holds it; if they do not, nobody does or another. */
    private void touched(Entry entry, Digest exhibit) {
        switch (place(state(entry), exhibit)) {
            case Place.Vault _ -> {}
            case Place.With(var other) -> {
                if (!other.equals(authority(entry))) breaks(Kind.OVERLAP, entry, exhibit, other);
            }
            case Place.UnderWay(_, var to, _) -> breaks(Kind.GAP, entry, exhibit, to);
            case Place.Nowhere _ -> breaks(Kind.GAP, entry, exhibit, "-");
        }
    }

    private void arrived(Entry entry, Act.Receive received, Digest exhibit) {
        switch (place(state(entry), exhibit)) {
            case Place.UnderWay(_, var to, var handOver) -> {
                if (!to.equals(authority(entry))
                        || received.handover().filter(handOver::equals).isEmpty())
                    breaks(Kind.GAP, entry, exhibit, to);
            }
            // Who held it has not let it go.
            case Place.With(var other) -> breaks(Kind.OVERLAP, entry, exhibit, other);
            case Place.Vault _ -> breaks(Kind.OVERLAP, entry, exhibit, state(entry));
            case Place.Nowhere _ -> breaks(Kind.GAP, entry, exhibit, "-");
        }
    }

    private void breaks(Kind kind, Entry entry, Digest exhibit, String other) {
        breaks.add(new Break(kind, entry.digest(), exhibit, authority(entry), other));
    }
}
