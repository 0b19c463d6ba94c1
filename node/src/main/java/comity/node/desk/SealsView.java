package comity.node.desk;

import java.time.LocalDate;
import java.util.List;

/**
 * How many dockets judges of this State keep sealed, for oversight: numbers and days, and nothing
 * by which a docket could be told.
 *
 * @param courts each that ever sealed one
 */
public record SealsView(List<Row> courts) {
    public SealsView {
        courts = List.copyOf(courts);
    }

    /**
     * @param court the authority of the judges
     * @param sealed dockets that are sealed today
     * @param lifted dockets of which a judge ended the seal
     * @param ranOut dockets whose seal ended with its day: nobody lifted it, and nobody renewed it
     * @param missed these days, the latest first, twenty at most
     */
    public record Row(
            String court, long sealed, long lifted, long ranOut, List<LocalDate> missed) {}
}
