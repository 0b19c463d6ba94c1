package comity.node.oversight;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was reported as obtained or disclosed by mistake, for the oversight body.
 *
 * @param errors what awaits somebody first, and of that what is overdue
 */
public record ErrorsView(List<ReportedError> errors) {

    /**
     * One report.
     *
     * @param requesting the State that asks on its docket
     * @param requested the State that is asked
     * @param report the act that says so
     * @param by the State in which it was reported, and whose body classifies it
     * @param office in which it was reported
     * @param kind what went wrong; empty where it cannot be read
     * @param exhibits how many exhibits it keeps, or kept, in quarantine
     * @param standing AWAITED, OVERDUE, RELEASED, TO_DESTROY or DESTROYED
     * @param due the last day for what is awaited; absent where nothing is
     * @param late whether that day has passed
     * @param gravity how grave it was; empty while nobody said so
     * @param owing the States that have still to destroy it
     * @param yours whether the reader's body classifies it, and has not
     */
    public record ReportedError(
            UUID docket,
            String requesting,
            String requested,
            String report,
            String by,
            String office,
            LocalDate on,
            String kind,
            int exhibits,
            String standing,
            @Nullable LocalDate due,
            boolean late,
            String gravity,
            List<String> owing,
            boolean yours) {
        /** Whether anybody has to do anything. */
        public boolean isOpen() {
            return due != null;
        }
    }
}
