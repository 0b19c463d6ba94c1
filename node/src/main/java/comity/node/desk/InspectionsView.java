package comity.node.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this State's oversight bodies propose to open, have opened and had opened: what awaits an
 * answer first, then what is open, then the newest.
 *
 * @param inspector whether the reader is one
 * @param left how many openings the reader may still propose; 0 for whoever is no inspector
 * @param dockets those on which something happened last, for an inspector to look at
 */
public record InspectionsView(
        boolean inspector, long left, List<Row> openings, List<Seen> dockets) {

    /** A docket as its headers show it. */
    public record Seen(UUID docket, String requesting, String requested, String phase) {}

    /**
     * @param authority the oversight body
     * @param purpose as the list names it; empty if it was not said
     * @param standing AWAITED, LAPSED, DECLINED, OPEN, ENDED or STAYED
     * @param mayAnswer whether the reader may answer it now
     */
    public record Row(
            UUID docket,
            String requesting,
            String requested,
            String proposal,
            String authority,
            String proposedBy,
            Instant proposedAt,
            String purpose,
            String reasons,
            List<Section> sections,
            @Nullable LocalDate until,
            String standing,
            @Nullable Answer answer,
            boolean mayAnswer) {}

    /** A section that is named, and the type of its act; empty if that is not here. */
    public record Section(String act, String type, String section) {}

    /** What the second inspector said. */
    public record Answer(String act, String by, Instant at, boolean agreed, String reasons) {}
}
