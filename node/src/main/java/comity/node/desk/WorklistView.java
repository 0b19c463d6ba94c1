package comity.node.desk;

import comity.node.desk.work.Filter;
import comity.node.desk.work.Found;
import comity.node.frame.OfficeView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What lies on a person's desk.
 *
 * @param changed what rests on a provision of law that changed since it was written
 * @param filter what the list was asked for
 * @param following what to ask for the next page; empty if this is the last
 * @param kept filters that this person keeps
 * @param partners the States that there are to cooperate with
 * @param providers to whom something can be ordered
 * @param percent how much of what is filed the list holds: 100 but while it is made anew
 */
public record WorklistView(
        String person,
        List<OfficeView> offices,
        List<Row> dockets,
        List<DraftRow> drafts,
        List<ChangedRow> changed,
        Filter filter,
        String following,
        List<Filter> kept,
        List<String> partners,
        List<String> providers,
        long percent) {

    /**
     * A docket in a line.
     *
     * @param next what this person may do next, in any of their offices
     */
    public record Row(Found line, List<String> next) {}

    /**
     * Whether a docket is before the reader's own office of judge, who then begins at the bench.
     */
    public boolean isForBench(Found line) {
        return line.office().equals("JUD")
                && offices.stream()
                        .anyMatch(
                                held ->
                                        held.office().equals("JUD")
                                                && held.authority().startsWith(line.turn() + "."));
    }

    /**
     * A draft in a line.
     *
     * @param leftBy who began it and left the office; empty if the reader did
     */
    public record DraftRow(
            UUID draft, String docket, String type, Instant savedAt, String leftBy) {}

    /**
     * A request or a draft under which the law changed.
     *
     * @param docket empty for a draft about a docket that does not exist yet
     * @param draft empty for a request
     * @param provision the register's identifier, such as {@code XA/303b}
     * @param reason why it was changed, and when its act says it was
     * @param differences none where the provision is new to the register
     */
    public record ChangedRow(
            String docket,
            String draft,
            String type,
            String provision,
            String label,
            String reason,
            Instant at,
            List<Difference> differences) {}

    /** A column of the register with what it said and what it says. */
    public record Difference(String field, String before, String after) {}
}
