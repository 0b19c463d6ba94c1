package comity.treaty.rules;

import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Set;

/**
 * Article 42: to preserve is urgent and can be undone. So it does not wait for what is still to be
 * known, and only what may not be helped at all stands against it.
 */
final class Preservation {
    /** What is refused even provisionally; the rest is decided on before anything is disclosed. */
    private static final Set<String> NOT_EVEN_PRESERVED =
            Set.of("R-010", "R-011", "R-015", "R-016", "R-044", "R-081", "R-095");

    private Preservation() {}

    /** Of what was found, what stands against preserving meanwhile, and what is said beside it. */
    static List<Finding> meanwhile(List<Finding> found) {
        return found.stream()
                .filter(
                        finding ->
                                !finding.effect().denies()
                                        || finding.truth() == Truth.FALSE
                                                && NOT_EVEN_PRESERVED.contains(finding.rule()))
                .filter(finding -> finding.truth() == Truth.FALSE)
                .toList();
    }
}
