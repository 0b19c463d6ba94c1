package comity.bench;

import comity.treaty.facts.Fact;
import comity.treaty.rules.Rule;
import comity.treaty.rules.Rulebook;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Twenty of the rules as rows of a decision table: for each fact that a rule asks, a unary test in
 * FEEL. A test holds them to what the rules say.
 */
final class TwentyConditions {
    private static final String NOT_OF_THE_CONVENTION = "< 7, > 17";

    static final List<Row> ROWS =
            List.of(
                    row("R-001")
                            .and(Fact.ARTICLE, NOT_OF_THE_CONVENTION)
                            .and(Fact.MONTHS_REQUESTING, "< 48"),
                    row("R-003b")
                            .and(Fact.ARTICLE, NOT_OF_THE_CONVENTION)
                            .and(Fact.MONTHS_REQUESTED, "< 48")
                            .and(Fact.BOTH_THRESHOLDS, "false"),
                    row("R-004")
                            .and(Fact.ARTICLE, NOT_OF_THE_CONVENTION)
                            .and(
                                    Fact.MEASURE,
                                    "\"EXTRADITION\", \"LE_COOP\", \"JIT\", \"CONFISCATE\""),
                    row("R-005").and(Fact.SPECIFIC_PROCEEDING, "false"),
                    row("R-006")
                            .and(
                                    Fact.PROCEEDING_NATURE,
                                    "\"INTELLIGENCE\", \"IMMIGRATION\", \"CIVIL\", \"ADMINISTRATIVE\""),
                    row("R-007").and(Fact.IN_FORCE, "false"),
                    row("R-012").and(Fact.POLITICAL_OPINION, "true"),
                    row("R-014").and(Fact.PREJUDICE, "true"),
                    row("R-042").and(Fact.MEASURE, "\"INTERCEPT\"").and(Fact.IN_CATALOGUE, "false"),
                    row("R-043").and(Fact.DOMESTIC_MEASURE, "false"),
                    row("R-044").and(Fact.WEAKENING, "true"),
                    row("R-045").and(Fact.REMOTE_ACCESS, "true"),
                    row("R-046")
                            .and(Fact.MEASURE, "\"INTERCEPT\", \"RT_TRAFFIC\"")
                            .and(Fact.RESERVATION_23_3, "true"),
                    row("R-080")
                            .and(Fact.DEATH_PENALTY, "true")
                            .and(Fact.ASSURANCE, "false")
                            .and(Fact.ABOLITIONIST, "true"),
                    row("R-081").and(Fact.TORTURE, "true"),
                    row("R-082").and(Fact.UNFAIR_TRIAL, "true"),
                    row("R-083").and(Fact.HARSH_SENTENCE, "true").and(Fact.ASSURANCE, "false"),
                    row("R-084").and(Fact.FINAL_JUDGMENT, "true"),
                    row("R-085").and(Fact.ASYLUM, "true").and(Fact.WHEREABOUTS, "true"),
                    row("R-087").and(Fact.PRIVILEGED, "true").and(Fact.THERE_JUDGE, "false"));

    private TwentyConditions() {}

    /**
     * @param tests by fact, all of which must hold
     */
    record Row(String rule, Map<Fact, String> tests) {
        Row and(Fact fact, String test) {
            var all = new LinkedHashMap<>(tests);
            all.put(fact, test);
            return new Row(rule, all);
        }
    }

    private static Row row(String rule) {
        return new Row(rule, Map.of());
    }

    /** The columns of the table. */
    static Set<Fact> facts() {
        var facts = new LinkedHashSet<Fact>();
        for (var row : ROWS) facts.addAll(row.tests().keySet());
        return facts;
    }

    /** The same twenty as they stand in the rulebook. */
    static List<Rule> rules() {
        return ROWS.stream().map(row -> Rulebook.current().rule(row.rule()).orElseThrow()).toList();
    }
}
