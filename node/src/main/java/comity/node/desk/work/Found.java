package comity.node.desk.work;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A docket in a list.
 *
 * @param stage whose turn it is, as a stage; NONE if nobody's
 * @param turn the State whose turn it is
 * @param since when that began
 * @param due the next day that is the last one for something
 * @param timer which clock sets it
 * @param dueFor whose authorities it reminds
 * @param daysLeft to that day; negative once it has passed
 * @param urgency 0 an emergency, 1 urgent, 2 neither
 */
public record Found(
        UUID docket,
        String phase,
        String requesting,
        String requested,
        int urgency,
        int acts,
        String latest,
        String latestState,
        Instant latestAt,
        String stage,
        String turn,
        String authority,
        String office,
        Instant since,
        boolean open,
        @Nullable LocalDate due,
        String timer,
        String dueFor,
        @Nullable Long daysLeft,
        long position) {

    /** Where a list by the next last day goes on after this. */
    String afterDue() {
        return (due == null ? Tables.NEVER : due) + "_" + docket;
    }

    public boolean isOverdue() {
        return daysLeft != null && daysLeft < 0;
    }

    public boolean isClose() {
        return daysLeft != null && daysLeft <= 14;
    }

    /** The last twelve digits, by which people tell dockets apart. */
    public String brief() {
        return docket.toString().substring(24);
    }
}
