package comity.node.oversight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The draws of the oversight body, and what a new one can be asked.
 *
 * @param draws the latest first; those that were given up are among them
 * @param mayBegin why no draw can begin now: {@code open}, {@code no-witness}; empty if one can
 * @param witness whose signature would decide
 * @param partners with which requests were exchanged
 */
public record DrawsView(
        List<Row> draws,
        String mayBegin,
        String witness,
        List<String> partners,
        List<String> measures) {
    public DrawsView {
        draws = List.copyOf(draws);
        partners = List.copyOf(partners);
        measures = List.copyOf(measures);
    }

    /** How far a draw has come. */
    public enum Stage {
        /** Committed to, and the witness has not signed yet. */
        WAITING,
        /** The witness has signed: whoever opens the seed settles it. */
        DECIDED,
        /** The witness signed too late, or not: it can only be given up. */
        LATE,
        SETTLED,
        ABANDONED
    }

    /**
     * One draw.
     *
     * @param query what the dockets have in common, by name; open members are absent
     * @param witness whose signature decides
     * @param decided when it signed
     */
    public record Row(
            UUID docket,
            long number,
            Instant at,
            Stage stage,
            List<Asked> query,
            long candidates,
            long sample,
            String witness,
            Optional<Instant> decided) {
        public Row {
            query = List.copyOf(query);
        }
    }

    /** One thing that a query asks. */
    public record Asked(String name, String value) {}

    /**
     * A draw with all that is known of it.
     *
     * @param commitment the digest of the act that bound the body
     * @param upTo of acts below this position of the log
     * @param frame the digest of the marks of all candidates
     * @param seed the digest of the body's secret
     * @param opened the secret, once it is opened
     * @param drawn in the order in which they were drawn
     * @param reason why it was given up; else empty
     * @param asRecorded whether the same question asked of the record again has the same candidates
     * @param first whether it was settled by the first checkpoint that the witness signed
     */
    public record One(
            Row row,
            String commitment,
            long upTo,
            String frame,
            String seed,
            String opened,
            List<UUID> drawn,
            String reason,
            boolean asRecorded,
            boolean first) {
        public One {
            drawn = List.copyOf(drawn);
        }
    }
}
