package comity.node.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept and until when: the ended proceedings, those first whose time is up.
 *
 * @param automatic whether the State's profile erases by itself
 * @param rows one for each proceeding that has ended, or on which something is held or erased
 */
public record RetentionView(boolean automatic, List<Row> rows) {

    /**
     * A docket.
     *
     * @param from the first day on which it is no longer kept; absent if the profile does not say
     * @param due whether that day has come, nothing is held, and something is left to erase
     * @param held until when a judge has it kept
     * @param sections how many sections are left here
     * @param proposed the proposal that waits for a second person
     * @param demanded the other State's erasure that this one has not followed
     * @param outstanding this State's erasures that the other has not certified
     */
    public record Row(
            UUID docket,
            String requesting,
            String requested,
            String phase,
            @Nullable LocalDate from,
            boolean due,
            @Nullable LocalDate held,
            int sections,
            @Nullable String proposed,
            @Nullable String demanded,
            List<Outstanding> outstanding) {

        /** Whether somebody should act now. */
        public boolean isOpen() {
            return due || proposed != null || demanded != null || !outstanding.isEmpty();
        }
    }

    /** A duty to delete that the other State has not certified. */
    public record Outstanding(String act, String state, LocalDate due, boolean overdue) {}
}
