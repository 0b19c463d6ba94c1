package comity.node.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom this State has to tell of a measure and has not: those who could not be found, and those
 * whose day has passed. It names nobody.
 */
public record UnnotifiedView(List<Row> rows) {

    /**
     * Somebody on a docket.
     *
     * @param told whether it is the person concerned or the account holder
     * @param from the first day on which nothing keeps it secret
     * @param notFound the day of the last report that they could not be found
     * @param reports how often that was reported
     */
    public record Row(
            UUID docket,
            String requesting,
            String requested,
            String told,
            LocalDate from,
            LocalDate by,
            boolean overdue,
            @Nullable LocalDate notFound,
            int reports) {}
}
