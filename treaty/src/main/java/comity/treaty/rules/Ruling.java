package comity.treaty.rules;

import java.util.Comparator;
import java.util.List;

/** What the Convention says about a proposed act. A denial is an answer, never an exception. */
public sealed interface Ruling {

    /** The act may be taken; {@code advice} holds conditions and warnings. */
    record Permitted(List<Finding> advice) implements Ruling {}

    /** The act may not be taken; all findings at once, gravest first. */
    record Denied(List<Finding> findings) implements Ruling {}

    /**
     * All rules speak, so that the drafter hears everything at once and not one objection a day.
     */
    static Ruling of(List<Finding> findings) {
        var sorted =
                findings.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Finding::effect).thenComparing(Finding::rule))
                        .toList();
        return sorted.stream().anyMatch(finding -> finding.effect().denies())
                ? new Denied(sorted)
                : new Permitted(sorted);
    }

    /** Everything that was found, either way. */
    default List<Finding> all() {
        return switch (this) {
            case Permitted(var advice) -> advice;
            case Denied(var findings) -> findings;
        };
    }
}
