package comity.node.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was transmitted, on which conditions, and what was asked, returned, destroyed and disclosed
 * of it.
 *
 * @param offices for each type of act that may be taken here, the office in which its reader may
 */
public record ConditionsView(List<DocketRow> dockets, Map<String, String> offices) {
    /** For whom a docket's conditions are none of their business. */
    static final ConditionsView NONE = new ConditionsView(List.of(), Map.of());

    /** Whether the reader may take acts of this type. */
    public boolean may(String type) {
        return offices.containsKey(type);
    }

    /** Where an act of a type is written, with what stands in it. */
    public String form(UUID docket, String type, String filled) {
        return "/dockets/%s/acts/%s?office=%s&%s"
                .formatted(docket, type, offices.getOrDefault(type, ""), filled);
    }

    /**
     * A docket.
     *
     * @param receiving whether this State received, and is bound
     */
    public record DocketRow(
            UUID docket,
            String requesting,
            String requested,
            boolean receiving,
            List<ExhibitRow> exhibits,
            List<AskRow> asked,
            List<DisposalRow> disposals,
            List<ExculpatoryRow> exculpatory) {
        boolean isEmpty() {
            return exhibits.isEmpty()
                    && asked.isEmpty()
                    && disposals.isEmpty()
                    && exculpatory.isEmpty();
        }
    }

    /**
     * An exhibit under the conditions of one transmission.
     *
     * @param until the last day on which it may be kept, as consents extend it
     * @param left days to it; negative once it has passed
     * @param here whether its bytes are held here
     * @param gone the act by which it was returned or destroyed
     * @param consented the requests that were granted for it
     */
    public record ExhibitRow(
            String sha256,
            String name,
            String transmission,
            List<String> purposes,
            List<String> handledBy,
            List<String> onwardTo,
            List<String> forbids,
            boolean confidential,
            @Nullable LocalDate until,
            @Nullable Long left,
            @Nullable String atEnd,
            boolean here,
            @Nullable String gone,
            List<AskRow> consented) {}

    /**
     * A request for consent.
     *
     * @param stands OPEN, or TRUE or FALSE as it was answered
     * @param exhibits none where it is about everything that was transmitted
     * @param ours whether this State has to answer
     */
    public record AskRow(
            String act,
            List<String> seeks,
            String purpose,
            String recipient,
            List<String> handlers,
            List<String> exhibits,
            @Nullable LocalDate keepUntil,
            @Nullable LocalDate until,
            String stands,
            boolean ours,
            LocalDate day) {}

    /**
     * What is returned or destroyed.
     *
     * @param stands PROPOSED, DISPOSED, CERTIFIED or RECEIVED
     * @param certificate the act that certifies it
     */
    public record DisposalRow(
            String act,
            String transmission,
            String method,
            List<String> exhibits,
            String stands,
            @Nullable String certificate) {}

    /**
     * What speaks for the accused.
     *
     * @param recipient the defence to which it was disclosed; empty for a notice
     * @param day of the disclosure
     * @param here which of the exhibits are held here
     */
    public record ExculpatoryRow(
            String act,
            String recipient,
            @Nullable LocalDate day,
            List<String> exhibits,
            List<String> here) {}
}
