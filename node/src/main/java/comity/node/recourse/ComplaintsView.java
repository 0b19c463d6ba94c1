package comity.node.recourse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The complaints before an oversight body, without what they say.
 *
 * @param awaiting how many await the body
 * @param open those, the oldest first
 * @param next after which position to go on, if there are more
 * @param others that await the person, or were decided; the newest first
 */
public record ComplaintsView(long awaiting, List<Row> open, @Nullable Long next, List<Row> others) {
    static final ComplaintsView NONE = new ComplaintsView(0, List.of(), null, List.of());

    /**
     * @param awaits BODY, PERSON or NOBODY
     * @param due by when the body has to do the next thing
     */
    public record Row(
            UUID docket,
            Instant filed,
            Instant latest,
            String awaits,
            boolean acknowledged,
            boolean decided,
            boolean inquiry,
            boolean verified,
            @Nullable LocalDate due,
            boolean overdue) {}
}
