package comity.treaty.rules;

import comity.treaty.terms.Ground;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Articles 42(6) and 43(2): preservation, and the path of traffic, are refused on three grounds
 * only. What another rule finds is carried by one of them, or by none: then the data is preserved,
 * and the objection waits for the disclosure.
 */
public final class ClosedList {
    /** The grounds of 40(21)(b), 40(21)(c) and 40(22). */
    public static final Set<Ground> GROUNDS =
            Set.copyOf(
                    EnumSet.of(
                            Ground.ESSENTIAL_INTERESTS,
                            Ground.PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE,
                            Ground.DISCRIMINATION));

    private static final Map<String, Set<Ground>> CARRIED = new LinkedHashMap<>();

    static {
        carry(
                EnumSet.of(
                        Ground.ESSENTIAL_INTERESTS, Ground.PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE),
                "R-010",
                "R-015",
                "R-016",
                "R-018",
                "R-020",
                "R-087");
        carry(
                EnumSet.of(Ground.DISCRIMINATION, Ground.ESSENTIAL_INTERESTS),
                "R-011",
                "R-012",
                "R-013",
                "R-014",
                "R-021",
                "R-085");
        carry(EnumSet.of(Ground.ESSENTIAL_INTERESTS), "R-017");
        carry(
                EnumSet.of(Ground.PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE),
                "R-038",
                "R-042",
                "R-043");
        carry(EnumSet.of(Ground.ESSENTIAL_INTERESTS), "R-080", "R-081", "R-082", "R-083", "R-084");
        carry(EnumSet.noneOf(Ground.class), "R-053", "R-058", "R-060");
    }

    private ClosedList() {}

    private static void carry(Set<Ground> grounds, String... rules) {
        for (var rule : rules) CARRIED.put(rule, Set.copyOf(grounds));
    }

    /**
     * The grounds that may carry what {@code rule} finds where preservation is refused; an empty
     * set if none may, empty if the list does not speak of the rule.
     */
    public static Optional<Set<Ground>> grounds(String rule) {
        return Optional.ofNullable(CARRIED.get(rule.substring(0, Math.min(5, rule.length()))));
    }

    /** Every rule that the list speaks of, with its grounds, in the list's order. */
    public static Map<String, Set<Ground>> carried() {
        return java.util.Collections.unmodifiableMap(CARRIED);
    }
}
