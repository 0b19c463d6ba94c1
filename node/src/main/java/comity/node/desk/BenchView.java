package comity.node.desk;

import comity.node.desk.DocketView.AuthorView;
import comity.node.desk.DocketView.Parties;
import comity.node.desk.DocketView.SafeguardView;
import comity.node.desk.work.Earlier;
import comity.node.frame.FindingView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is before a judge, on one page.
 *
 * @param home whether it is an application in the State that asks; else a request to this State
 * @param asked what is before the judge; absent if nothing is, and nothing was
 * @param open whether a judge of this State has still to decide on it
 * @param ended whether the proceeding has ended
 * @param decisions what judges of this State decided on this docket, the oldest first
 */
public record BenchView(
        UUID docket,
        Parties parties,
        boolean home,
        @Nullable Asked asked,
        boolean open,
        boolean ended,
        List<Decision> decisions,
        Law law,
        List<Test> tests,
        Pleaded pleaded,
        List<Missing> missing,
        List<Need> scope,
        Earlier.Found earlier) {

    /** The application or the request. */
    public record Asked(
            String act,
            String type,
            AuthorView by,
            Instant at,
            String measure,
            List<String> accounts,
            List<String> categories,
            String from,
            String to) {}

    /**
     * A judge's act on it.
     *
     * @param type authorise, authorise-execution or decline
     * @param stands whether it is the last word
     */
    public record Decision(
            String act,
            String type,
            AuthorView by,
            Instant at,
            List<String> tests,
            String reasons,
            String narrowing,
            String cure,
            boolean stands) {}

    /**
     * What the law of the judge's State says of this measure, as far as its profile says it.
     *
     * @param kinds who may authorise it, from the most independent; none if it is not said
     * @param known whether there is a profile at all
     */
    public record Law(
            String state,
            boolean known,
            List<String> kinds,
            long mostAccounts,
            long mostDays,
            @Nullable Long mostAuthorisedDays,
            boolean dualCriminality,
            @Nullable Boolean remedy) {}

    /**
     * A test of the law.
     *
     * @param test one of the words by which a refusal names it
     * @param standing FAILS, OPEN, LOOK, or WEIGH where nothing on the docket speaks against it and
     *     a human decides
     */
    public record Test(String test, String standing, List<RuleView> rules) {}

    /** A rule of the rulebook that speaks to a test. */
    public record RuleView(String id, String citation, String demand) {}

    /**
     * What stands in the way of an authorisation, or has to be looked at.
     *
     * @param test which test it bears on
     * @param who must resolve it: APPLICANT, ASKING, ASSESSOR, OTHER_JUDGE or JUDGE
     * @param denies whether it stands in the way
     */
    public record Missing(String test, String who, boolean denies, FindingView finding) {}

    /**
     * What is pleaded; empty where it was not said or is not here.
     *
     * @param dual what an officer assessed of criminality in both States: a truth, or empty
     * @param assessed by the facts' paths
     */
    public record Pleaded(
            String offence,
            String statute,
            String article,
            String months,
            String monthsThere,
            String summary,
            String proportionality,
            String lessIntrusiveMeans,
            String newSince,
            String dual,
            List<SafeguardView> safeguards,
            Map<String, Object> assessed,
            List<Answer> answers) {}

    /** What was asked of the other State, and its answer; empty while there is none. */
    public record Answer(String question, String answer) {}

    /**
     * One thing that is asked, beside the reason for it.
     *
     * @param kind ACCOUNT, CATEGORY or PERIOD
     * @param value the account, or the category's word; empty of the period
     * @param own whether the reason was given for this; else it is what was said of the whole
     * @param allowed whether the last decision allows it; absent while there is none
     * @param allowedFrom of the period, what is allowed
     */
    public record Need(
            String kind,
            String value,
            String reason,
            boolean own,
            @Nullable Boolean allowed,
            @Nullable LocalDate allowedFrom,
            @Nullable LocalDate allowedTo) {}

    /**
     * What stands in one of the three forms.
     *
     * @param said by the names of the fields; none of a form that nobody has begun
     * @param heard whether the rulebook was asked
     */
    public record Typed(
            String draft,
            Map<String, List<String>> said,
            List<FindingView> findings,
            boolean heard) {
        static final Typed NOTHING = new Typed("", Map.of(), List.of(), false);

        public String value(String name, String otherwise) {
            var values = said.get(name);
            return values == null || said.isEmpty() ? otherwise : String.join("\n", values);
        }

        /** Whether a box is checked; where nothing was typed, as {@code otherwise} says. */
        public boolean holds(String name, String value, boolean otherwise) {
            return said.isEmpty()
                    ? otherwise
                    : said.getOrDefault(name, List.of()).stream()
                            .flatMap(String::lines)
                            .anyMatch(value::equals);
        }

        public boolean lacks(String name) {
            return heard && value(name, "").isBlank();
        }

        public boolean isBegun() {
            return !draft.isEmpty();
        }
    }
}
