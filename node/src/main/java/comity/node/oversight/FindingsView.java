package comity.node.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Findings, of the body that raised them or for the authorities that they name.
 *
 * @param rows what is open first, the nearest day first
 * @param authorities to whom one can be addressed; none for whoever raises none
 */
public record FindingsView(List<Row> rows, List<String> authorities) {
    public FindingsView {
        rows = List.copyOf(rows);
        authorities = List.copyOf(authorities);
    }

    /**
     * One finding.
     *
     * @param about DOCKET, DRAW, PATTERN or PRACTICE
     * @param until the last day for what is demanded
     * @param awaits AUTHORITY, BODY or NOBODY
     */
    public record Row(
            UUID finding,
            Instant raised,
            String body,
            String addressee,
            String about,
            LocalDate until,
            String awaits,
            boolean overdue) {}

    /**
     * A finding with all that was said on it.
     *
     * @param on which docket, draw or pattern; empty for a practice
     * @param mayAnswer whether the reader answers for the authority
     * @param mayEnd whether the reader repeats or closes for the body
     */
    public record One(
            Row row,
            String on,
            String article,
            List<Said> said,
            boolean mayAnswer,
            boolean mayEnd) {
        public One {
            said = List.copyOf(said);
        }
    }

    /**
     * What one act says; empty where it was erased, or does not say it.
     *
     * @param act its digest
     */
    public record Said(
            String act,
            String type,
            Instant at,
            String authority,
            String text,
            String demand,
            @Nullable LocalDate until,
            String outcome) {}
}
