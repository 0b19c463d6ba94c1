package comity.node.law.rules;

import comity.node.frame.FindingView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A rule as pages and programs read it.
 *
 * @param citation as it may be shown: an article alone while its paragraph's number is from memory
 *     and no lawyer has compared it
 * @param certainty SEEN, MEMORY_HIGH or MEMORY_MEDIUM; CONFIRMED once a lawyer has compared it
 * @param stage the decision that it speaks to; empty for a rule about the order of steps
 * @param until empty while it is in force
 */
public record RuleView(
        String id,
        String demand,
        int article,
        String citation,
        String certainty,
        String basis,
        String effect,
        String stage,
        String code,
        String explanation,
        String remedy,
        LocalDate from,
        String until,
        List<FactView> facts) {

    /** A fact that a rule asks. */
    public record FactView(String path, String meaning, String kind, String owner) {}

    /** A rule with everything that stands beside it. */
    public record Whole(RuleView rule, List<ExampleView> examples, TextView text) {}

    /**
     * @param outcome SPEAKS, SILENT or UNKNOWN
     */
    public record ExampleView(int number, String outcome, List<ChangeView> changes) {}

    /**
     * One fact of an example, in words.
     *
     * @param value as it was stated, codes in the reader's language
     * @param word true, false, unknown, unsaid or none; empty for any other value
     */
    public record ChangeView(String path, String meaning, String value, String word) {}

    /**
     * The Convention's own words.
     *
     * @param language of the text; empty if none is loaded
     * @param whole whether the whole article is shown, because its paragraph is not certain
     * @param answer whether words match: MATCHES, DIFFERS, CANNOT_BE_TOLD; empty if none is loaded
     * @param found what a registrar found; its members are empty if nobody compared it
     */
    public record TextView(
            String language,
            String title,
            boolean whole,
            List<PassageView> passages,
            String answer,
            FoundView found) {}

    /**
     * @param level how deep the paragraph lies, from 0
     */
    public record PassageView(String label, int level, String words) {}

    /**
     * @param outcome CONFIRMED or CORRECTED; empty if nobody compared it
     * @param stale whether the words have changed since
     */
    public record FoundView(
            String outcome,
            String correct,
            String note,
            String by,
            String authority,
            Instant at,
            boolean stale) {
        static final FoundView NONE = new FoundView("", "", "", "", "", Instant.EPOCH, false);
    }

    /**
     * What a rule says of facts that somebody changed.
     *
     * @param typed by the fact's path, as it was typed
     * @param wrong the paths whose value is not of its kind
     * @param outcome SPEAKS, SILENT, UNKNOWN; empty if something typed is wrong
     */
    public record TrialView(
            Map<String, List<String>> typed,
            List<String> wrong,
            String outcome,
            List<FindingView> findings) {}
}
