package comity.node.desk;

import comity.node.frame.OfficeView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What lies on a person's desk. */
public record WorklistView(
        String person, List<OfficeView> offices, List<Row> dockets, List<DraftRow> drafts) {

    /**
     * A docket in a line.
     *
     * @param latest type of the last act, and by whom and when it says it was taken
     * @param next what this person may do next, in any of their offices
     */
    public record Row(
            UUID docket,
            String phase,
            String requesting,
            String requested,
            int acts,
            String latest,
            String latestState,
            Instant latestAt,
            List<String> next) {}

    /** A draft in a line. */
    public record DraftRow(UUID draft, String docket, String type, Instant savedAt) {}
}
