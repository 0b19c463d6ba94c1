package comity.evidence.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is removed: bytes by their position from 0, rows or messages of a mailbox by their number
 * from 1. Both ends are included.
 *
 * @param ranges in order, none touching the next
 */
public record Cuts(Unit unit, List<Range> ranges) {
    /** What is counted. */
    public enum Unit {
        BYTES,
        ROWS,
        MESSAGES
    }

    /** Both ends are included. */
    public record Range(long from, long to) {}

    /** More than anybody types; each costs a line of the proof. */
    static final int MOST = 50_000;

    public Cuts {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads {@code 2-5, 9}. Ranges that touch become one.
     *
     * @return empty if it is no such list, or names nothing
     */
    public static Optional<Cuts> of(Unit unit, String text) {
        var read = new ArrayList<Range>();
        for (var part : text.strip().split("\\s*[,;\\n]\\s*")) {
            if (!part.matches("[0-9]{1,15}(\\s*-\\s*[0-9]{1,15})?") || read.size() == MOST)
                return Optional.empty();
            var ends = part.split("\\s*-\\s*");
            var from = Long.parseLong(ends[0]);
            var to = Long.parseLong(ends[ends.length - 1]);
            if (to < from || unit != Unit.BYTES && from == 0) return Optional.empty();
            read.add(new Range(from, to));
        }
        read.sort((one, other) -> Long.compare(one.from(), other.from()));
        var joined = new ArrayList<Range>();
        for (var range : read) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && range.from() <= last.to() + 1)
                joined.set(
                        joined.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
            else joined.add(range);
        }
        return Optional.of(new Cuts(unit, joined));
    }

    /** As the act says it. */
    public String text() {
        return unit.name()
                + " "
                + ranges.stream()
                        .map(
                                range ->
                                        range.from() == range.to()
                                                ? "" + range.from()
                                                : range.from() + "-" + range.to())
                        .collect(Collectors.joining(","));
    }
}
