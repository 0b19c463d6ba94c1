package comity.record.act;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the check of a State's answer came to, for whoever holds it without a node.
 *
 * @param facts what the lines' sentences are filled with
 * @param at what the State's log says of the time
 */
public record Checked(List<Line> lines, Map<String, String> facts, Optional<Instant> at) {
    public Checked {
        lines = List.copyOf(lines);
        facts = Map.copyOf(facts);
    }

    /** How sure a line of a check is. */
    public enum Status {
        PASSED,
        FAILED,
        UNCHECKED
    }

    /** One thing that was checked. */
    public record Line(String code, Status status) {
        public static Line of(String code, boolean holds) {
            return new Line(code, holds ? Status.PASSED : Status.FAILED);
        }
    }

    public boolean failed() {
        return lines.stream().anyMatch(line -> line.status() == Status.FAILED);
    }

    /** 0 all passed, 1 something failed, 2 something could not be checked. */
    public int exit() {
        if (failed()) return 1;
        return lines.stream().anyMatch(line -> line.status() == Status.UNCHECKED) ? 2 : 0;
    }
}
