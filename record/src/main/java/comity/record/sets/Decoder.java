package comity.record.sets;

import comity.record.act.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Takes another set's symbols until it knows what either holds alone. What both hold falls out of
 * every symbol; of the rest, a symbol in which one element alone is left names it, and with it the
 * others that it shared symbols with.
 *
 * <p>The symbols may come from somebody who lies. Work and memory are bounded by the symbols taken;
 * what contradicts itself is {@link #contradicted}, never a difference.
 */
public final class Decoder {
    /** What each side holds alone, and how many symbols it took to learn it. */
    public record Difference(Set<Digest> onlyOurs, Set<Digest> onlyTheirs, int symbols) {
        public Difference {
            onlyOurs = Set.copyOf(onlyOurs);
            onlyTheirs = Set.copyOf(onlyTheirs);
        }
    }

    private final SessionKey key;
    private final Set<Digest> set;
    private final Encoder own;
    private final List<Symbol> left = new ArrayList<>();
    private final Deque<Integer> promising = new ArrayDeque<>();
    private final PriorityQueue<Found> found = new PriorityQueue<>();
    private final Set<Digest> ours = new HashSet<>();
    private final Set<Digest> theirs = new HashSet<>();
    private boolean contradicted;

    /** An element that was found, on its way through the symbols to come. */
    private record Found(Course course, int times) implements Comparable<Found> {
        @Override
        public int compareTo(Found other) {
            return course.compareTo(other.course);
        }
    }

    public Decoder(Collection<Digest> set, SessionKey key) {
        this.key = key;
        this.set = Set.copyOf(set);
        this.own = new Encoder(this.set, key);
    }

    /** Takes the next symbol of the other set's row. */
    public void take(Symbol theirNext) {
        var rest = theirNext.minus(own.next());
        var place = left.size();
        for (var first = found.peek(); first != null && first.course().at() == place; ) {
            found.remove();
            rest = rest.with(first.course().element(), -first.times());
            first.course().advance();
            found.add(first);
            first = found.peek();
        }
        left.add(rest);
        if (Math.abs(rest.count()) == 1) promising.add(place);
        while (!promising.isEmpty() && !contradicted) peel(promising.remove());
    }

    private void peel(int place) {
        var symbol = left.get(place);
        if (Math.abs(symbol.count()) != 1) return;
        var element =
                key.element(
                        Element.bytes(
                                symbol.first(), symbol.second(), symbol.third(), symbol.fourth()));
        if (element.check() != symbol.check()) return;
        var digest = element.digest();
        var isTheirs = symbol.count() == 1;
        // An honest row names each element once, and on the side that has it.
        contradicted = isTheirs == set.contains(digest) || !(isTheirs ? theirs : ours).add(digest);
        if (contradicted) return;
        var course = new Course(element);
        while (course.at() < left.size()) {
            var at = (int) course.at();
            left.set(at, left.get(at).with(element, -symbol.count()));
            if (Math.abs(left.get(at).count()) == 1) promising.add(at);
            course.advance();
        }
        found.add(new Found(course, symbol.count()));
    }

    /** How many symbols were taken. */
    public int symbols() {
        return left.size();
    }

    /** Whether the symbols are of no set: nothing can be concluded from them. */
    public boolean contradicted() {
        return contradicted || decodes() && !left.stream().allMatch(Symbol::isNothing);
    }

    /** Whether the difference is known: every element takes part in the first symbol. */
    public boolean decoded() {
        return decodes() && !contradicted();
    }

    private boolean decodes() {
        return !left.isEmpty() && left.getFirst().isNothing();
    }

    /**
     * @throws IllegalStateException unless {@link #decoded}
     */
    public Difference difference() {
        if (!decoded()) throw new IllegalStateException("not decoded");
        return new Difference(ours, theirs, left.size());
    }
}
