package comity.record.act;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order of a docket's acts as their authors knew it. An act comes after every act that it has
 * seen, directly or through others; two acts of which neither saw the other are concurrent. No
 * clock takes part.
 *
 * <p>Digests in {@code seen} that are not among the given acts belong to another State's internal
 * acts, or have not arrived: they are {@link #unknown} and order nothing.
 */
public final class Causality {
    private final List<Digest> order;
    private final Map<Digest, Integer> index = new HashMap<>();
    private final List<BitSet> ancestors = new ArrayList<>();
    private final SortedSet<Digest> unknown = new TreeSet<>();
    private final SortedSet<Digest> heads = new TreeSet<>();

    private Causality(Map<Digest, ? extends Set<Digest>> seen) {
        order = sort(seen);
        for (var digest : order) {
            var above = new BitSet();
            for (var parent : java.util.Objects.requireNonNull(seen.get(digest))) {
                var at = index.get(parent);
                if (at == null) {
                    unknown.add(parent);
                } else {
                    above.set(at);
                    above.or(ancestors.get(at));
                    heads.remove(parent);
                }
            }
            index.put(digest, ancestors.size());
            ancestors.add(above);
            heads.add(digest);
        }
    }

    /**
     * @param seen for each act, the digests that its header names
     */
    public static Causality of(Map<Digest, ? extends Set<Digest>> seen) {
        return new Causality(seen);
    }

    public static Causality of(Iterable<Header> headers) {
        var seen = new TreeMap<Digest, Set<Digest>>();
        headers.forEach(header -> seen.put(header.digest(), header.seen()));
        return new Causality(seen);
    }

    /**
     * Kahn's algorithm; among the acts that could come next, the smallest digest does. The same
     * acts give the same order wherever and in whatever order they arrived. A digest cannot name
     * its own successor, so there is no cycle.
     */
    private static List<Digest> sort(Map<Digest, ? extends Set<Digest>> seen) {
        var waiting = new HashMap<Digest, Integer>();
        var children = new HashMap<Digest, List<Digest>>();
        var ready = new PriorityQueue<Digest>();
        seen.forEach(
                (digest, parents) -> {
                    var known = parents.stream().filter(seen::containsKey).toList();
                    known.forEach(
                            parent ->
                                    children.computeIfAbsent(parent, _ -> new ArrayList<>())
                                            .add(digest));
                    waiting.put(digest, known.size());
                    if (known.isEmpty()) ready.add(digest);
                });
        var order = new ArrayList<Digest>(seen.size());
        while (!ready.isEmpty()) {
            var next = ready.remove();
            order.add(next);
            for (var child : children.getOrDefault(next, List.of())) {
                if (waiting.merge(child, -1, Integer::sum) == 0) ready.add(child);
            }
        }
        if (order.size() != seen.size())
            throw new IllegalStateException("acts that saw each other: a digest was forged");
        return List.copyOf(order);
    }

    /** All acts, each after everything that it saw; concurrent ones by digest. */
    public List<Digest> order() {
        return order;
    }

    /** The acts that no other act has seen. */
    public SortedSet<Digest> heads() {
        return java.util.Collections.unmodifiableSortedSet(heads);
    }

    /** Digests that were seen by an act but are not here. */
    public SortedSet<Digest> unknown() {
        return java.util.Collections.unmodifiableSortedSet(unknown);
    }

    public boolean contains(Digest act) {
        return index.containsKey(act);
    }

    /** True if {@code later} saw {@code earlier}, directly or through others. */
    public boolean precedes(Digest earlier, Digest later) {
        var from = index.get(earlier);
        var to = index.get(later);
        return from != null && to != null && ancestors.get(to).get(from);
    }

    /** True if neither of two acts on this docket saw the other. */
    public boolean concurrent(Digest one, Digest other) {
        return !one.equals(other)
                && contains(one)
                && contains(other)
                && !precedes(one, other)
                && !precedes(other, one);
    }

    /** Everything that {@code act} saw, directly or through others, in order. */
    public Set<Digest> past(Digest act) {
        var past = new LinkedHashSet<Digest>();
        var at = index.get(act);
        if (at != null)
            ancestors.get(at).stream().forEach(ancestor -> past.add(order.get(ancestor)));
        return past;
    }

    /** Everything that acts naming {@code seen} have in their past: the named acts and theirs. */
    public Set<Digest> pastOf(Set<Digest> seen) {
        var union = new BitSet();
        for (var digest : seen) {
            var at = index.get(digest);
            if (at == null) continue;
            union.set(at);
            union.or(ancestors.get(at));
        }
        var past = new LinkedHashSet<Digest>();
        union.stream().forEach(ancestor -> past.add(order.get(ancestor)));
        return past;
    }
}
