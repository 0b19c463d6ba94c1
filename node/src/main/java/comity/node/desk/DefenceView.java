package comity.node.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The dockets to which counsel are or were admitted, the one that ends first before the others.
 *
 * @param running what they read today
 * @param over what they read no more
 */
public record DefenceView(List<Row> running, List<Row> over) {

    /**
     * An admission.
     *
     * @param admission the act
     * @param client ACCUSED or CONCERNED
     * @param opened the names of the sections, in the order of a header
     * @param exhibits that may be looked at
     * @param decided the day that a judge named last
     * @param until the last day: one more for each day on which the node did not serve
     * @param lost those days
     * @param daysLeft negative once it has passed
     * @param warned 14, 7 or 1 once so many days are left or fewer; 0 before
     * @param ended the act that ended it before its day
     */
    public record Row(
            UUID docket,
            String requesting,
            String requested,
            String admission,
            String client,
            List<String> opened,
            List<Shown> exhibits,
            LocalDate from,
            LocalDate decided,
            LocalDate until,
            List<LocalDate> lost,
            long daysLeft,
            int warned,
            @Nullable String ended) {}

    /** An exhibit that was opened, and in which office it is looked at. */
    public record Shown(String sha256, String name, String office) {}

    /** Who can be admitted, and the pseudonym under which the docket knows them. */
    public record Counsel(String pseudonym, String name, String authority) {}
}
