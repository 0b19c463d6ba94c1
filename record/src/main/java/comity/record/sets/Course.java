package comity.record.sets;

/**
 * The symbols in which one element takes part, in order: the first always, symbol i with
 * probability 1 / (1 + i/2). Each next place is drawn from the one before by inverting the
 * distribution of the gap (section 4.2 of the paper), with SplitMix64 as the source of numbers and
 * IEEE 754 doubles, whose square root and quotient are the same everywhere.
 */
final class Course implements Comparable<Course> {
    private static final long END = Long.MAX_VALUE;
    private static final double FARTHEST = 1L << 50;

    private final Element element;
    private long state;
    private long at;

    Course(Element element) {
        this.element = element;
        this.state = element.seed();
    }

    Element element() {
        return element;
    }

    /** The symbol in which the element takes part next. */
    long at() {
        return at;
    }

    void advance() {
        state += 0x9E3779B97F4A7C15L;
        var mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        var uniform = ((mixed >>> 11) + 1) * 0x1.0p-53;
        var gap = Math.ceil((at + 1.5) * (1 / Math.sqrt(uniform) - 1));
        at = at + gap > FARTHEST ? END : at + Math.max(1, (long) gap);
    }

    @Override
    public int compareTo(Course other) {
        return Long.compare(at, other.at);
    }
}
