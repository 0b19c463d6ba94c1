package comity.record.sets;

import comity.record.act.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A set as an endless row of symbols. Whoever holds another set takes them one after the other
 * until the difference shows.
 */
public final class Encoder {
    private final PriorityQueue<Course> courses;
    private long next;

    /** Of a set: an element that is given twice is in it once. */
    public Encoder(Collection<Digest> set, SessionKey key) {
        courses = new PriorityQueue<>(Math.max(1, set.size()));
        set.stream().distinct().map(key::element).map(Course::new).forEach(courses::add);
    }

    /** The next symbol of the row. */
    public Symbol next() {
        var symbol = Symbol.NOTHING;
        for (var first = courses.peek(); first != null && first.at() == next; ) {
            courses.remove();
            symbol = symbol.with(first.element(), 1);
            first.advance();
            courses.add(first);
            first = courses.peek();
        }
        next++;
        return symbol;
    }

    public List<Symbol> next(int count) {
        var symbols = new ArrayList<Symbol>(count);
        for (var i = 0; i < count; i++) symbols.add(next());
        return symbols;
    }
}
